package dev.seedbank.backend.postgres.maintenance;

/** What the partitions of a table are together, in SQL. Those that are locked are left out: {@code pg_partition_tree} waits for them. */
final class Partitions {
    private Partitions() {}

    /**
     * A subquery of the sum.
     *
     * @param table an expression for the oid of the partitioned table
     * @param value of {@code c}, the row of pg_class of one of them
     */
    static String sum(String value, String table) {
        return """
            (with recursive part (oid) as (select inhrelid from pg_inherits where inhparent = %s
                union all select i.inhrelid from pg_inherits i join part p on i.inhparent = p.oid)
                select coalesce(sum(%s), 0) from part join pg_class c on c.oid = part.oid where c.oid not in %s)""".formatted(table, value, LockedCheck.LOCKED);
    }
}
