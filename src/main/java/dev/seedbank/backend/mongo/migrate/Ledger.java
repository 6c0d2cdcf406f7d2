package dev.seedbank.backend.mongo.migrate;

import com.mongodb.client.model.Updates;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.HistoryEntry.State;
import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What the history is to say of one run. */
record Ledger(MigrationLease lease, MongoHistory history, HistoryEntry entry, Direction direction, int statements) {
    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** A run that is one transaction, before it begins. */
    Whole whole() {
        return new Whole(this, history.next(), lease.serverTime(), System.nanoTime());
    }

    /**
     * @param number of the entry that it will have
     * @param start by {@link System#nanoTime}
     */
    record Whole(Ledger ledger, long number, Instant startedAt, long start) {
        /** As the last write of the transaction. */
        HistoryEntry end(Target transaction) {
            var written = ledger.entry.written(
                    number, State.ended(ledger.direction), startedAt, since(start), ledger.statements);
            ledger.history.add(written, ledger.lease.token(), transaction.session());
            return written;
        }
    }

    /**
     * Of such a run, which was rolled back. If the connection was lost nobody knows whether it was, and nothing is written; nor
     * for a down script, because what the history says already is still true.
     */
    void fail(Failure failure) {
        if (!(failure instanceof ConnectionFailed) && !(failure instanceof Interrupted) && direction == Direction.UP) {
            var failed = entry.at(State.failed(direction), 0, statements, "", String.valueOf(failure.getMessage()));
            history.add(numbered(failed, history.next()), lease.token(), null);
        }
    }

    private HistoryEntry numbered(HistoryEntry it, long number) {
        return it.numbered(number, lease.serverTime());
    }

    /** The entry of a run statement by statement, which goes on at this position. */
    Steps begin(int done, String position) {
        long number = history.next();
        history.add(
                numbered(entry.at(State.running(direction), done, statements, position, ""), number),
                lease.token(),
                null);
        try {
            lease.fence(null);
        } catch (Failure e) {
            history.remove(number, lease.token());
            throw e;
        }
        return new Steps(this, number, System.nanoTime());
    }

    /**
     * @param number of the entry
     * @param start by {@link System#nanoTime}
     */
    record Steps(Ledger ledger, long number, long start) {
        /** @param where in the transaction of what is done, if it has one */
        void step(Target where, int done, String position) {
            write(where, MongoHistory.done(done, position));
        }

        /** A program of the step runs from now on. */
        void program(Target where, Document process) {
            write(where, MongoHistory.program(process));
        }

        /** @param position if it is another one than what was written last */
        void fail(Target where, Optional<String> position, String error) {
            var failed = Updates.combine(MongoHistory.state(State.failed(ledger.direction)), MongoHistory.error(error));
            write(
                    where,
                    position.map(it -> Updates.combine(failed, MongoHistory.position(it)))
                            .orElse(failed));
        }

        void end(Target where) {
            write(
                    where,
                    Updates.combine(
                            MongoHistory.state(State.ended(ledger.direction)),
                            MongoHistory.done(ledger.statements, "")));
        }

        private void write(Target where, Bson changes) {
            if (!ledger.history.update(number, ledger.lease.token(), since(start), where.session(), changes)) {
                ledger.lease.lost();
            }
        }
    }
}
