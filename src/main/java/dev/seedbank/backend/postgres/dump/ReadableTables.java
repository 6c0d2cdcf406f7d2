package dev.seedbank.backend.postgres.dump;

import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which tables this session's role may read, and in which of them it sees every row. */
record ReadableTables(Session session) {
    private static final String GRANTED =
            "has_schema_privilege(c.relnamespace, 'USAGE') and has_table_privilege(c.oid, 'SELECT')";

    /** Those whose rows nothing hides. */
    Set<Long> among(List<Long> oids) {
        return new HashSet<>(session.query(
                "select c.oid from pg_class c where c.oid = any (?::oid[]) and %s and not row_security_active(c.oid)"
                        .formatted(GRANTED),
                row -> row.getLong(1),
                oids));
    }

    /** Refuses the others, naming the first of them. */
    void require(List<Long> oids) {
        refuse(
                oids,
                "not (%s)".formatted(GRANTED),
                "This role may not read %s",
                "Use a role that may (such as a member of pg_read_all_data), or list the schemas to back up in 'schemas:'.");
        refuse(
                oids,
                "row_security_active(c.oid)",
                "Row-level security hides rows of %s from this role",
                "Use a superuser or a role with BYPASSRLS: with FORCE ROW LEVEL SECURITY the owner needs it too.");
    }

    private void refuse(List<Long> oids, String condition, String what, String advice) {
        var refused = session.query(
                "select case when n.nspname = 'public' then '' else n.nspname || '.' end || c.relname from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace where c.oid = any (?::oid[]) and " + condition
                        + " order by n.nspname collate \"C\", c.relname collate \"C\"",
                row -> row.getString(1),
                oids);
        if (!refused.isEmpty()) {
            var more = refused.size() > 1 ? " (and %d more)".formatted(refused.size() - 1) : "";
            throw new OperationFailed(what.formatted(refused.getFirst() + more), advice);
        }
    }
}
