package dev.seedbank.backend;

/**
 * The right to do one kind of work on a store, which one process at a time has. It renews itself until it is closed. A process that
 * is killed loses it: at once where the server notices, else when its time is over. May be checked from any thread.
 */
public interface Lease extends AutoCloseable {
    /** What it is for. Different kinds do not keep each other out. */
    enum Work {
        RESTORE,
        MIGRATION;

        /** As it is named in messages and in the database. */
        public String word() {
            return switch (this) {
                case RESTORE -> "restore";
                case MIGRATION -> "migration";
            };
        }
    }

    /**
     * To be called before each step that somebody else's work would spoil.
     *
     * @throws dev.seedbank.failure.OperationFailed if it is lost: another process may have it
     */
    void check();

    /** Gives it back. Never fails: what cannot be given back expires. */
    @Override
    void close();
}
