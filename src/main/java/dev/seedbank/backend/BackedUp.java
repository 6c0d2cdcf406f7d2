package dev.seedbank.backend;

import java.util.Map;

/**
 * How many rows of a store are in no danger when it is emptied.
 *
 * @param rows by collection, as the safety backup holds them; empty if there were none, and so no backup was taken
 */
public record BackedUp(Map<Collection, Long> rows) {
    public BackedUp {
        rows = Map.copyOf(rows);
    }

    /**
     * How many of a collection's rows were written since.
     *
     * @param present how many there are, counted and not estimated
     */
    public long late(Collection collection, long present) {
        return Math.max(0, present - rows.getOrDefault(collection, 0L));
    }

    /** Since when, as in "written after …". */
    public String since() {
        return rows.isEmpty() ? "the database was found empty" : "the safety backup";
    }
}
