package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.model.LiveStructure;

/**
 * Somewhere structure can be built and thrown away: an open transaction in which none of the store's objects are in the way. Nothing
 * of it is ever committed. Not thread-safe.
 */
public interface SchemaArea extends AutoCloseable {
    /** Throws away what was built, and begins anew with an empty schema {@code public}. */
    void clear();

    /** In the area's transaction; after {@link #clear}. It sends several statements in one text as one message. */
    Session session();

    /** The search path that files begin with: the one that the role has where the structure is meant for. */
    String searchPath();

    /** A statement as it has to be run here, where an extension that it names may be in another schema than elsewhere. */
    default String inward(String sql) {
        return sql;
    }

    /** What was read here, as it would be elsewhere: without what was there before, and with the names of {@link #inward}. */
    default LiveStructure outward(LiveStructure read) {
        return read;
    }

    /** From any thread. */
    void abort();

    @Override
    void close();
}
