package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Backend;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.backend.Store;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
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
    public Store open(StoreSettings settings) {
        var connector = new PostgresConnector(settings);
        var session = connector.open();
        try {
            var server = session.first(
                            "select current_setting('server_version'), current_database(), current_setting('server_version_num')::int",
                            row -> checked(new ServerInfo(ENGINE, row.getString(1), row.getString(2)), row.getInt(3)))
                    .orElseThrow();
            return new PostgresStore(settings, connector, session, server);
        } catch (Failure e) {
            session.close();
            throw e;
        }
    }

    private static ServerInfo checked(ServerInfo server, int version) {
        if (version < OLDEST) {
            throw new ConnectionFailed(
                    "The server of '%s' is PostgreSQL %s".formatted(server.database(), server.version()),
                    "Seedbank works with PostgreSQL 14 and newer.");
        }
        return server;
    }
}
