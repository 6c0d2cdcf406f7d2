package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.HistoryEntry.State;
import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.backend.postgres.connection.Session;

/**
 * One entry of the history, written as its run goes on: on the lease's connection, or in the run's own transaction, so that it
 * says that the work is done exactly if it is.
 *
 * @param number of the entry
 */
record Ledger(MigrationLease lease, long number, Direction direction, int statements) {
    static Ledger begin(MigrationLease lease, HistoryEntry entry, Direction direction, int done, int statements) {
        var numbers = new long[1];
        lease.with(session -> {
            numbers[0] = new PostgresHistory(session).add(entry);
            new PostgresHistory(session).update(numbers[0], running(direction), done, statements, entry.position(), "");
        });
        return new Ledger(lease, numbers[0], direction, statements);
    }

    static State running(Direction direction) {
        return direction == Direction.UP ? State.RUNNING : State.ROLLING_BACK;
    }

    private State ended() {
        return direction == Direction.UP ? State.DONE : State.ROLLED_BACK;
    }

    private State failed() {
        return direction == Direction.UP ? State.FAILED : State.ROLLBACK_FAILED;
    }

    /** In the run's transaction, as its last statements: after it nobody has taken the lease meanwhile, or it fails. */
    void end(Session transaction) {
        new PostgresHistory(transaction).update(number, ended(), statements, statements, "", "");
        lease.fence(transaction);
    }

    void end() {
        lease.with(session -> new PostgresHistory(session).update(number, ended(), statements, statements, "", ""));
    }

    /** In a transaction with the statement that is done. */
    void step(Session transaction, int done, String position) {
        new PostgresHistory(transaction).update(number, running(direction), done, statements, position, "");
        lease.fence(transaction);
    }

    void step(int done, String position) {
        lease.with(session ->
                new PostgresHistory(session).update(number, running(direction), done, statements, position, ""));
    }

    void fail(int done, String position, String error) {
        lease.with(session -> new PostgresHistory(session).update(number, failed(), done, statements, position, error));
    }
}
