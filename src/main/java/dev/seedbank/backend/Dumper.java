package dev.seedbank.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Reads one store at one point in time. Not thread-safe. Closing it gives the snapshot back. */
public interface Dumper extends AutoCloseable {
    Consistency consistency();

    /** As the snapshot has them: parents before children, where foreign keys say so; views last. */
    List<Collection> collections();

    /** In the table's order, without generated columns; empty for MongoDB. */
    List<Column> columns(Collection collection);

    /** Of the collections given; of the whole store with all of them. */
    Structure structure(List<Collection> collections);

    List<SequenceValue> sequences();

    /**
     * Writes every row as one JSON object on one line, in UTF-8, with {@code ",\n"} between two rows and nothing before the
     * first or after the last. {@code out} stays open. Formats of values: docs/formats.md.
     *
     * @return the number of rows
     * @throws dev.seedbank.failure.Failure if the server refuses or the connection drops
     * @throws IOException only from {@code out}
     */
    long dump(Collection collection, OutputStream out) throws IOException;

    @Override
    void close();
}
