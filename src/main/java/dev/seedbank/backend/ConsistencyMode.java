package dev.seedbank.backend;

/** How a backup is to be read where the engine cannot promise one point in time for as long as it takes. */
public enum ConsistencyMode {
    /** At one point in time as long as the server keeps it, then as consistently as it goes. */
    AUTO,
    /** All at one point in time, or not at all. */
    SNAPSHOT,
    /** Each collection at a point in time of its own. */
    COLLECTION
}
