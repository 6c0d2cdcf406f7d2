package dev.seedbank.backend.migration;

import java.util.Map;

/** What kind of migration it is. */
public enum Kind {
    /** Runs once, in the order of versions. */
    VERSIONED,
    /** Runs after the versioned ones, whenever it differs from its last run. */
    REPEATABLE,
    /** States that the database has all versions up to its own. */
    BASELINE;

    private static final Map<String, Kind> BY_WORD = Words.all(values());

    /** @throws dev.seedbank.failure.OperationFailed if there is none of that name: a newer version wrote it */
    public static Kind of(String word) {
        return Words.find(BY_WORD, "kind", word);
    }
}
