package dev.seedbank.backend.schema;

/** How a store's structure compares with the one that was noted when it was known to be what it should be. */
public enum KnownStructure {
    /** It is the same. */
    AS_NOTED,
    /** It is another. */
    CHANGED,
    /** None was noted, or nobody can tell. */
    UNKNOWN
}
