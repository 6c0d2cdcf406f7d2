package dev.seedbank.backend.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * The tables whose data is replaced or deleted, with all partitions below them: what hangs on a table (keys, triggers)
 * may hang on any of these.
 */
record Relations(List<Table> tables, List<Long> oids) {
    static Relations of(Session session, List<Table> tables) {
        var roots = tables.stream().map(Table::oid).toList();
        var oids = new ArrayList<>(roots);
        oids.addAll(session.query(
                "select relid::oid::bigint from unnest(?::oid[]) as root, pg_partition_tree(root::regclass) where relid::oid <> root",
                row -> row.getLong(1),
                roots));
        return new Relations(List.copyOf(tables), List.copyOf(oids));
    }

    boolean has(long oid) {
        return oids.contains(oid);
    }

    boolean isEmpty() {
        return tables.isEmpty();
    }
}
