package dev.seedbank.backup;

/** What a command does to a store, and so what there is to lose. */
public enum Impact {
    /** Rows go, tables and collections stay. */
    EMPTIES,
    /** Other rows come in the place of those that are there, tables and collections stay. */
    REPLACES_ROWS,
    /** Tables, collections, indexes may be others afterwards. */
    REPLACES_STRUCTURE
}
