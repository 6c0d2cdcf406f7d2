package dev.seedbank.backend;

/** What became of a change that had reached its {@link PointOfNoReturn}. */
public enum ChangeState {
    /** It is in the database, or a part of it may be. */
    COMMITTED,
    /** It is not in the database, and never will be. */
    ROLLED_BACK,
    /** The server is still at it. */
    IN_PROGRESS,
    /** The server does not know, or not any more. */
    UNKNOWN
}
