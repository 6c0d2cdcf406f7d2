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

    AreaTransaction transaction();

    /** The search path that files begin with: the one that the role has where the structure is meant for. */
    String searchPath();

    /**
     * What was read in the area's session, or in any other: without what an area moved out of the way, and with the names that things
     * have where nothing was moved.
     */
    static LiveStructure outward(LiveStructure read) {
        return AwaySchemas.outward(read);
    }

    /** From any thread. */
    void abort();

    @Override
    void close();
}
