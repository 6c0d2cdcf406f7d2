package dev.seedbank.backend;

import java.util.List;

/** What puts a finding right. Each engine has its own. */
public interface IndexChange {
    /** How an existing index is treated. */
    enum Way {
        /** There is none yet. */
        CREATE,
        /** It stays, and is changed where it is, at once. */
        ALTER,
        /** A new one is built, then it is dropped. */
        REPLACE,
        DROP
    }

    Way way();

    /** What the server is told, in its order, for people. */
    List<String> statements();
}
