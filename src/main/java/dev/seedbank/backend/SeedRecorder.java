package dev.seedbank.backend;

import java.nio.ByteBuffer;

/**
 * Notes the rows of a file as they are seeded, some at a time. A row that an earlier file had is noted as that one said it, unless rows are
 * updated: it is in the database, and was skipped.
 */
public final class SeedRecorder implements RowWatch {
    /** Of so many rows on they are stored: half a mebibyte. */
    private static final int MANY = 1 << 15;

    private final SeededRows before;
    private final Storage storage;
    private ByteBuffer part = ByteBuffer.allocate(64 * SeededRows.BYTES);
    private long rows;
    private boolean behind;

    /** Where an engine puts it. Nothing counts before {@link #complete}. */
    public interface Storage {
        /** Puts away the next rows. */
        void part(byte[] rows);

        /**
         * There are no more.
         *
         * @param behind as {@link SeededFile#behind}
         */
        void complete(long rows, boolean behind);
    }

    /** @param before rows to note as an earlier file said them */
    public SeedRecorder(SeededRows before, Storage storage) {
        this.before = before;
        this.storage = storage;
    }

    @Override
    public void row(long key, long content) {
        if (!part.hasRemaining()) {
            part = ByteBuffer.allocate(part.capacity() * 2).put(part.flip());
        }
        long noted = before.content(key).orElse(content);
        behind |= noted != content;
        rows++;
        part.putLong(key).putLong(noted);
    }

    @Override
    public void pause() {
        if (part.position() >= MANY * SeededRows.BYTES) {
            store();
        }
    }

    /** Puts away the rest, when all rows are seeded. */
    public void complete() {
        if (part.position() > 0) {
            store();
        }
        storage.complete(rows, behind);
    }

    private void store() {
        var bytes = new byte[part.position()];
        part.flip().get(bytes);
        part.clear();
        storage.part(bytes);
    }
}
