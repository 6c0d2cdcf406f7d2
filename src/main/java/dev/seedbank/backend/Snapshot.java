package dev.seedbank.backend;

import dev.seedbank.backend.migration.HistoryEntry;
import java.util.List;
import java.util.Optional;

/**
 * One store at one point in time, where the server supports that. Rows are read by {@link #reader}s, one for each reading thread,
 * all opened before the first of them reads. While one reads, the snapshot tells {@link #columns}, {@link #consistency} and
 * {@link #neverMet}, from any thread; everything else only when none does. Closing it gives the snapshot back.
 */
public interface Snapshot extends AutoCloseable {
    /**
     * Opens a reader that sees what the others see, where the server has snapshots.
     *
     * @throws dev.seedbank.failure.Failure if the server has no connection left
     */
    RowReader reader();

    /** How a collection was read; known when it has been. */
    Consistency consistency(Collection collection);

    /** Why not all of the store is read at one point in time; empty if it is, or if nothing is known of it. */
    String consistencyNote();

    /** As the snapshot has them: parents before children, where foreign keys say so; views last. */
    List<Collection> collections();

    /** In the table's order, without generated columns; empty for MongoDB. */
    List<Column> columns(Collection collection);

    /**
     * Refuses collections of which this user may not read every row, before any is read.
     *
     * @throws dev.seedbank.failure.OperationFailed naming them
     */
    default void requireReadable(List<Collection> collections) {}

    /**
     * Leaves fields out of what {@link RowReader#read} writes and {@link #columns} says.
     *
     * @throws dev.seedbank.failure.UsageFailure if a restore could not do without one: a key, a column that may not be null and has neither
     *     default nor fill, or a unique one of which all rows would get the same value
     */
    void leaveOut(Collection collection, List<SensitiveField> fields);

    /** Those of the fields left out that no row had, as far as that shows only when it has been read; else none. */
    List<String> neverMet(Collection collection);

    /** Of the collections given; of the whole store with all of them. */
    Structure structure(List<Collection> collections);

    List<SequenceValue> sequences();

    /** {@link StoreReader#migrations}, as the snapshot has them; empty if it has only what it backs up, and the store has to be asked. */
    default Optional<List<HistoryEntry>> migrations() {
        return Optional.empty();
    }

    /** About how many rows a collection has, as the server's statistics say; -1 if they do not. */
    long estimate(Collection collection);

    @Override
    void close();
}
