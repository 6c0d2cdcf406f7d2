package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.Lease;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;

/**
 * A transaction-level advisory lock: on a connection of its own that does nothing else, because a session-level lock would be
 * left behind in a pooler's connection; or, for work that is one transaction, in that transaction. The server releases it when
 * the connection ends, so there is nothing to renew.
 */
public final class PostgresLease implements Lease {
    /** "Seedbank" on a telephone's keys: any number will do that nobody else takes. */
    private static final long LOCK = 73332265;

    /** Reads who has it, without taking it even for a moment. A lock by one 64-bit number has 1 as its objsubid. */
    private static final String TAKEN = """
            select exists (select from pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid()
                and database = (select oid from pg_database where datname = current_database())
                and classid = 0 and objid::bigint = ? and objsubid = 1)
            """;

    private final Session holder;
    private final Work work;
    private boolean passedOn;

    private PostgresLease(Session holder, Work work) {
        this.holder = holder;
        this.work = work;
    }

    /** @throws OperationFailed if another session has it */
    public static PostgresLease take(PostgresConnector connector, Work work) {
        var holder = connector.open();
        try {
            holder.begin("isolation level read committed");
            takeUntilEnd(holder, work);
            rest(holder);
            return new PostgresLease(holder, work);
        } catch (Failure e) {
            holder.close();
            throw e;
        }
    }

    /**
     * A statement that reads nothing lets go of the snapshot that the one before may still have, which {@code CREATE INDEX CONCURRENTLY}
     * would wait for until this transaction ends.
     */
    private static void rest(Session holder) {
        holder.run("set local idle_in_transaction_session_timeout = 0");
    }

    /**
     * Takes it for the session's transaction and no longer.
     *
     * @throws OperationFailed if another session has it
     */
    public static void takeUntilEnd(Session session, Work work) {
        refuseSecond(!session.test("select pg_try_advisory_xact_lock(?)", number(work)), session, work);
    }

    /** @throws OperationFailed if another session has it */
    public static void requireFree(Session session, Work work) {
        refuseSecond(session.test(TAKEN, number(work)), session, work);
    }

    /**
     * Waits until no other session seeds this table, and keeps them out until this one's transaction ends: both would look for the same
     * rows, find none, and insert them. By two numbers, which no lock by one number conflicts with.
     */
    public static void awaitSeeding(Session session, Table table) {
        session.query(
                "select pg_advisory_xact_lock(?::int, ?::int)", row -> row.getString(1), (int) LOCK, (int) table.oid());
    }

    private static long number(Work work) {
        return switch (work) {
            case RESTORE -> LOCK;
            case MIGRATION -> LOCK + 1;
            case SEED -> LOCK + 2;
        };
    }

    private static void refuseSecond(boolean running, Session session, Work work) {
        if (running) {
            throw new OperationFailed(
                    ErrorCode.LOCKED,
                    work.isRunning(session.greeting().database()),
                    "Wait for it, or stop it; nothing was changed.",
                    null);
        }
    }

    /**
     * Passes it on to a transaction, which holds it until it ends, even if this lease's own connection is lost.
     *
     * @throws OperationFailed if another session was faster
     */
    public void passTo(Session session) {
        passedOn = true;
        holder.rollback();
        takeUntilEnd(session, work);
    }

    @Override
    public void check() {
        if (passedOn) {
            throw new IllegalStateException("the transaction that it was passed to has it");
        }
        try {
            rest(holder);
        } catch (Failure e) {
            throw new OperationFailed(
                    "The connection that holds the %s lock was lost".formatted(work.word()),
                    "Nothing was changed. Try again.",
                    e);
        }
    }

    @Override
    public void close() {
        try (holder) {
            holder.rollback();
        }
    }
}
