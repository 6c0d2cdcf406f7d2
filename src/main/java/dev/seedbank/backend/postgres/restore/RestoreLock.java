package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;

/** One restore into a database at a time. Whoever has it has it until the transaction ends. */
final class RestoreLock {
    /** "Seedbank" on a telephone's keys: any number will do that nobody else takes. */
    private static final long LOCK = 73332265;

    /** Reads who has it, without taking it even for a moment. A lock by one 64-bit number has 1 as its objsubid. */
    private static final String TAKEN = """
            select exists (select from pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid()
                and database = (select oid from pg_database where datname = current_database())
                and classid = 0 and objid::bigint = ? and objsubid = 1)
            """;

    private RestoreLock() {}

    /** @throws OperationFailed if another session has it */
    static void requireFree(Session session) {
        refuseSecond(session.test(TAKEN, LOCK));
    }

    /** @throws OperationFailed if another session has it */
    static void take(Session session) {
        refuseSecond(!session.test("select pg_try_advisory_xact_lock(?)", LOCK));
    }

    /**
     * Has it in a transaction of its own that does nothing else, for work that takes several transactions: a lock of a session
     * would stay behind in a pooler's.
     *
     * @throws OperationFailed if another session has it
     */
    static Session holder(PostgresConnector connector) {
        var holder = connector.open();
        try {
            holder.begin("isolation level read committed");
            take(holder);
            return holder;
        } catch (Failure e) {
            holder.close();
            throw e;
        }
    }

    private static void refuseSecond(boolean running) {
        if (running) {
            throw new OperationFailed(
                    "Another restore into this database is running", "Wait for it, or stop it; nothing was changed.");
        }
    }
}
