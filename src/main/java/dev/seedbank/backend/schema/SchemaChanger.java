package dev.seedbank.backend.schema;

/** Runs a plan in a store. It holds the lease for migrations, so that nobody else changes structure meanwhile. Not thread-safe. */
public interface SchemaChanger extends AutoCloseable {
    /** The fingerprint of the store's structure as it is now. */
    String fingerprint();

    /**
     * Runs a plan to its end.
     *
     * @throws dev.seedbank.failure.OperationFailed if the structure is no longer the one that the plan is for, and nothing was
     *     changed; or if a statement fails, and it says what is done
     */
    void run(SchemaPlan plan, Listener listener);

    @Override
    void close();

    /** Hears how it goes on. Called from the thread that runs it. */
    interface Listener {
        Listener SILENT = new Listener() {};

        /** A statement begins; numbered from 1. */
        default void statement(int number, int total, SchemaStep step) {}

        /** It waits for a lock, or for another who changes structure. */
        default void waiting(String what) {}
    }
}
