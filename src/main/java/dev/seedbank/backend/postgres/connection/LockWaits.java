package dev.seedbank.backend.postgres.connection;

import dev.seedbank.failure.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells which lock the sessions of a connector wait for, and who holds it. Asks on a session of its own. */
public final class LockWaits implements AutoCloseable {
    /** What a role may not see of others' sessions is null. */
    private static final String WAITS = """
            select coalesce('table ' || w.relation::regclass::text,
                    case when w.locktype in ('transactionid', 'tuple') then 'a row' else w.locktype end),
                h.pid, b.usename, nullif(b.application_name, ''), b.state,
                to_char(b.xact_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')
            from unnest(?::int8[]) mine (pid)
            join pg_locks w on w.pid = mine.pid and not w.granted
            cross join lateral unnest(pg_blocking_pids(mine.pid::int)) with ordinality h (pid, place)
            left join pg_stat_activity b on b.pid = h.pid
            order by h.place
            limit 1""";

    private final PostgresConnector connector;
    private volatile @Nullable Session session;

    public LockWaits(PostgresConnector connector) {
        this.connector = connector;
    }

    /** For one thread. Empty as well if the server has no connection left for the question. */
    public Optional<String> now() {
        var mine = connector.processes();
        try {
            var asking = session;
            if (asking == null) {
                asking = connector.open();
                session = asking;
            }
            return asking.first(
                    WAITS,
                    row -> words(
                            row.getString(1),
                            row.getLong(2),
                            new Holder(row.getString(3), row.getString(4), row.getString(5), row.getString(6))),
                    mine);
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    /** From any thread: whoever is asking just now is cut off. */
    @Override
    public void close() {
        var asking = session;
        if (asking != null) {
            asking.abort();
        }
    }

    /** What a role may not see of others' sessions is null. */
    record Holder(
            @Nullable String user,
            @Nullable String application,
            @Nullable String state,
            @Nullable String since) {}

    static String words(String what, long process, Holder holder) {
        if (process == 0) {
            return "a lock on %s, which a prepared transaction holds (see pg_prepared_xacts)".formatted(what);
        }
        var words = new StringBuilder("a lock on %s, which process %d holds".formatted(what, process));
        append(words, ", user ", holder.user);
        append(words, ", application ", holder.application);
        append(words, ", since ", holder.since == null ? null : holder.since + " UTC");
        append(words, ", ", "idle in transaction".equals(holder.state) ? holder.state : null);
        return words.toString();
    }

    private static void append(StringBuilder words, String before, @Nullable String fact) {
        if (fact != null) {
            words.append(before).append(fact);
        }
    }
}
