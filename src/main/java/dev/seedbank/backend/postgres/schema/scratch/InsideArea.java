package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.function.UnaryOperator;

/**
 * In the store's own database, for a role that can make none: its schemas have other names until the transaction is rolled back. Others
 * see nothing of it and wait for nothing, but for changes of these schemas themselves.
 */
final class InsideArea implements SchemaArea {
    private final Session session;
    private boolean begun;
    private Surroundings surroundings = Surroundings.NONE;

    private InsideArea(PostgresConnector connector) {
        this.session = connector.openUnsplit();
    }

    /** @throws Failure saying why, if the role may not do that */
    static InsideArea open(PostgresConnector connector) {
        var area = new InsideArea(connector);
        try {
            area.clear();
            return area;
        } catch (ConnectionFailed e) {
            area.close();
            throw e;
        } catch (Failure e) {
            area.close();
            throw new OperationFailed(
                    e.code(),
                    "The schemas of the database cannot be moved out of the way: " + e.getMessage(),
                    "Let the user make databases (ALTER ROLE … CREATEDB), or name a server where it may: seedbank.scratch-url in seedbank.yaml.",
                    e);
        }
    }

    @Override
    public void clear() {
        if (begun) {
            session.rollback();
        }
        session.begin("isolation level read committed");
        begun = true;
        session.rewrite(UnaryOperator.identity());
        surroundings = AwaySchemas.move(session);
        session.rewrite(surroundings::inward);
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public String searchPath() {
        return session.greeting().searchPath();
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public void abort() {
        session.abort();
    }

    @Override
    public void close() {
        session.close();
    }
}
