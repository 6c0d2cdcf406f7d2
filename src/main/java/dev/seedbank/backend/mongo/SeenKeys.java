package dev.seedbank.backend.mongo;

import java.util.List;

/**
 * Which keys stood in which line of the file, by a 64-bit hash: 16 bytes a row, so that a file of millions of rows does not
 * fill the memory. Two keys out of a million have the same hash with a chance of 1 to 37 million.
 */
final class SeenKeys {
    private static final long PRIME = 0x100000001B3L;

    private long[] hashes = new long[1 << 10];
    private long[] lines = new long[1 << 10];
    private int size;

    /** @return the line where it stood before; 0 if this is the first */
    long remember(List<Object> values, long line) {
        if (2 * (size + 1) > hashes.length) {
            grow();
        }
        long hash = hash(values);
        int slot = slot(hash);
        if (lines[slot] != 0) {
            return lines[slot];
        }
        hashes[slot] = hash;
        lines[slot] = line;
        size++;
        return 0;
    }

    private int slot(long hash) {
        int slot = (int) (hash >>> 32) & (hashes.length - 1);
        while (lines[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & (hashes.length - 1);
        }
        return slot;
    }

    private void grow() {
        var oldHashes = hashes;
        var oldLines = lines;
        hashes = new long[oldHashes.length * 2];
        lines = new long[hashes.length];
        for (int old = 0; old < oldHashes.length; old++) {
            if (oldLines[old] != 0) {
                int slot = slot(oldHashes[old]);
                hashes[slot] = oldHashes[old];
                lines[slot] = oldLines[old];
            }
        }
    }

    /** FNV-1a over the values' text, then mixed, because only some of its bits choose the slot. */
    private static long hash(List<Object> values) {
        long hash = 0xCBF29CE484222325L;
        for (var value : values) {
            var text = value.toString();
            for (int at = 0; at < text.length(); at++) {
                hash = (hash ^ text.charAt(at)) * PRIME;
            }
            hash = (hash ^ 0xFFFF) * PRIME;
        }
        hash = (hash ^ (hash >>> 31)) * 0x9E3779B97F4A7C15L;
        return hash ^ (hash >>> 29);
    }
}
