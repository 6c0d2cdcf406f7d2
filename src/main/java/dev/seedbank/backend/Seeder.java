package dev.seedbank.backend;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One seed run on one store. PostgreSQL: one transaction, visible with {@link #commit()}; closing before that rolls all of it
 * back. MongoDB: each batch is visible at once.
 */
public interface Seeder extends AutoCloseable {
    /** Whether no collection of the store has a row. */
    boolean isEmpty();

    /**
     * Whether the run is one transaction, so that one failure undoes all of it and ends it. If not, what was seeded before a
     * failure stays, and {@link #seed} can be called again for the next file.
     */
    boolean isAtomic();

    /**
     * Inserts rows, skips (or updates) those whose unique fields exist. Of rows with the same unique fields the first one counts. A
     * row without unique fields is known by all that the file says of it, and of such rows that are equal there will be as many as
     * the file has. A row may refer to one above it. Rows are pulled one by one.
     *
     * <p>Each engine finds existing rows, and duplicates in the file, in its own way: PostgreSQL by statements about all rows of
     * the file, MongoDB by hashes of earlier rows and a query for each batch.
     *
     * <p>What was seeded is noted in Seedbank's own metadata, together with the rows: in PostgreSQL in the same transaction, in MongoDB
     * after the file's last row.
     *
     * @param source the file, as it is noted
     * @throws dev.seedbank.failure.OperationFailed naming file, line and field of a row that does not fit: an unknown column, a
     *     missing reference, a value of a wrong type
     */
    SeedCounts seed(SeedTarget target, Iterator<SeedRow> rows, SeedSource source);

    /** Why nothing can be noted of what is seeded, in words; empty if it can. */
    default Optional<String> unrecorded() {
        return Optional.empty();
    }

    void commit();

    @Override
    void close();

    /**
     * @param collection where the rows go; for MongoDB it need not exist yet
     * @param unique fields by which a row is known; empty for the default: primary key or {@code _id}, then unique indexes
     * @param update whether a row that exists is updated instead of skipped
     * @param rule that documents have to fit; engines with tables have rules of their own
     */
    record SeedTarget(Collection collection, List<String> unique, boolean update, DocumentRule rule) {
        public SeedTarget {
            unique = List.copyOf(unique);
        }

        /** Without a rule. */
        public SeedTarget(Collection collection, List<String> unique, boolean update) {
            this(collection, unique, update, DocumentRule.NONE);
        }

        /** Whether the user named the fields; then every row must have them. */
        public boolean isNamed() {
            return !unique.isEmpty();
        }

        /**
         * Whether any unique key or index of the collection may decide that a row exists. Not if the user named the key, nor if
         * rows are updated: then the key has to be known.
         */
        public boolean isLenient() {
            return !isNamed() && !update;
        }
    }

    /**
     * What became of the rows of a file.
     *
     * @param skipped those that exist, and with update those that already are as the file says; a row that stands in the file
     *     twice is one of them
     * @param keyless how many of all have no field to know them by, and so are known by their whole content
     */
    record SeedCounts(long inserted, long updated, long skipped, long keyless) {
        public static final SeedCounts NONE = new SeedCounts(0, 0, 0);

        public SeedCounts(long inserted, long updated, long skipped) {
            this(inserted, updated, skipped, 0);
        }

        public SeedCounts plus(SeedCounts more) {
            return new SeedCounts(
                    inserted + more.inserted, updated + more.updated, skipped + more.skipped, keyless + more.keyless);
        }
    }
}
