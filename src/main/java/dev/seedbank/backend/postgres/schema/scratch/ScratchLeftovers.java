package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;

/** Scratch databases of runs that were killed. */
final class ScratchLeftovers {
    /** Only what this role may drop. */
    private static final String DATABASES = """
            select datname from pg_catalog.pg_database
            where datname like 'seedbank\\_scratch\\_%' and pg_catalog.pg_has_role(datdba, 'usage')
            """;

    /** Locks belong to the database that their session is in, which may be any; a run takes its lock before it makes its database. */
    private static final String LOCKS = """
            select (classid::bigint << 32) | objid::bigint from pg_catalog.pg_locks
            where locktype = 'advisory' and granted and objsubid = 1
            """;

    private ScratchLeftovers() {}

    /** Those that nobody uses. The names are read before the locks, so that one that is made meanwhile is never among them. */
    static void remove(Session session) {
        var databases = session.query(DATABASES, row -> row.getString(1)).stream()
                .filter(ScratchName::matches)
                .toList();
        if (databases.isEmpty()) {
            return;
        }
        var locks = session.query(LOCKS, row -> row.getLong(1));
        databases.stream()
                .filter(name -> !locks.contains(ScratchName.lock(name)))
                .forEach(name -> drop(session, name));
    }

    private static void drop(Session session, String name) {
        try {
            session.run("drop database if exists " + Identifiers.quote(name));
        } catch (OperationFailed e) {
            // Somebody is connected to it, or drops it, too: the run after this one looks again.
        }
    }
}
