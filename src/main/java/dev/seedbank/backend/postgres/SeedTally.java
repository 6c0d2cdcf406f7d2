package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Seeder.SeedCounts;

/** Counts what becomes of rows. */
final class SeedTally {
    private long rows;
    private long inserted;
    private long updated;

    void add(long moreRows, long moreInserted, long moreUpdated) {
        rows += moreRows;
        inserted += moreInserted;
        updated += moreUpdated;
    }

    /** A row that was neither is there already, as it is. */
    SeedCounts counts() {
        return new SeedCounts(inserted, updated, rows - inserted - updated);
    }
}
