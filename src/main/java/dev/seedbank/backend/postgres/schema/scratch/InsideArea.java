package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * In the store's own database, for a role that can make none: its schemas have other names until the transaction is rolled back. Others
 * see nothing of it and wait for nothing, but for changes of these schemas themselves.
 */
final class InsideArea implements SchemaArea {
    private final Session session;
    private @Nullable AreaTransaction transaction;
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
                    "The files cannot be tried in the store's own database: " + e.getMessage(),
                    "Let the user create databases (ALTER ROLE … CREATEDB), or set seedbank.scratch-url in seedbank.yaml to a server where it may.",
                    e);
        }
    }

    @Override
    public void clear() {
        if (transaction != null) {
            session.rollback();
        }
        session.rewrite(UnaryOperator.identity());
        transaction = AreaTransaction.begin(session);
        surroundings = AwaySchemas.move(session);
        session.rewrite(surroundings::inward);
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
