package dev.seedbank.backend.mongo.seed;

/**
 * A set of 64-bit hashes, 16 bytes each on average, so that what a file of millions of rows had before does not fill the memory.
 * They are those of {@link dev.seedbank.backend.RowHash}.
 */
final class Hashes {
    private long[] slots = new long[1 << 8];
    private int size;
    /** Zero marks a free slot, and so is kept here. */
    private boolean zero;

    /** Whether it is new. */
    boolean add(long hash) {
        if (hash == 0) {
            boolean isNew = !zero;
            zero = true;
            return isNew;
        }
        if (3 * (size + 1) > 2 * slots.length) {
            grow();
        }
        int slot = slot(hash);
        if (slots[slot] == hash) {
            return false;
        }
        slots[slot] = hash;
        size++;
        return true;
    }

    boolean contains(long hash) {
        return hash == 0 ? zero : slots[slot(hash)] == hash;
    }

    private int slot(long hash) {
        int slot = (int) (hash >>> 32) & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        var old = slots;
        slots = new long[old.length * 2];
        for (long hash : old) {
            if (hash != 0) {
                slots[slot(hash)] = hash;
            }
        }
    }
}
