package dev.seedbank.backend;

/**
 * How the rows of a seed file stand to those of its collection.
 *
 * @param added not in the database, and never seeded from this file: another run inserts them
 * @param present as the file says
 * @param changedInFile different, and the file says something else than when the row was seeded
 * @param changedInDatabase different, while the file says what it said, or nothing is known of that
 * @param deleted seeded from this file, and no longer in the database: another run inserts them
 * @param repeated with the key of a row above them: they are never seeded
 */
public record SeedStates(
        long added, long present, long changedInFile, long changedInDatabase, long deleted, long repeated) {
    public static final SeedStates NONE = new SeedStates(0, 0, 0, 0, 0, 0);

    public SeedStates plus(SeedStates more) {
        return new SeedStates(
                added + more.added,
                present + more.present,
                changedInFile + more.changedInFile,
                changedInDatabase + more.changedInDatabase,
                deleted + more.deleted,
                repeated + more.repeated);
    }

    /** Whether the database has what the file says. */
    public boolean isClean() {
        return added + changedInFile + changedInDatabase + deleted == 0;
    }
}
