package dev.seedbank.backend;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Notes the rows of a file as they are seeded. The first time some at a time; if an older file was noted, all together, for a row that was
 * skipped is in the database as the older file said it, and is noted so.
 */
public final class SeedRecorder implements RowWatch {
    /** Of so many rows on they are stored: half a mebibyte. */
    private static final int MANY = 1 << 15;

    private final SeededRows before;
    private final Storage storage;
    private final BitSet inserted = new BitSet();
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

    /** @param before rows to note as an older file said them, where they are skipped */
    public SeedRecorder(SeededRows before, Storage storage) {
        this.before = before;
        this.storage = storage;
    }

    @Override
    public void row(long key, long content) {
        if (!part.hasRemaining()) {
            part = ByteBuffer.allocate(part.capacity() * 2).put(part.flip());
        }
        rows++;
        part.putLong(key).putLong(content);
    }

    @Override
    public boolean asksForInserted() {
        return !before.isEmpty();
    }

    @Override
    public void inserted(long row) {
        inserted.set((int) row - 1);
    }

    @Override
    public void pause() {
        if (before.isEmpty() && part.position() >= MANY * SeededRows.BYTES) {
            store();
        }
    }

    /** Puts away the rest, when all rows are seeded. */
    public void complete() {
        if (!before.isEmpty()) {
            noteSkipped();
        }
        if (part.position() > 0) {
            store();
        }
        storage.complete(rows, behind);
    }

    private void noteSkipped() {
        for (int at = 0; at < part.position(); at += SeededRows.BYTES) {
            long content = part.getLong(at + Long.BYTES);
            long old = before.content(part.getLong(at)).orElse(content);
            if (old != content && !inserted.get(at / SeededRows.BYTES)) {
                part.putLong(at + Long.BYTES, old);
                behind = true;
            }
        }
    }

    private void store() {
        part.flip();
        while (part.hasRemaining()) {
            var bytes = new byte[Math.min(part.remaining(), 2 * MANY * SeededRows.BYTES)];
            part.get(bytes);
            storage.part(bytes);
        }
        part.clear();
    }
}
