package dev.seedbank.backend.mongo.seed;

/**
 * A set of 64-bit hashes, 16 bytes each on average, so that what a file of millions of rows had before does not fill the memory. Two
 * different values out of a million have the same hash with a chance of 1 to 37 million.
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

    /** Of values by their text: FNV-1a, then mixed, because only some of its bits choose the slot. */
    static long of(Iterable<?> values) {
        long hash = 0xCBF29CE484222325L;
        for (var value : values) {
            var text = value.toString();
            for (int at = 0; at < text.length(); at++) {
                hash = (hash ^ text.charAt(at)) * 0x100000001B3L;
            }
            hash = (hash ^ 0xFFFF) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 31)) * 0x9E3779B97F4A7C15L;
        return hash ^ (hash >>> 29);
    }
}
