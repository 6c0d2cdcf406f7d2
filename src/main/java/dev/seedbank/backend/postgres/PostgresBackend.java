package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Backend;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.PostgresUrl;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.UsageFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** PostgreSQL, by its driver; also what speaks its protocol well enough, such as Neon and RDS. */
@ApplicationScoped
public class PostgresBackend implements Backend {
    private static final String ENGINE = "PostgreSQL";
    private static final int OLDEST = 140000;

    @Override
    public String engine() {
        return ENGINE;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("postgresql", "postgres");
    }

    @Override
    public void check(StoreSettings settings) {
        if (settings.isFamily()) {
            throw new UsageFailure(
                    ErrorCode.SETTINGS,
                    "Store '%s': 'databases' is for MongoDB; a store of PostgreSQL is one database"
                            .formatted(settings.name()),
                    "Remove it, and write a store for each database.",
                    null);
        }
        for (var schema : settings.schemas()) {
            if (Schemas.isReserved(schema)) {
                throw new UsageFailure(
                        ErrorCode.SETTINGS,
                        "Store '%s': the schema '%s' is reserved for Seedbank or the server"
                                .formatted(settings.name(), schema),
                        "Take it out of 'schemas'.",
                        null);
            }
        }
        var _ = PostgresUrl.of(settings);
    }

    @Override
    public Store open(StoreSettings settings) {
        check(settings);
        return open(settings, new PostgresConnector(settings));
    }

    PostgresStore open(StoreSettings settings, PostgresConnector connector) {
        var session = connector.open();
        try {
            return new PostgresStore(this, settings, connector, session, server(session.greeting()));
        } catch (Failure e) {
            session.close();
            throw e;
        }
    }

    private static ServerInfo server(Session.Greeting greeting) {
        if (greeting.number() < OLDEST) {
            throw new ConnectionFailed(
                    "The server of '%s' is PostgreSQL %s".formatted(greeting.database(), greeting.version()),
                    "Seedbank works with PostgreSQL 14 and newer.");
        }
        return new ServerInfo(ENGINE, greeting.version(), greeting.database());
    }
}
