package dev.seedbank.archive;

import java.io.InputStream;
import java.util.List;

/**
 * How a collection's rows are laid out in a backup: what surrounds them, the extension of their files, how they are counted, and
 * what a restore reads. Knows nothing about {@link Encoding}s: it sees bytes before they are encoded or after they are decoded.
 */
public sealed interface RowFormat permits JsonRows {
    /** A JSON array, one row on a line. */
    RowFormat JSON = new JsonRows();

    /** Its name in the manifest. */
    String label();

    /** The extension of the files' names, with its dot. */
    String extension();

    /** What precedes the rows that a {@link dev.seedbank.backend.RowReader} writes, if there are any. */
    byte[] opening();

    /** @param any whether there are rows, and so an {@link #opening} before them */
    byte[] closing(boolean any);

    /** For one collection. */
    Counter counter();

    /** What a {@link dev.seedbank.backend.Loader} reads: a JSON array. */
    InputStream json(InputStream rows);

    /** Counts rows in all bytes of a collection, given in order, buffer by buffer. */
    interface Counter {
        void update(byte[] buffer, int offset, int length);

        /** The number so far, if the bytes end after a complete row or array. */
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
