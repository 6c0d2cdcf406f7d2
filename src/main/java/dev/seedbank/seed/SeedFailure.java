package dev.seedbank.seed;

import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Where;
import dev.seedbank.seed.SeedPlan.PlannedFile;

/**
 * Why a set failed, while the run went on or came to its end in order.
 *
 * @param store the store's name
 * @param set the set's name
 * @param undone whether not a row of the file is in the store: it was damaged, or the store's run is one transaction
 */
record SeedFailure(String store, String set, Failure failure, boolean undone) {
    /** What the run knows of a file's place. */
    static Where at(String store, PlannedFile file) {
        return Where.at(Where.Key.STORE, store)
                .and(Where.Key.COLLECTION, file.file().label())
                .and(Where.Key.FILE, file.file().shown());
    }
}
