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

/** Who keeps others waiting for a lock, and waits for nobody. */
record BlockerCheck(Session session) implements Check {
    /** Locks are visible to every role, what their holders do is not. A prepared transaction blocks as process 0. */
    private static final String BLOCKERS = """
            with waiting (pid, since, what) as materialized (
                select pid, min(waitstart), min(case locktype when 'relation' then relation::regclass::text else locktype end)
                from pg_locks where not granted and (database is null or database = 0 or database = (select oid from pg_database where datname = current_database()))
                group by pid),
            blocked (pid, by, since, what) as materialized (
                select w.pid, b.pid, w.since, w.what from waiting w cross join unnest(pg_blocking_pids(w.pid)) b (pid)
                where w.since < clock_timestamp() - interval '1 second')
            select b.by, count(*), extract(epoch from max(clock_timestamp() - b.since)), string_agg(b.pid || ' (waits for ' || b.what || ')', ', ' order by b.since), %s
            from blocked b left join pg_stat_activity a on a.pid = b.by
            where b.by not in (select pid from waiting) and (b.by = 0 or a.datname is null or a.datname = current_database())
            group by b.by, a.usename, a.application_name, a.state, a.query order by min(b.since)""".formatted(Who.COLUMNS);

    @Override
    public String subject() {
        return "blocked sessions";
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of(FindingKind.BLOCKER);
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        session.query(BLOCKERS, BlockerCheck::finding).forEach(log::found);
    }

    private static Finding finding(ResultSet row) throws SQLException {
        long pid = row.getLong(1);
        var who = Who.of(row, 5);
        return Finding.of(
                FindingKind.BLOCKER,
                Severity.WARNING,
                pid == 0 ? "a prepared transaction" : "session " + pid,
                (pid == 0 ? "" : "(%s) ".formatted(who.words())) + "blocks other sessions: " + row.getString(4),
                List.of(Evidence.count("waiting", row.getLong(2)), Evidence.seconds("longest wait", row.getLong(3))),
                Fix.proposed(
                        Language.SQL,
                        pid == 0
                                ? "SELECT gid FROM pg_prepared_xacts; ROLLBACK PREPARED 'GID'"
                                : "SELECT pg_terminate_backend(%d)".formatted(pid)));
    }
}
