package dev.seedbank.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.LongConsumer;

/** Reads one store at one point in time. Not thread-safe. Closing it gives the snapshot back. */
public interface Dumper extends AutoCloseable {
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
     * Leaves fields out of what {@link #dump} writes and {@link #columns} says.
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

    /** About how many rows a collection has, as the server's statistics say; -1 if they do not. */
    long estimate(Collection collection);

    /**
     * Writes every row as one JSON object on one line, in UTF-8, with {@code ",\n"} between two rows and nothing before the
     * first or after the last. {@code out} stays open. Formats of values: docs/formats.md.
     *
     * @param read is told now and then how many rows were read since it was told last
     * @return the number of rows
     * @throws dev.seedbank.failure.Failure if the server refuses or the connection drops
     * @throws IOException only from {@code out}
     */
    long dump(Collection collection, OutputStream out, LongConsumer read) throws IOException;

    @Override
    void close();
}
