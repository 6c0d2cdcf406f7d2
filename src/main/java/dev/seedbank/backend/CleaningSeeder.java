package dev.seedbank.backend;

import dev.seedbank.backend.Cleaner.Cleaned;
import java.util.List;

/** A seed run that may empty collections first. */
public interface CleaningSeeder extends Seeder {
    /**
     * Empties collections before the first row, as {@link Cleaner#clean} does, but as a part of this run: where the run is one
     * transaction, the old rows come back if it fails.
     *
     * @param collections of {@link StoreReader#collections()}
     * @param emptying told just before the emptying, or the run that it is a part of, becomes permanent
     * @return what was done, in the order given
     */
    List<Cleaned> clean(List<Collection> collections, Emptying emptying);
}
