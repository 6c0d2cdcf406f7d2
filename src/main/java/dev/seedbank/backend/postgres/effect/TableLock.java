package dev.seedbank.backend.postgres.effect;

/** In rising order (PostgreSQL manual, 13.3.1 Table-Level Locks). */
enum TableLock {
    NONE(""),
    ROW_EXCLUSIVE("ROW EXCLUSIVE"),
    SHARE_UPDATE_EXCLUSIVE("SHARE UPDATE EXCLUSIVE"),
    SHARE("SHARE"),
    SHARE_ROW_EXCLUSIVE("SHARE ROW EXCLUSIVE"),
    EXCLUSIVE("EXCLUSIVE"),
    ACCESS_EXCLUSIVE("ACCESS EXCLUSIVE"),
    /** What it takes is decided by code that is called. */
    UNKNOWN("unknown");

    private final String words;

    TableLock(String words) {
        this.words = words;
    }

    /** In the server's words; empty for none. */
    String words() {
        return words;
    }
}
