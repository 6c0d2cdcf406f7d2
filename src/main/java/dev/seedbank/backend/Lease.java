package dev.seedbank.backend;

/**
 * The right to do one kind of work on a store, held by one process at a time. It renews itself until it is closed. A process that
 * is killed loses it: at once where the server notices, otherwise when it expires. May be checked from any thread.
 */
public interface Lease extends AutoCloseable {
    /** What it is for. Different kinds do not keep each other out. */
    enum Work {
        /** All that replaces or removes what is there: {@code restore}, {@code undo}, {@code clean}, {@code reset}, {@code seed --clean}. */
        RESTORE,
        MIGRATION,
        /** Seeding, which several may start together. */
        SEED;

        /** Its name in the database. */
        public String word() {
            return switch (this) {
                case RESTORE -> "restore";
                case MIGRATION -> "migration";
                case SEED -> "seed";
            };
        }

        /** Says to somebody who does not get it that another process has it. */
        public String isRunning(String database) {
            var commands = switch (this) {
                case RESTORE -> "restore, clean or undo";
                case MIGRATION -> "migration";
                case SEED -> "seeding";
            };
            return "Another %s of '%s' is running".formatted(commands, database);
        }
    }

    /**
     * To be called before each step that another process's work would spoil.
     *
     * @throws dev.seedbank.failure.OperationFailed if it is lost: another process may hold it
     */
    void check();

    /** Drops a database of the store, and with it what says there that this is held: it is given back there. */
    default void dropping(String database, Runnable drop) {
        drop.run();
    }

    /** Releases it. Never fails: a lease that cannot be released expires. */
    @Override
    void close();
}
