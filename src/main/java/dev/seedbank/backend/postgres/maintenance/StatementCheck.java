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
        var schema = session.first(SCHEMA, row -> row.getString(1));
        if (schema.isPresent()) {
            session.query(
                            slowest(schema.get()),
                            row -> new SlowStatement(row.getString(1), row.getLong(2), (long) row.getDouble(3)))
                    .forEach(log::slow);
        }
    }

    /** Statements that are no queries keep their values, and so perhaps a password. */
    private static String slowest(String schema) {
        return """
            select left(regexp_replace(s.query, '\\s+', ' ', 'g'), 200), s.calls, s.total_exec_time
            from %s.pg_stat_statements s
            where s.dbid = (select oid from pg_database where datname = current_database()) and s.query !~* 'password|secret|^<insufficient'
            order by s.total_exec_time desc limit 5""".formatted(Identifiers.quote(schema));
    }
}
