package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.Failure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** In a database that was made for it. */
final class DatabaseArea implements SchemaArea {
    private final ScratchDatabase database;
    private final PostgresConnector connector;
    private final Session session;
    private @Nullable AreaTransaction transaction;

    private DatabaseArea(ScratchDatabase database, PostgresConnector connector, Session session) {
        this.database = database;
        this.connector = connector;
        this.session = session;
    }

    static DatabaseArea make(PostgresConnector beside) {
        var database = ScratchDatabase.make(beside);
        try {
            var connector = database.connector();
            return new DatabaseArea(database, connector, connector.openUnsplit());
        } catch (Failure e) {
            database.close();
            throw e;
        }
    }

    @Override
    public void clear() {
        if (transaction != null) {
            session.rollback();
        }
        transaction = AreaTransaction.begin(session);
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public AreaTransaction transaction() {
        return Objects.requireNonNull(transaction);
    }

    @Override
    public String searchPath() {
        return database.searchPathBeside();
    }

    @Override
    public void abort() {
        connector.abort();
    }

    @Override
    public void close() {
        session.close();
        database.close();
    }
}
