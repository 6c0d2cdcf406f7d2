package dev.seedbank.backend;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Looks whether a backup fits the store, before a {@link Loader} replaces anything. Changes nothing. */
public interface LoadCheck extends AutoCloseable {
    /**
     * Compares the backup's structure with the store's. What the request's {@link LoadRequest.Recreate} takes care of
     * is a note.
     */
    List<Difference> differences();

    /**
     * Reads all rows of a file that another program wrote, of which nothing is known but that it is JSON, as {@link Loader#load} would.
     *
     * @throws dev.seedbank.failure.OperationFailed naming collection and row
     */
    default void check(LoadRequest.Item item, InputStream rows) throws IOException {}

    @Override
    void close();
}
