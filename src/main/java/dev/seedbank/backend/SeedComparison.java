package dev.seedbank.backend;

import dev.seedbank.backend.Seeder.SeedTarget;
import java.util.Iterator;
import java.util.Optional;

/** Compares seed files with what is in the database, row by row, and changes nothing. */
public interface SeedComparison extends AutoCloseable {
    /**
     * Compares one file. Fields whose values are made in each run are not compared: {@code now}, {@code uuid}, fake values, hashes of
     * passwords. A row that refers to a row which is not there is compared as if it referred to nothing. After a failure the next
     * file can be compared.
     *
     * @throws dev.seedbank.failure.OperationFailed as {@link Seeder#seed} would, for a row that does not fit
     */
    SeedStates compare(SeedTarget target, Iterator<SeedRow> rows, SeedSource source);

    /** What could not be read of what was noted, in words; empty if all could. */
    default Optional<String> unknown() {
        return Optional.empty();
    }

    @Override
    void close();
}
