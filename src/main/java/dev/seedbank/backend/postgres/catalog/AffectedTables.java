package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.postgres.connection.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables whose data is replaced or deleted, with all partitions below them: what hangs on a table (keys, triggers)
 * may hang on any of these.
 */
public record AffectedTables(List<Table> tables, List<Long> oids) {
    /** pg_partition_tree would lock each partition until the transaction ends. */
    private static final String PARTITIONS = """
            with recursive roots (oid) as (select unnest(?::oid[])),
            below (oid) as (
                select oid from roots
                union select i.inhrelid from pg_inherits i join below on below.oid = i.inhparent
                    join pg_class c on c.oid = i.inhrelid and c.relispartition)
            select oid::bigint from below except select oid::bigint from roots
            order by 1
            """;

    public static AffectedTables of(Session session, List<Table> tables) {
        var roots = tables.stream().map(Table::oid).toList();
        var oids = new ArrayList<>(roots);
        oids.addAll(session.query(PARTITIONS, row -> row.getLong(1), roots));
        return new AffectedTables(List.copyOf(tables), List.copyOf(oids));
    }

    public boolean has(long oid) {
        return oids.contains(oid);
    }

    public boolean isEmpty() {
        return tables.isEmpty();
    }
}
