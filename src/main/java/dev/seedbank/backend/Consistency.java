package dev.seedbank.backend;

/** Whether all that a {@link Dumper} reads is of one point in time. */
public enum Consistency {
    SNAPSHOT,
    /** The server has no snapshots to offer: each collection is read as it is when its turn comes. */
    NONE
}
