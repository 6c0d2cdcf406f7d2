package dev.seedbank.backend.postgres.dump;

import dev.seedbank.backend.postgres.catalog.AffectedTables;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Keeps others from changing the structure of tables while they are read in one snapshot: the server would describe it as it is
 * by then, and a table that was truncated is empty in any snapshot. Where the server has no room for so many locks, each table
 * is only locked while it is read, and that nothing was changed is found in the end.
 */
final class TableLocks {
    private static final String SETTING = "select current_setting('max_locks_per_transaction')::bigint";

    /** The setting with which a number of tables is half of what all sessions together can lock: the other half is for the others. */
    private static final String NEEDED = """
            select ceil(2.0 * ?::bigint
                / (current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint))
            """;

    /** What changes with every change of a table's structure, and not with its rows, VACUUM or ANALYZE, which write in place. */
    private static final String STATE = """
            select count(*) || ' ' || coalesce(sum(id * version), 0) from (
                select c.oid::bigint::numeric, c.xmin::text::numeric from pg_class c where c.oid = any (?::oid[])
                union all
                select a.attrelid::bigint::numeric * a.attnum, a.xmin::text::numeric from pg_attribute a where a.attrelid = any (?::oid[])
            ) as rows (id, version)
            """;

    private final List<Long> oids;
    private final boolean complete;
    private final String state;

    private TableLocks(Session session, List<Long> oids, boolean complete) {
        this.oids = oids;
        this.complete = complete;
        this.state = complete ? "" : state(session);
    }

    /** Inside the transaction that reads, whose snapshot is taken already. */
    static TableLocks take(Session session, List<Table> tables) {
        var relations = AffectedTables.of(session, tables);
        boolean complete = needed(session, relations.oids()) <= session.number(SETTING);
        var locks = new TableLocks(session, relations.oids(), complete);
        if (complete && !tables.isEmpty()) {
            var names = tables.stream().map(Table::sql).collect(Collectors.joining(", "));
            session.run("lock table " + names + " in access share mode");
        }
        return locks;
    }

    /** @param other a session whose snapshot is later than all reading */
    void requireUnchanged(Session other) {
        if (!complete && !state.equals(state(other))) {
            throw new OperationFailed(
                    "The structure of a table was changed while the tables were read",
                    "Try again. To have all %d tables locked meanwhile, set the server's max_locks_per_transaction to %d, and restart the server."
                            .formatted(oids.size(), needed(other, oids)));
        }
    }

    boolean isComplete() {
        return complete;
    }

    private static long needed(Session session, List<Long> oids) {
        return session.number(NEEDED, (long) oids.size());
    }

    private String state(Session session) {
        return session.first(STATE, row -> row.getString(1), oids, oids).orElseThrow();
    }
}
