package dev.seedbank.repository;

import java.io.IOException;
import java.util.List;

/**
 * What commands that could remove data did, beside the backups that they took. Every change is on the disk when it is
 * written, and several processes may write at once.
 */
public interface CommandLog {
    /** The newest first. What stands there as running and has no process any more is {@link LoggedCommand.Ending#KILLED}. */
    List<LoggedCommand> list() throws IOException;

    /**
     * Begins an entry that is newer than all others; it is running until it is closed, or its process ends.
     *
     * @throws dev.seedbank.failure.OperationFailed if it cannot be written
     */
    Entry begin(LoggedCommand.Invocation invocation, List<LoggedCommand.LoggedStore> stores) throws IOException;

    /** Replaces the entry of a process that is gone, when more is known about it. */
    void settle(LoggedCommand command);

    /** Forgets a command. */
    void remove(String id) throws IOException;

    /** The entry of this process. */
    interface Entry extends AutoCloseable {
        /** As it was begun. */
        LoggedCommand command();

        /** @throws dev.seedbank.failure.OperationFailed if it cannot be written; then the one before still stands */
        void write(LoggedCommand command);

        @Override
        void close();
    }
}
