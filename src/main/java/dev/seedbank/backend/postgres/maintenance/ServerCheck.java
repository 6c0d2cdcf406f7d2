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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Connections compared with what the server takes, and how much of what is read is in its memory. */
record ServerCheck(Session session) implements Check {
    private static final int WARNING_PERCENT = 80;
    private static final int CRITICAL_PERCENT = 95;
    private static final int HITS_PERCENT = 90;

    /** Before so many blocks were read the share of those in memory says nothing. */
    private static final long BLOCKS = 1_000_000;

    private static final String NUMBERS = """
            select s.blks_hit, s.blks_read, extract(epoch from coalesce(s.stats_reset, pg_postmaster_start_time())) * 1000
            from pg_stat_database s where s.datname = current_database()""";

    /** The server's, and those that this database and this role have of their own; the first is nearest to its limit. */
    private static final String CONNECTIONS = """
            select subject, used, most from (
                select 'connections', (select sum(numbackends) from pg_stat_database),
                    current_setting('max_connections')::bigint - current_setting('superuser_reserved_connections')::bigint
                        - coalesce(current_setting('reserved_connections', true)::bigint, 0)
                union all select 'connections to database ' || d.datname, s.numbackends, d.datconnlimit
                from pg_database d join pg_stat_database s on s.datid = d.oid where d.datname = current_database()
                union all select 'connections of role ' || r.rolname, (select count(*) from pg_stat_activity a where a.usename = r.rolname), r.rolconnlimit
                from pg_roles r where r.rolname = current_user and not r.rolsuper) limits (subject, used, most)
            where most > 0 order by used::float8 / most desc limit 1""";

    @Override
    public String subject() {
        return "connections and cache";
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of(FindingKind.CONNECTIONS, FindingKind.CACHE);
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        session.query(CONNECTIONS, row -> {
            connections(row.getString(1), row.getLong(2), row.getLong(3), log);
            return row;
        });
        session.query(NUMBERS, row -> {
            cache(row, log);
            return row;
        });
    }

    private static void connections(String subject, long used, long limit, Inspection.Log log) {
        var evidence = Evidence.count(subject, used).until(limit);
        log.measured(evidence);
        long percent = limit > 0 ? used * 100 / limit : 0;
        if (percent >= WARNING_PERCENT) {
            log.found(
                    Finding.of(
                            FindingKind.CONNECTIONS,
                            percent >= CRITICAL_PERCENT ? Severity.CRITICAL : Severity.WARNING,
                            subject,
                            "are nearly used up: further ones will be refused",
                            List.of(evidence),
                            Fix.proposed(
                                    Language.SQL,
                                    "SELECT usename, application_name, state, count(*) FROM pg_stat_activity GROUP BY 1, 2, 3 ORDER BY 4 DESC")));
        }
    }

    private static void cache(ResultSet row, Inspection.Log log) throws SQLException {
        long hit = row.getLong(1);
        long read = row.getLong(2);
        if (hit + read == 0) {
            return;
        }
        var since = Optional.of(Instant.ofEpochMilli((long) row.getDouble(3)));
        long percent = hit * 100 / (hit + read);
        var evidence = Evidence.percent("cache hits", percent).since(since);
        log.measured(evidence);
        if (percent < HITS_PERCENT && hit + read >= BLOCKS) {
            log.found(Finding.of(
                    FindingKind.CACHE,
                    Severity.INFO,
                    "cache",
                    "serves too few of the reads: the server may need more memory, or queries may need an index",
                    List.of(evidence, Evidence.count("blocks read", read).since(since)),
                    Fix.proposed(Language.SQL, "SHOW shared_buffers")));
        }
    }
}
