package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.HistoryEntry.State;
import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.migrate.StepwiseRun.Resumption;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;

/**
 * What the history is to say of one run: written in the run's own transactions, so that it says that something is done exactly if
 * it is; and on the lease's connection, where there is no transaction.
 */
record Ledger(MigrationLease lease, HistoryEntry entry, Direction direction, int statements) {
    private State running() {
        return State.running(direction);
    }

    private State ended() {
        return State.ended(direction);
    }

    private State failed() {
        return State.failed(direction);
    }

    /** As the last statement of a transaction that is all of the run: the entry, if the lease still holds. */
    HistoryEntry end(Session transaction) {
        return new PostgresHistory(transaction).addEnded(entry, ended(), statements, lease);
    }

    /**
     * Of such a run, which was rolled back. If the connection was lost or cut nobody knows whether it was, and nothing is written; nor
     * for a down script, because what the history says already is still true.
     */
    void fail(Failure failure) {
        if (!(failure instanceof ConnectionFailed) && !(failure instanceof Interrupted) && direction == Direction.UP) {
            var failed = entry.at(failed(), 0, statements, "", String.valueOf(failure.getMessage()));
            lease.with(session -> new PostgresHistory(session).add(failed));
        }
    }

    /** The entry of a run statement by statement. */
    Steps begin(Resumption resumption) {
        var begun = entry.at(running(), resumption.done(), statements, resumption.position(), "");
        var numbers = new long[1];
        lease.with(session -> numbers[0] = new PostgresHistory(session).add(begun));
        return new Steps(this, numbers[0]);
    }

    /** @param number of the entry */
    record Steps(Ledger ledger, long number) {
        /** In a transaction with the statement that is done. */
        void step(Session transaction, int done, String position) {
            new PostgresHistory(transaction).update(number, ledger.running(), done, ledger.statements(), position, "");
            ledger.lease().fence(transaction);
        }

        void step(int done, String position) {
            write(ledger.running(), done, position, "");
        }

        void fail(int done, String position, String error) {
            write(ledger.failed(), done, position, error);
        }

        void end() {
            write(ledger.ended(), ledger.statements(), "", "");
        }

        private void write(State state, int done, String position, String error) {
            ledger.lease()
                    .with(session -> new PostgresHistory(session)
                            .update(number, state, done, ledger.statements(), position, error));
        }
    }
}
