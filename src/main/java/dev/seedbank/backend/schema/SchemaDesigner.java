package dev.seedbank.backend.schema;

import dev.seedbank.config.ConnectionUrl;
import java.util.List;
import java.util.Optional;

/**
 * Works out plans; where the engine has a way, in a scratch area, which it makes when one is needed and removes when it is closed.
 * Changes nothing in the store but for what {@link #remember} notes.
 * Not thread-safe.
 */
public interface SchemaDesigner extends AutoCloseable {
    /**
     * Works out how to get from one structure to another. With a scratch area it is proven, too: the first one is built there, the
     * plan is run, and what comes of it is compared with the second.
     *
     * @param answers to the possible renames that an earlier plan of the same named; those that do not apply are left aside
     * @throws dev.seedbank.failure.UsageFailure if files cannot be loaded; it names file and line of each statement that fails
     * @throws dev.seedbank.failure.OperationFailed if the plan could not be proven
     */
    SchemaPlan plan(SchemaState from, SchemaState to, SchemaPlan.Answers answers);

    /**
     * Notes in the store that it is as files declare, so that the next plan from it to them need load nothing while both stay the
     * same; or that it is as migrations made it. A later {@link dev.seedbank.backend.StoreReader#knownStructure} compares with it. It is
     * a help: where it cannot be noted, less is known, and plans take longer.
     *
     * @param as what the store was compared with
     * @param plan from the store to that, the last one that was made; if it has anything to do, nothing is noted, or only what is not
     *     about that
     */
    default void remember(SchemaState as, SchemaPlan plan) {}

    /** The fingerprint of the store's structure as it is now, as {@link SchemaPlan#fingerprint} has it. */
    String fingerprint();

    /**
     * The store's structure as files that declare it, by name: paths that begin with their folder, such as {@code schema/}, whatever
     * the store's own is.
     *
     * @param declared what files declare already: what only one of these can say is left to it
     */
    List<SchemaFile> pull(List<SchemaFile> declared);

    /** From any thread: cuts its connections. */
    void abort();

    @Override
    void close();

    /**
     * Where the scratch area may be.
     *
     * @param at another server for it; empty: none is named
     * @param besideAllowed whether a database may be made on the store's own server
     * @param insideAllowed whether, where no database can be made, a transaction in the store's own may be used that is rolled back
     */
    record Place(Optional<ConnectionUrl> at, boolean besideAllowed, boolean insideAllowed) {}
}
