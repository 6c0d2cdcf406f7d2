package dev.seedbank.backend.postgres.structure.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each object of a database a number from 0, so that what is known of 150,000 of them fits into arrays. A hash table with
 * open addressing from catalog and oid; the few catalogs' names are numbered too.
 */
final class ObjectNumbers {
    private static final int NONE = -1;

    private final Map<String, Integer> catalogNumbers = new HashMap<>();
    private final List<String> catalogs = new ArrayList<>();
    /** By number: the catalog's number above 32 bits of oid. */
    private long[] keys = new long[1024];

    private int count;
    /** Numbers by hash, a power of two; at most half full. */
    private int[] slots = emptySlots(2048);

    int count() {
        return count;
    }

    /** Gives it a number if it has none. */
    int of(StructureKey key) {
        long packed = packed(catalogNumbers.computeIfAbsent(key.catalog(), this::addCatalog), key.oid());
        int slot = slot(packed);
        if (slots[slot] == NONE) {
            add(packed, slot);
            return count - 1;
        }
        return slots[slot];
    }

    /** -1 if it has none. */
    int find(StructureKey key) {
        var catalog = catalogNumbers.get(key.catalog());
        return catalog == null ? NONE : slots[slot(packed(catalog, key.oid()))];
    }

    StructureKey key(int number) {
        return new StructureKey(catalogs.get((int) (keys[number] >>> 32)), keys[number] & 0xffff_ffffL);
    }

    private int addCatalog(String name) {
        catalogs.add(name);
        return catalogs.size() - 1;
    }

    private void add(long key, int slot) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
        }
        keys[count] = key;
        slots[slot] = count++;
        if (count * 2 > slots.length) {
            slots = emptySlots(slots.length * 2);
            for (int number = 0; number < count; number++) {
                slots[slot(keys[number])] = number;
            }
        }
    }

    /** Where it is, or where it belongs. */
    private int slot(long key) {
        long mixed = key * 0x9e3779b97f4a7c15L;
        int slot = (int) (mixed >>> 32) & (slots.length - 1);
        while (slots[slot] != NONE && keys[slots[slot]] != key) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private static long packed(int catalog, long oid) {
        return (long) catalog << 32 | oid;
    }

    private static int[] emptySlots(int length) {
        var slots = new int[length];
        Arrays.fill(slots, NONE);
        return slots;
    }
}
