package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Backend;
import dev.seedbank.backend.BackendContract;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.seedbank.testing.PostgresServer#all")
class PostgresContractIT extends BackendContract {
    private final PostgresServer server;
    private Database db;

    PostgresContractIT(PostgresServer server) {
        this.server = server;
    }

    @Override
    protected Backend backend() {
        return new PostgresBackend();
    }

    @Override
    protected String createDatabase() {
        db = server.createDatabase();
        return db.run("create table users (id int primary key, name text)").url();
    }

    @Override
    protected void dropDatabase() {
        db.close();
    }

    @Override
    protected String key() {
        return "id";
    }
}
