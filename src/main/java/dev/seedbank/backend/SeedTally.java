package dev.seedbank.backend;

import java.util.Optional;
import java.util.function.Supplier;

/** Counts the rows of a file by their states; what was noted when they were seeded tells who changed one. */
public final class SeedTally {
    private final Optional<SeededFile> noted;
    private final Optional<SeededRows> rows;
    private long added;
    private long present;
    private long changedInFile;
    private long changedInDatabase;
    private long deleted;
    private long repeated;

    /** @param rows that were noted of the file; asked for only where they tell anything */
    public SeedTally(Optional<SeededFile> noted, SeedSource source, Supplier<SeededRows> rows) {
        this.noted = noted;
        this.rows = noted.filter(file -> file.behind() || !file.hash().equals(source.hash()))
                .map(file -> rows.get());
    }

    /** Whether it matters which rows are missing or differ, not just how many. */
    public boolean asksForRows() {
        return rows.isPresent();
    }

    public void present(long count) {
        present += count;
    }

    public void repeated(long count) {
        repeated += count;
    }

    /** Rows that are not in the database. */
    public void missing(long count) {
        if (noted.isPresent()) {
            deleted += count;
        } else {
            added += count;
        }
    }

    /** A row that is not in the database. */
    public void missingRow(long key) {
        if (rows.isPresent() && rows.get().content(key).isEmpty()) {
            added++;
        } else {
            missing(1);
        }
    }

    /** Rows that are in the database, and different. */
    public void different(long count) {
        changedInDatabase += count;
    }

    /** A row that is in the database, and different. */
    public void differentRow(long key, long content) {
        var before = rows.map(it -> it.content(key).orElse(content)).orElse(content);
        if (before == content) {
            different(1);
        } else {
            changedInFile++;
        }
    }

    public SeedStates states() {
        return new SeedStates(added, present, changedInFile, changedInDatabase, deleted, repeated);
    }
}
