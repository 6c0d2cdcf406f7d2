package dev.seedbank.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Reads one collection after another as a {@link Snapshot} has them. For one thread. Closed before its snapshot. */
public interface RowReader extends AutoCloseable {
    /**
     * Writes every row as one JSON object on one line, in UTF-8, with {@code ",\n"} between two rows and nothing before the
     * first or after the last. {@code out} stays open. Formats of values: docs/formats.md.
     *
     * @param read is told now and then how many rows were read since it was told last
     * @return the number of rows
     * @throws dev.seedbank.failure.Failure if the server refuses or the connection drops
     * @throws IOException only from {@code out}
     */
    long read(Collection collection, OutputStream out, LongConsumer read) throws IOException;

    @Override
    void close();
}
