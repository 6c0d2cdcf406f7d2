package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.Failure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches, while a statement runs, who keeps it waiting: afterwards it is too late to ask. On a thread of its own, and a connection,
 * which it opens when a statement takes longer than a moment.
 */
final class Blockers implements AutoCloseable {
    private static final long MOMENT_MILLIS = 400;

    /** What a role may not see of others' sessions is null. */
    private static final String BLOCKER = """
            select b.pid, b.usename, nullif(b.application_name, ''), b.state, pg_catalog.left(pg_catalog.regexp_replace(b.query, '\\s+', ' ', 'g'), 60)
            from pg_catalog.unnest(pg_catalog.pg_blocking_pids(?)) p (pid) join pg_catalog.pg_stat_activity b on b.pid = p.pid
            order by b.xact_start limit 1""";

    private final PostgresConnector connector;
    private final String application;
    private @Nullable Session asking;
    private @Nullable Thread watching;
    private volatile @Nullable Watched watched;
    private volatile @Nullable String seen;

    Blockers(PostgresConnector connector, String application) {
        this.connector = connector;
        this.application = application;
    }

    /** A session's process that runs a statement since then. */
    private record Watched(int process, long since) {}

    /** From now on, for a session's process. */
    void watch(int process) {
        seen = null;
        watched = new Watched(process, System.nanoTime());
        if (watching == null) {
            watching = Thread.ofPlatform().daemon().name("seedbank-blockers").start(this::look);
        }
    }

    /** Who was last seen in the way: {@code process 4711 (user ada, application psql, idle in transaction): lock table t}. */
    Optional<String> seen() {
        return Optional.ofNullable(seen);
    }

    /** The statement has ended. */
    void stop() {
        watched = null;
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(MOMENT_MILLIS);
                var now = watched;
                if (now != null && System.nanoTime() - now.since() >= MOMENT_MILLIS * 1_000_000) {
                    var blocker = ask(now.process());
                    if (blocker.isPresent() && now.equals(watched)) {
                        seen = blocker.get();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> ask(int process) {
        try {
            var session = asking;
            if (session == null) {
                session = connector.openPlain(application + " watch");
                asking = session;
            }
            return session.first(
                    BLOCKER,
                    row -> words(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                    process);
        } catch (Failure e) {
            asking = null; // the server has no connection left for the question
            return Optional.empty();
        }
    }

    private static String words(
            int process,
            @Nullable String user,
            @Nullable String application,
            @Nullable String state,
            @Nullable String query) {
        var facts = new StringBuilder();
        append(facts, "user ", user);
        append(facts, "application ", application);
        append(facts, "", "active".equals(state) ? null : state);
        return "process %d%s%s"
                .formatted(
                        process,
                        facts.isEmpty() ? "" : " (" + facts + ")",
                        query == null || query.isBlank() ? "" : ": " + query.strip());
    }

    private static void append(StringBuilder facts, String before, @Nullable String fact) {
        if (fact != null) {
            facts.append(facts.isEmpty() ? "" : ", ").append(before).append(fact);
        }
    }

    @Override
    public void close() {
        stop();
        var thread = watching;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (asking != null) {
            asking.close();
        }
    }
}
