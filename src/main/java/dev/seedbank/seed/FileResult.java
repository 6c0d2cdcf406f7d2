package dev.seedbank.seed;

import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.seed.SeedPlan.PlannedFile;

/**
 * What became of one file.
 *
 * @param store the store's name
 * @param counts zero unless {@code SEEDED}
 */
record FileResult(String store, PlannedFile planned, Outcome outcome, SeedCounts counts) {
    enum Outcome {
        SEEDED,
        /** A dry run: it would be seeded. */
        PLANNED,
        /** {@code --if-empty}, and the store has data. */
        STORE_NOT_EMPTY,
        FAILED,
        /** Its set or the run stopped before it. */
        NOT_RUN,
        /** It was seeded, and a later failure undid it with the rest of the store's run. */
        UNDONE
    }

    FileResult undone() {
        return outcome == Outcome.SEEDED ? new FileResult(store, planned, Outcome.UNDONE, SeedCounts.NONE) : this;
    }
}
