package dev.seedbank.archive;

import java.io.InputStream;
import java.util.List;

/**
 * How a collection's rows are laid out in a backup: what stands around them, what their files are called, how they are counted, and what
 * a restore reads. Knows nothing of {@link Encoding}s: its bytes are those before one and behind it.
 */
public sealed interface RowFormat permits JsonRows {
    /** A JSON array, one row on a line. */
    RowFormat JSON = new JsonRows();

    /** The manifest's name of it. */
    String label();

    /** Of the files' names, with its dot. */
    String extension();

    /** What stands before the rows that a {@link dev.seedbank.backend.RowReader} writes, if there is one. */
    byte[] opening();

    /** @param any whether there are rows, and so an {@link #opening} before them */
    byte[] closing(boolean any);

    /** For one collection. */
    Counter counter();

    /** What a {@link dev.seedbank.backend.Loader} reads: a JSON array. */
    InputStream json(InputStream rows);

    /** Told of all bytes of a collection in their order, buffer by buffer. */
    interface Counter {
        void update(byte[] buffer, int offset, int length);

        /** Of what came so far, if it is whole. */
        long rows();
    }

    /** @throws UnknownLabel if a newer program wrote it */
    static RowFormat of(String label) {
        return List.of(JSON).stream()
                .filter(format -> format.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new UnknownLabel("rows in the format '%s'".formatted(label)));
    }
}
