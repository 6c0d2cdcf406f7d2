package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.postgres.catalog.AffectedTables;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.List;

/** Tables that force row-level security on their owner too, who could not COPY into them otherwise. */
record RowSecuritySuspension(Session session, List<String> forced) {
    private static final String FORCED = """
            select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.oid = any (?::oid[]) and c.relforcerowsecurity and row_security_active(c.oid)
            """;

    static RowSecuritySuspension begin(Session session, AffectedTables relations) {
        var forced = session.query(
                FORCED, row -> Identifiers.qualified(row.getString(1), row.getString(2)), relations.oids());
        forced.forEach(table -> session.run("alter table only " + table + " no force row level security"));
        return new RowSecuritySuspension(session, forced);
    }

    void end() {
        forced.forEach(table -> session.run("alter table only " + table + " force row level security"));
    }
}
