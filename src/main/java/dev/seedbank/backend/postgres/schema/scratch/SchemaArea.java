package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.Session;

/**
 * Somewhere structure can be built and thrown away: an open transaction in which none of the store's objects are in the way. Nothing
 * of it is ever committed. Not thread-safe.
 */
public interface SchemaArea extends AutoCloseable {
    /** Throws away what was built, and begins anew with an empty schema {@code public}. */
    void clear();

    /** In the area's transaction; after {@link #clear}. */
    Session session();

    /** From any thread. */
    void abort();

    @Override
    void close();
}
