package dev.seedbank.backend.schema;

import java.util.List;

/**
 * Works out plans in a scratch area, which it makes when it is opened and removes when it is closed. Changes nothing in the store.
 * Not thread-safe.
 */
public interface SchemaDesigner extends AutoCloseable {
    /**
     * Works out how to get from one structure to another, and proves it: the first one is built in the scratch area, the plan is run
     * there, and what comes of it is compared with the second.
     *
     * @param answers possible renames that are none: what goes there is dropped
     * @throws dev.seedbank.failure.UsageFailure if files cannot be loaded; it names file and line of each statement that fails
     * @throws dev.seedbank.failure.OperationFailed if the plan could not be proven
     */
    SchemaPlan plan(SchemaState from, SchemaState to, List<SchemaPlan.PossibleRename> answers);

    /** The store's structure as files that declare it, by name. */
    List<SchemaFile> pull();

    /** From any thread: cuts its connections. */
    void abort();

    @Override
    void close();

    /**
     * Where the scratch area may be.
     *
     * @param besideAllowed whether a database may be made on the store's own server
     * @param insideAllowed whether, where no database can be made, a transaction in the store's own may be used that is rolled back
     */
    record Place(
            java.util.Optional<dev.seedbank.config.ConnectionUrl> at, boolean besideAllowed, boolean insideAllowed) {}
}
