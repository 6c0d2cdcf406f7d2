package dev.seedbank.backend;

import dev.seedbank.backend.maintenance.Maintainer;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.migration.Scratch;
import dev.seedbank.backend.schema.SchemaChanger;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.Environment;
import java.time.Duration;
import java.util.Optional;

/** An opened target with everything that changes it. Only the guard holds one: code that writes goes through a {@code Permit}. */
public interface Store extends StoreReader {
    /** Prepares to replace data. Nothing is changed before {@link Loader#begin()}. */
    Loader loader(LoadRequest request);

    Cleaner cleaner();

    /** Begins a seed run: one transaction where the engine has them. */
    CleaningSeeder seeder();

    /**
     * Takes the lease for this work on the complete store.
     *
     * @throws dev.seedbank.failure.OperationFailed if another process has it
     */
    Lease lease(Lease.Work work);

    /**
     * Begins to run migrations.
     *
     * @throws dev.seedbank.failure.OperationFailed if another runner has not ended when the patience has
     */
    Migrator migrator(Migrator.Options options, Migrator.Listener listener);

    /** Sets validators; for an engine that has them. */
    default Modeller modeller() {
        throw new UnsupportedOperationException("modeller");
    }

    /**
     * Begins to change indexes.
     *
     * @throws dev.seedbank.failure.OperationFailed if another who changes structure has not ended in time
     */
    default Indexer indexer(Indexer.Options options, Indexer.Listener listener) {
        throw new UnsupportedOperationException("indexer");
    }

    /**
     * Begins to put right what an inspection found.
     *
     * @throws dev.seedbank.failure.OperationFailed if somebody else changes the structure still when the patience has ended
     */
    default Maintainer maintainer(Maintainer.Options options) {
        throw new UnsupportedOperationException("maintainer");
    }

    /**
     * Makes an empty database to try something in.
     *
     * @param at a server for it; empty: this store's
     * @throws dev.seedbank.failure.OperationFailed if the user may not make one
     */
    default Scratch scratch(Optional<ConnectionUrl> at) {
        throw new UnsupportedOperationException("scratch");
    }

    /**
     * Opens a scratch area in which plans for the store's structure are worked out.
     *
     * @throws dev.seedbank.failure.OperationFailed if there is none of the allowed ones
     */
    default SchemaDesigner schemaDesigner(SchemaDesigner.Place place) {
        throw new UnsupportedOperationException("schemaDesigner");
    }

    /**
     * Begins to change the structure by a plan.
     *
     * @param patience how long to wait for another who changes structure
     * @throws dev.seedbank.failure.OperationFailed if that one has not ended in time
     */
    default SchemaChanger schemaChanger(Duration patience, SchemaChanger.Listener listener) {
        throw new UnsupportedOperationException("schemaChanger");
    }

    /**
     * Writes the environment marker, creating Seedbank's metadata if need be; for a family, in each of its databases. It only
     * ever raises the marker: a higher one stays, even if another process wrote it just now. One that is {@link
     * EnvironmentMarker.Unreadable} is overwritten with {@code PRODUCTION}, and with nothing less.
     */
    void mark(Environment environment);
}
