package dev.seedbank.backend;

import dev.seedbank.backend.Seeder.SeedTarget;
import java.util.Iterator;
import java.util.Set;

/**
 * Looks whether the files of a seed run would fit, and changes nothing: names, types, references to rows that are there or are in a
 * file checked before, and what else can be known without writing. What it accepts may still fail: triggers, for example, are not
 * asked.
 */
public interface SeedCheck extends AutoCloseable {
    /**
     * Checks one file, in the order in which they would be seeded. After a failure the next one can be checked.
     *
     * @param referred fields by which rows of other files refer to rows of this one
     * @throws dev.seedbank.failure.OperationFailed as {@link Seeder#seed} would
     */
    void check(SeedTarget target, Set<String> referred, Iterator<SeedRow> rows);

    @Override
    void close();
}
