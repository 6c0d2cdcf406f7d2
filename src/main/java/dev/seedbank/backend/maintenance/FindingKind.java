package dev.seedbank.backend.maintenance;

import java.util.Locale;

/** What can be found. The words are part of the output's contract: add, never rename. */
public enum FindingKind {
    /** An index that could not be built to its end, or dropped: writes keep it, and no query uses it. */
    INVALID_INDEX,
    /** An index with the definition of another. */
    DUPLICATE_INDEX,
    /** An index that is a prefix of another. */
    COVERED_INDEX,
    UNUSED_INDEX,
    /** A foreign key whose columns no index begins with. */
    MISSING_INDEX,
    SEQUENCE,
    DEAD_ROWS,
    /** Free space within a table that takes most of it. */
    BLOAT,
    /** A table with rows that the planner knows nothing of. */
    NEVER_ANALYZED,
    AUTOVACUUM_OFF,
    TRANSACTION_AGE,
    MULTIXACT_AGE,
    LONG_OPERATION,
    IDLE_IN_TRANSACTION,
    PREPARED_TRANSACTION,
    /** A session that keeps others waiting. */
    BLOCKER,
    /** An operation that waits, where the server does not say for whom. */
    WAITING,
    /** A replication slot that nobody reads and that keeps the server's log. */
    REPLICATION_SLOT,
    CONNECTIONS,
    CACHE,
    /** A replica set's log that goes back for a short time only. */
    OPLOG,
    NO_MODEL,
    NO_BACKUP,
    OLD_BACKUP,
    UNVERIFIED_BACKUP,
    UNFINISHED_BACKUP;

    /** {@code unused-index}, for people and programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
