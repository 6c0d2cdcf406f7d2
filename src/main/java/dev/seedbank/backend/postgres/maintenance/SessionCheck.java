package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Sessions of this database that have worked, or held a transaction open, for long. */
record SessionCheck(Session session) implements Check {
    /** What a role may not see of others' sessions is null. Who waits for a lock is not at fault: {@link BlockerCheck} says who is. */
    private static final String LONG = """
            select a.pid, a.state = 'active', extract(epoch from now() - case a.state when 'active' then a.query_start else a.state_change end), %s
            from pg_stat_activity a
            where a.datname = current_database() and a.backend_type = 'client backend' and a.pid <> pg_backend_pid()
              and (a.state = 'active' and a.wait_event_type is distinct from 'Lock' and a.query_start < now() - make_interval(secs => ?)
                or a.state like 'idle in transaction%%' and a.state_change < now() - make_interval(secs => ?))
            order by a.xact_start""".formatted(Who.COLUMNS);

    private static final String HIDDEN = """
            select exists (select from pg_stat_activity where datname = current_database() and query = '<insufficient privilege>')""";

    @Override
    public String subject() {
        return "other sessions";
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of(FindingKind.LONG_OPERATION, FindingKind.IDLE_IN_TRANSACTION);
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        double seconds = thresholds.operation().toMillis() / 1000.0;
        session.query(LONG, SessionCheck::finding, seconds, seconds).forEach(log::found);
        if (session.test(HIDDEN)) {
            log.note(
                    "Not looked at: sessions of other users, which this role may not see (GRANT pg_read_all_stats, or pg_monitor)");
        }
    }

    private static Finding finding(ResultSet row) throws SQLException {
        long pid = row.getLong(1);
        boolean active = row.getBoolean(2);
        var who = Who.of(row, 4);
        return Finding.of(
                active ? FindingKind.LONG_OPERATION : FindingKind.IDLE_IN_TRANSACTION,
                Severity.WARNING,
                "session " + pid,
                active
                        ? "(%s) has been running a statement for a long time: %s"
                                .formatted(who.words(), who.statement())
                        : "(%s) is idle in an open transaction: it holds locks, and keeps VACUUM from removing dead rows"
                                .formatted(who.words()),
                List.of(Evidence.seconds(active ? "running" : "idle", row.getLong(3))),
                Fix.proposed(
                        Language.SQL,
                        (active ? "SELECT pg_cancel_backend(%d)" : "SELECT pg_terminate_backend(%d)").formatted(pid)));
    }
}
