package dev.seedbank.backend.postgres;

import java.util.List;

/**
 * In which line of a file a key stood first. Holds a 64-bit hash for each key instead of the key, 32 bytes at most, so that
 * a file of millions of rows fits; that two different keys of such a file meet has a chance of one in many millions.
 */
final class KeyLines {
    private long[] hashes = new long[1024];
    private long[] lines = new long[1024];
    private int size;

    /** The line where the key stood already; 0 if it is new, and is remembered now. */
    long remember(List<String> key, long line) {
        if (size * 2 > hashes.length) {
            grow();
        }
        long hash = hash(key);
        int slot = slot(hash, hashes.length);
        while (lines[slot] != 0) {
            if (hashes[slot] == hash) {
                return lines[slot];
            }
            slot = (slot + 1) & (hashes.length - 1);
        }
        hashes[slot] = hash;
        lines[slot] = line;
        size++;
        return 0;
    }

    private void grow() {
        var oldHashes = hashes;
        var oldLines = lines;
        hashes = new long[oldHashes.length * 2];
        lines = new long[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldLines[i] != 0) {
                int slot = slot(oldHashes[i], hashes.length);
                while (lines[slot] != 0) {
                    slot = (slot + 1) & (hashes.length - 1);
                }
                hashes[slot] = oldHashes[i];
                lines[slot] = oldLines[i];
            }
        }
    }

    private static int slot(long hash, int capacity) {
        return (int) (hash >>> 32) & (capacity - 1);
    }

    /** Multiply and fold over all characters, with a mark between the parts of a key. */
    private static long hash(List<String> key) {
        long hash = 0x9e3779b97f4a7c15L;
        for (var part : key) {
            for (int i = 0; i < part.length(); i++) {
                hash = mix(hash ^ part.charAt(i));
            }
            hash = mix(hash ^ 0x10000);
        }
        return hash;
    }

    private static long mix(long value) {
        long mixed = value * 0xbf58476d1ce4e5b9L;
        mixed ^= mixed >>> 29;
        mixed *= 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 32);
    }
}
