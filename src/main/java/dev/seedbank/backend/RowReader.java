package dev.seedbank.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Reads one collection after another as a {@link Snapshot} sees them. For one thread; to be closed before its snapshot. */
public interface RowReader extends AutoCloseable {
    /**
     * Writes every row as one JSON object on one line, in UTF-8, with {@code ",\n"} between two rows and nothing before the
     * first or after the last. {@code out} stays open. Formats of values: docs/formats.md.
     *
     * @param read is told from time to time how many rows were read since the last time
     * @return the number of rows
     * @throws dev.seedbank.failure.Failure if the server refuses or the connection drops
     * @throws IOException only from {@code out}
     */
    long read(Collection collection, OutputStream out, LongConsumer read) throws IOException;

    @Override
    void close();
}
