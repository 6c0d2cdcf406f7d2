package dev.seedbank.backend.migration;

/** What kind of migration it is. */
public enum Kind {
    /** Runs once, in the order of versions. */
    VERSIONED,
    /** Runs after the versioned ones, whenever it differs from its last run. */
    REPEATABLE,
    /** States that the database has all versions up to its own. */
    BASELINE
}
