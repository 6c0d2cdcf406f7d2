package dev.seedbank.backend;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * What was noted of a file's rows: for the hash of a row's key that of its content, as {@link RowWatch} is told them. It takes 32 to 64
 * bytes a row.
 */
public final class SeededRows {
    /** Of a row as it is stored: key, then content, the highest byte first. */
    static final int BYTES = 16;

    private long[] slots = new long[1 << 8];
    private int size;
    private OptionalLong ofZero = OptionalLong.empty();

    /** Adds rows as {@link SeedRecorder} stores them. */
    public void add(byte[] part) {
        var pairs = ByteBuffer.wrap(part).asLongBuffer();
        while (pairs.remaining() > 1) {
            add(pairs.get(), pairs.get());
        }
    }

    /** Of rows with the same key the first one counts. */
    private void add(long key, long content) {
        if (key == 0) { // marks a free slot
            ofZero = ofZero.isPresent() ? ofZero : OptionalLong.of(content);
            return;
        }
        if (4 * (size + 1) > slots.length) { // two longs a slot, and half of them free
            grow();
        }
        int slot = slot(key);
        if (slots[slot] == 0) {
            slots[slot] = key;
            slots[slot + 1] = content;
            size++;
        }
    }

    public boolean isEmpty() {
        return size == 0 && ofZero.isEmpty();
    }

    /** The content of the row with that key; empty if none was noted. */
    public OptionalLong content(long key) {
        if (key == 0) {
            return ofZero;
        }
        int slot = slot(key);
        return slots[slot] == key ? OptionalLong.of(slots[slot + 1]) : OptionalLong.empty();
    }

    private int slot(long key) {
        int slot = (int) (key >>> 32) & (slots.length - 2);
        while (slots[slot] != 0 && slots[slot] != key) {
            slot = (slot + 2) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        var old = slots;
        slots = new long[old.length * 2];
        for (int at = 0; at < old.length; at += 2) {
            if (old[at] != 0) {
                int slot = slot(old[at]);
                slots[slot] = old[at];
                slots[slot + 1] = old[at + 1];
            }
        }
    }
}
