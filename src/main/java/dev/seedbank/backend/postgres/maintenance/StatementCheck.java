package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.SlowStatement;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.Set;

/** The statements that took longest in sum, where the extension pg_stat_statements is there. */
record StatementCheck(Session session) implements Check {
    private static final String SCHEMA = """
            select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements'""";

    private static final int SHOWN = 200;

    /** Without those that ask the server for what it knows of itself, as this program does. */
    private static String slowest(String schema) {
        return """
            select left(s.query, %d), s.calls, s.total_exec_time from %s.pg_stat_statements s
            where s.dbid = (select oid from pg_database where datname = current_database())
              and s.query !~* '^<insufficient|\\m(from|join)\\s+(pg_catalog\\.)?pg_|\\mseedbank\\.'
            order by s.total_exec_time desc limit 5""".formatted(StatementText.READ, schema);
    }

    private static String hidden(String schema) {
        return """
            select exists (select from %s.pg_stat_statements s
                where s.dbid = (select oid from pg_database where datname = current_database()) and s.query ~ '^<insufficient')""".formatted(schema);
    }

    @Override
    public String subject() {
        return "the slowest statements";
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of();
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        var schema = session.first(SCHEMA, row -> Identifiers.quote(row.getString(1)));
        if (schema.isEmpty()) {
            return;
        }
        session.query(
                        slowest(schema.get()),
                        row -> new SlowStatement(
                                StatementText.of(row.getString(1), SHOWN), row.getLong(2), (long) row.getDouble(3)))
                .forEach(log::slow);
        if (session.test(hidden(schema.get()))) {
            log.note(
                    "Not looked at: statements of other users, which this role may not see (GRANT pg_read_all_stats, or pg_monitor)");
        }
    }
}
