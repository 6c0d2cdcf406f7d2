package dev.seedbank.backend;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Checks whether a backup fits the store, before a {@link Loader} replaces anything. Changes nothing. */
public interface LoadCheck extends AutoCloseable {
    /**
     * Compares the backup's structure with the store's. Differences that the request's {@link LoadRequest.Recreate} resolves are
     * only notes.
     */
    List<Difference> differences();

    /**
     * Reads all rows of a file that another program wrote, as {@link Loader#load} would: all that is known of it is that it is
     * JSON.
     *
     * @throws dev.seedbank.failure.OperationFailed naming collection and row
     */
    default void check(LoadRequest.Item item, InputStream rows) throws IOException {}

    @Override
    void close();
}
