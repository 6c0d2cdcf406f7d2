package dev.seedbank.backend;

import dev.seedbank.backend.migration.HistoryEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Replaces data with a backup's. Order of calls: {@link #begin()}, {@link #load} once per item,
 * {@link #commit}. Closing before {@code commit} leaves the old data as it was. PostgreSQL: one transaction, which locks the tables;
 * whoever reads one of them waits for its end; into an empty database it may be several, of which others see only the last. MongoDB: each collection is loaded into a staging collection, others read the old
 * one, and {@code commit} renames them in, so an interruption in the middle of it leaves each collection complete, old or new.
 */
public interface Loader extends AutoCloseable {
    /**
     * Takes the store's lock, so that two restores cannot run at once.
     *
     * @throws dev.seedbank.failure.OperationFailed if another one holds it
     */
    void begin();

    /**
     * Loads one item: a JSON array of objects, or JSON Lines, in UTF-8. {@code rows} stays open.
     *
     * @return how many rows the server took
     * @throws dev.seedbank.failure.OperationFailed naming collection, row number (from 1) and reason; nothing of the old data is lost
     */
    long load(LoadRequest.Item item, InputStream rows) throws IOException;

    /**
     * Says, behind {@link #begin}, what the history of migrations is to be when this is committed; else it stays as it is.
     *
     * @param entries all of it, {@link HistoryEntry#bare}
     * @return false if that cannot be one with the commit: then it is for the caller to do, through a migrator
     * @throws dev.seedbank.failure.OperationFailed if somebody runs migrations now
     */
    default boolean history(List<HistoryEntry> entries) {
        return false;
    }

    /** What the server did not take of the structure, and was left out because no row needs it: a line each. Known after {@link #commit}. */
    default List<String> leftOut() {
        return List.of();
    }

    /**
     * Sets sequences, validates foreign keys, makes it visible. After it the store holds what the backup says.
     *
     * @param point told when all else is done, just before others see the change or the first part of it
     */
    void commit(PointOfNoReturn point);

    @Override
    void close();
}
