package dev.seedbank.backend;

/**
 * The right to do one kind of work on a store, held by one process at a time. It renews itself until it is closed. A process that
 * is killed loses it: at once where the server notices, otherwise when it expires. May be checked from any thread.
 */
public interface Lease extends AutoCloseable {
    /** What it is for. Different kinds do not keep each other out. */
    enum Work {
        RESTORE,
        MIGRATION;

        /** Its name in messages and in the database. */
        public String word() {
            return switch (this) {
                case RESTORE -> "restore";
                case MIGRATION -> "migration";
            };
        }
    }

    /**
     * To be called before each step that another process's work would spoil.
     *
     * @throws dev.seedbank.failure.OperationFailed if it is lost: another process may hold it
     */
    void check();

    /** Releases it. Never fails: a lease that cannot be released expires. */
    @Override
    void close();
}
