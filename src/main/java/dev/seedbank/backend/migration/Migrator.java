package dev.seedbank.backend.migration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs scripts in one store, and keeps its history. It holds the lease for migrations from the beginning to the end: nobody else
 * runs any meanwhile. Not thread-safe.
 */
public interface Migrator extends AutoCloseable {
    /**
     * How patient it is, and what it may do.
     *
     * @param lease how long to wait for another runner to end
     * @param lock how long a statement may wait for a lock before it lets others pass and tries again; zero: for ever
     * @param programs what scripts may run besides statements
     */
    record Options(Duration lease, Duration lock, Programs programs) {
        public Options(Duration lease, Duration lock) {
            this(lease, lock, Programs.NONE);
        }

        public Options allowing(Programs others) {
            return new Options(lease, lock, others);
        }
    }

    /**
     * Programs that scripts name.
     *
     * @param folder where they run; empty if none may run
     */
    record Programs(Optional<Path> folder) {
        public static final Programs NONE = new Programs(Optional.empty());
    }

    /**
     * What is to be run.
     *
     * @param last of the history's entries for the same migration, since the lease was taken
     */
    record Run(HistoryEntry entry, Script script, Optional<HistoryEntry> last) {}

    /**
     * Runs a script to its end, and writes the history before and after. If the last entry says that it stopped in the middle, goes
     * on there.
     *
     * @param run its entry has the number 0; state, times, counts and who runs it are filled in here
     * @return the entry as it was written
     * @throws dev.seedbank.failure.OperationFailed if a statement fails: it says which of how many, and what is done
     */
    HistoryEntry run(Run run, Listener listener);

    /** Writes an entry without running anything: a baseline, or a repair. */
    void record(HistoryEntry entry);

    /**
     * Writes the history that another tool has kept: all entries, or none.
     *
     * @param entries read once, while they are written, so that their texts need not be in memory at once
     */
    void adopt(Iterable<HistoryEntry> entries);

    /**
     * Replaces the checksum and the text of an entry that was written.
     *
     * @param text empty if it is too large to keep
     */
    void accept(HistoryEntry entry, String checksum, String text);

    /** All entries, in the order in which they began, without texts. */
    List<HistoryEntry> history();

    @Override
    void close();

    /** Hears how a script goes on. Called from the thread that runs it. */
    interface Listener {
        Listener SILENT = new Listener() {};

        /** A statement begins; {@code total} is 0 if it is not known. */
        default void statement(int number, int total, String firstWords) {}

        /** A line that a program of the script has written. */
        default void output(String line) {}

        /** It waits for a lock, or for another runner. */
        default void waiting(String what) {}
    }
}
