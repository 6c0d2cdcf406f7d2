package dev.seedbank.backend.postgres;

import dev.seedbank.backend.CollectionStatistics;
import java.util.List;

/** Counts and sizes of tables: counted where that is quick, the server's estimate where it is not. */
record TableStatistics(Session session) {
    private static final double COUNTED_ROWS = 1_000_000;
    /** For tables that were never analyzed, whose number of rows nobody knows. */
    private static final long COUNTED_BYTES = 256L << 20;

    List<CollectionStatistics> of(List<Table> tables) {
        return tables.stream().map(this::of).toList();
    }

    /** Exact, or -1 if counting would take long. */
    long quickCount(Table table) {
        return isQuick(table) ? session.number("select count(*) from " + table.onlySql()) : -1;
    }

    private CollectionStatistics of(Table table) {
        long bytes = session.number(
                "select coalesce(sum(pg_total_relation_size(relid)), 0) from " + tree(table), table.oid());
        if (isQuick(table)) {
            return new CollectionStatistics(table.collection(), quickCount(table), true, bytes);
        }
        var estimate = "select coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint from pg_class c join " + tree(table)
                + " on c.oid = relid where c.relkind = 'r'";
        return new CollectionStatistics(table.collection(), session.number(estimate, table.oid()), false, bytes);
    }

    private boolean isQuick(Table table) {
        if (!table.partitioned() && table.estimate() >= 0) {
            return table.estimate() < COUNTED_ROWS;
        }
        return session.number("select coalesce(sum(pg_relation_size(relid)), 0) from " + tree(table), table.oid())
                < COUNTED_BYTES;
    }

    private static String tree(Table table) {
        return table.partitioned()
                ? "pg_partition_tree(?::oid::regclass)"
                : "(select ?::oid::regclass as relid) as one";
    }
}
