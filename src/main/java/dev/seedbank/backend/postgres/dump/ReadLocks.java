package dev.seedbank.backend.postgres.dump;

import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.Session;

/**
 * The locks that reading takes in one session's transaction: released from time to time, because all sessions share the server's
 * lock table.
 */
final class ReadLocks {
    /** Tables that are read before their locks are released. */
    private static final int HELD = 20;

    private final Session session;
    private int held;

    private ReadLocks(Session session) {
        this.session = session;
    }

    /** From now on. */
    static ReadLocks begin(Session session) {
        session.run("savepoint locks");
        return new ReadLocks(session);
    }

    /** To be called after each table was read. A partitioned one has locked its partitions and their indexes, which may be thousands. */
    void read(Table table) {
        if (++held >= HELD || table.partitioned()) {
            session.run("rollback to savepoint locks");
            held = 0;
        }
    }

    /** Exports the transaction's snapshot, which the server refuses after a savepoint. */
    String exportSnapshot() {
        session.run("rollback to savepoint locks");
        session.run("release savepoint locks");
        var name = session.exportSnapshot();
        session.run("savepoint locks");
        held = 0;
        return name;
    }
}
