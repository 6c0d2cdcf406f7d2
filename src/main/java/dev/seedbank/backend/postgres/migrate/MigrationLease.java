package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.Lease;
import dev.seedbank.backend.Renewal;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A row of {@code seedbank.lease} that expires by the server's clock, and is renewed on a connection of its own. No lock of a
 * session: so it holds behind a pooler that shares connections by transaction, and does not keep {@code CREATE INDEX CONCURRENTLY}
 * waiting. Each holder has a higher token than the one before; {@link #fence} makes a transaction fail whose token is not the
 * latest, and keeps others out until it ends.
 */
public final class MigrationLease implements Lease {
    private static final long SECONDS = 60;
    private static final Duration EVERY = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /**
     * Takes it if nobody has it, or if its holder's time is over, or its process is known to be dead, and no session of the
     * holder's still works: an idle one may be a pooler's.
     */
    private static final String TAKE = """
            insert into seedbank.lease as held (work, token, owner, application, place, process, since, expires_at)
            values ('migration', 1, ?, ?, ?, ?, pg_catalog.clock_timestamp(), pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => ?))
            on conflict (work) do update set token = held.token + 1, owner = excluded.owner, application = excluded.application,
                place = excluded.place, process = excluded.process, since = excluded.since, expires_at = excluded.expires_at
            where held.owner = '' or ((held.expires_at < pg_catalog.clock_timestamp() or held.owner = ?)
                and not exists (select from pg_catalog.pg_stat_activity a
                    where a.application_name = held.application and a.state <> 'idle' and a.datname = pg_catalog.current_database()))
            returning token""";

    private static final String HOLDER = """
            select owner, place, process, pg_catalog.to_char(since at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                (select pg_catalog.min(pid) from pg_catalog.pg_stat_activity a where a.application_name = held.application and a.state <> 'idle'
                    and a.datname = pg_catalog.current_database())
            from seedbank.lease held where work = 'migration' and owner <> ''""";

    private final Session session;
    private final Runner runner;
    private final long token;
    private final Renewal renewal;

    private MigrationLease(Session session, Runner runner, long token, Renewal renewal) {
        this.session = session;
        this.runner = runner;
        this.token = token;
        this.renewal = renewal;
    }

    /** Who has it. */
    private record Holder(String owner, String place, String process, String since, long pid) {
        String shown() {
            return "%s%s, since %s UTC".formatted(place, pid > 0 ? " (session %d)".formatted(pid) : "", since);
        }
    }

    /**
     * @param session its own from now on; it closes it
     * @param work the command that it is for, as others are told
     * @param patience how long to wait for another to end
     * @param waiting told who has it, once
     * @throws OperationFailed if another has it still
     */
    static MigrationLease take(
            Session session, Runner runner, String work, Duration patience, Consumer<String> waiting) {
        long end = System.nanoTime() + patience.toNanos();
        var renewal = new Renewal(Duration.ofSeconds(SECONDS));
        boolean told = false;
        while (true) {
            renewal.taking();
            var dead = holder(session).filter(it -> Runner.isDead(it.process()));
            var token = token(session, runner, work, dead.map(Holder::owner).orElse(runner.id()));
            if (token.isPresent()) {
                var lease = new MigrationLease(session, runner, token.get(), renewal);
                renewal.start(EVERY, lease::renew);
                return lease;
            }
            var holder = holder(session);
            if (holder.isPresent() && System.nanoTime() >= end) {
                throw held(holder.get());
            }
            if (holder.isPresent() && !told) {
                told = true;
                waiting.accept(holder.get().shown());
            }
            pause();
        }
    }

    /**
     * For a change of structure that is no migration. Makes the table, if need be.
     *
     * @throws OperationFailed if another has it still, or the database is read-only
     */
    public static MigrationLease open(
            PostgresConnector connector, String work, Duration patience, Consumer<String> waiting) {
        var session = connector.open();
        try {
            session.requireWritable();
            new PostgresHistory(session).create();
            return take(session, Runner.here(), work, patience, waiting);
        } catch (Failure e) {
            session.close();
            throw e;
        }
    }

    /** What sessions call themselves that work under it: as long as one does, nobody else takes it. */
    public String application() {
        return runner.application();
    }

    private static Optional<Long> token(Session session, Runner runner, String work, String replaceable) {
        return session.first(
                TAKE,
                row -> row.getLong(1),
                runner.id(),
                runner.application(),
                work + " by " + runner.place(),
                runner.process(),
                (double) SECONDS,
                replaceable);
    }

    private static Optional<Holder> holder(Session session) {
        return session.first(
                HOLDER,
                row -> new Holder(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5)));
    }

    private static OperationFailed held(Holder holder) {
        return new OperationFailed(
                ErrorCode.LOCKED,
                "The structure of this database is being changed already: " + holder.shown(),
                "Wait until it ends (--lock-timeout says how long). If its process is gone, its lease ends within %d seconds, once the server has ended its session."
                        .formatted(SECONDS),
                null);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while waiting for another run to end", "");
        }
    }

    private synchronized boolean renew() {
        return session.first(
                        "update seedbank.lease set expires_at = pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => ?)"
                                + " where work = 'migration' and owner = ? and token = ? returning 1",
                        row -> row.getInt(1),
                        (double) SECONDS,
                        runner.id(),
                        token)
                .isPresent();
    }

    /**
     * In a transaction of another session: from now until it ends nobody can take the lease.
     *
     * @throws OperationFailed if somebody has taken it
     */
    void fence(Session transaction) {
        boolean mine = transaction.test(
                "select true from seedbank.lease where work = 'migration' and owner = ? and token = ? for share",
                runner.id(),
                token);
        if (!mine) {
            throw lost();
        }
    }

    /** By which the row names this run. */
    String owner() {
        return runner.id();
    }

    /** Higher than that of each holder before. */
    long token() {
        return token;
    }

    /** The row says that somebody else has it. */
    OperationFailed lost() {
        renewal.lose();
        return new OperationFailed(
                "This run lost its lease: the server could not be reached for a while, and another may change the structure now",
                "Run it again; it goes on where this one stopped.");
    }

    @Override
    public void check() {
        if (!renewal.isGood()) {
            throw lost();
        }
    }

    /** Runs what keeps the history, on the lease's own connection, between renewals. */
    synchronized void with(Consumer<Session> work) {
        work.accept(session);
    }

    @Override
    public void close() {
        renewal.close();
        synchronized (this) {
            try (session) {
                session.run(
                        "update seedbank.lease set owner = '', expires_at = pg_catalog.clock_timestamp()"
                                + " where work = 'migration' and owner = ? and token = ?",
                        runner.id(),
                        token);
            } catch (Failure e) {
                // It expires. What led here is the failure to report.
            }
        }
    }
}
