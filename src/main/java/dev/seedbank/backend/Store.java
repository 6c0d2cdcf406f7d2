package dev.seedbank.backend;

import dev.seedbank.config.Environment;

/** An opened target with all that changes it. Only the guard holds one: whoever wants to write asks its {@code Permit}. */
public interface Store extends StoreReader {
    /** Prepares to replace data. Nothing is changed before {@link Loader#begin()}. */
    Loader loader(LoadRequest request);

    Cleaner cleaner();

    /** Begins a seed run: one transaction where the engine has them. */
    CleaningSeeder seeder();

    /**
     * Takes the right to do this work on all of the store.
     *
     * @throws dev.seedbank.failure.OperationFailed if another process has it
     */
    Lease lease(Lease.Work work);

    /**
     * Writes the environment marker, creating Seedbank's metadata if need be; of a family into each of its databases. Only ever
     * raises: a higher one that is there stays, also if another process wrote it just now. One that is
     * {@link EnvironmentMarker.Unreadable} is overwritten with {@code PRODUCTION}, and with nothing less.
     */
    void mark(Environment environment);
}
