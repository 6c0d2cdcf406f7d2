package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.postgres.catalog.PostgresEnvironmentMarker;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.config.Environment;
import dev.seedbank.failure.GuardRefusal;
import java.util.Optional;

/**
 * The environment marker as it was when a transaction began. A backup's statements, and the functions that they call, could lower it
 * or put it out of sight; what reads them cannot tell, so the transaction is asked before it commits.
 */
record KeptMarker(Session session, Optional<Environment> before) {
    static KeptMarker of(Session session) {
        return new KeptMarker(session, read(session));
    }

    /** @throws GuardRefusal if it says less now */
    void require() {
        if (before.isPresent() && read(session).stream().noneMatch(now -> now.compareTo(before.get()) >= 0)) {
            throw new GuardRefusal(
                    "The backup's structure changes the environment marker %s.environment of '%s'. Nothing was changed"
                            .formatted(Schemas.OWN, session.greeting().database()),
                    "No backup made by Seedbank does. Look at its schema.sql.");
        }
    }

    /** Leaves no trace in the transaction, and does not end it if this role may not read the marker. */
    private static Optional<Environment> read(Session session) {
        session.run("savepoint marker");
        session.useEmptySearchPath();
        var reading = new PostgresEnvironmentMarker(session, session.greeting().database()).read();
        session.run("rollback to savepoint marker");
        return reading.environment();
    }
}
