package dev.seedbank.backend.migration;

import java.util.List;

/**
 * Finds out what scripts would do to the database as it is now. Runs none of them and changes nothing. Scripts are given in the
 * order in which they would run: what one of them makes is new to those that follow, and harms nobody. Not thread-safe.
 */
public interface Examiner extends AutoCloseable {
    /** In the order of its statements; several of a kind after one another are one. */
    List<StatementEffect> examine(Script script);

    @Override
    void close();
}
