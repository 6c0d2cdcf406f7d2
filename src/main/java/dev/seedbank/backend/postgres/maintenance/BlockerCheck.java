package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who keeps others waiting for a lock, and waits for nobody. */
record BlockerCheck(Session session) implements Check {
    /**
     * Locks are visible to every role, what their holders do is not. A prepared transaction blocks as process 0; which one, is certain
     * if there is only one. Who waits for a row waits for the transaction that changed it, and holds a lock on the row meanwhile. Those
     * who wait for one who waits are kept waiting, too.
     */
    private static final String BLOCKERS = """
            with recursive locks as materialized (select * from pg_locks),
            waiting (pid, since, what) as materialized (
                select l.pid, min(l.waitstart), min(case l.locktype when 'relation' then l.relation::regclass::text when 'tuple' then 'a row of ' || l.relation::regclass
                    when 'transactionid' then coalesce((select min('a row of ' || r.relation::regclass) from locks r
                        where r.pid = l.pid and r.locktype = 'tuple' and r.granted), 'another transaction')
                    when 'virtualxid' then 'another transaction' when 'advisory' then 'an advisory lock' else l.locktype end)
                from locks l where not l.granted
                  and (l.database is null or l.database = 0 or l.database = (select oid from pg_database where datname = current_database()))
                group by l.pid),
            blocked (pid, by) as materialized (
                select w.pid, b.pid from waiting w cross join unnest(pg_blocking_pids(w.pid)) b (pid)
                where w.since < clock_timestamp() - interval '1 second'),
            kept (by, pid) as (
                select by, pid from blocked where by not in (select pid from waiting)
                union select k.by, b.pid from kept k join blocked b on b.by = k.pid)
            select k.by, count(*), extract(epoch from max(clock_timestamp() - w.since)),
                string_agg(w.pid || ' (waits for ' || w.what || ')', ', ' order by w.since),
                (select case count(*) when 1 then min(gid) end from pg_prepared_xacts where database = current_database()), %s
            from kept k join waiting w on w.pid = k.pid left join pg_stat_activity a on a.pid = k.by
            where k.by = 0 or a.datname is null or a.datname = current_database()
            group by k.by, a.usename, a.application_name, a.state, a.query order by min(w.since)""".formatted(Who.COLUMNS);

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
        return Finding.of(
                FindingKind.BLOCKER,
                Severity.WARNING,
                pid == 0 ? "a prepared transaction" : "session " + pid,
                (pid == 0 ? "" : "(%s) ".formatted(Who.of(row, 6).words())) + "blocks other sessions: "
                        + row.getString(4),
                List.of(Evidence.count("waiting", row.getLong(2)), Evidence.seconds("longest wait", row.getLong(3))),
                Fix.proposed(Language.SQL, end(pid, row.getString(5))));
    }

    private static String end(long pid, @Nullable String prepared) {
        if (pid > 0) {
            return "SELECT pg_terminate_backend(%d)".formatted(pid);
        }
        return prepared == null
                ? "SELECT gid, owner, prepared FROM pg_prepared_xacts ORDER BY prepared"
                : "ROLLBACK PREPARED " + Identifiers.literal(prepared);
    }
}
