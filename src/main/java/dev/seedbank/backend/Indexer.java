package dev.seedbank.backend;

import java.time.Duration;

/** Changes a store's indexes. It holds the lease for migrations, so that nobody else changes structure meanwhile. Not thread-safe. */
public interface Indexer extends IndexCatalog, AutoCloseable {
    /**
     * How it works.
     *
     * @param patience how long to wait for another who changes structure
     * @param replace whether an index that a server cannot change in place may be replaced
     */
    record Options(Duration patience, boolean replace) {}

    /**
     * Does what the finding's change says. Before a unique index is dropped, the one that takes its place is there.
     *
     * @param finding of this indexer's own {@link #compare}
     * @throws dev.seedbank.failure.OperationFailed if the server refuses it; it says what is true now
     */
    void apply(IndexFinding finding, Listener listener);

    @Override
    void close();

    /** Hears how it goes on. Called from any thread. */
    interface Listener {
        Listener SILENT = new Listener() {};

        /** Whether anybody sees {@link #building}. */
        default boolean watches() {
            return false;
        }

        /**
         * @param phase of the build, in the server's words
         * @param unit what the numbers count
         * @param total 0 if it is not known
         */
        default void building(String phase, Unit unit, long done, long total) {}

        /** It waits for another who changes structure, or tells something on the way. */
        default void waiting(String what) {}

        /** Something that the user should know, although it worked. */
        default void note(String what) {}
    }

    /** What {@link Listener#building} counts. */
    enum Unit {
        BYTES,
        ROWS
    }
}
