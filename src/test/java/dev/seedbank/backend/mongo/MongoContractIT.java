package dev.seedbank.backend.mongo;

import dev.seedbank.backend.Backend;
import dev.seedbank.backend.BackendContract;
import dev.seedbank.testing.MongoServer;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.seedbank.testing.MongoServer#all")
class MongoContractIT extends BackendContract {
    private final MongoServer server;
    private final String name;

    MongoContractIT(MongoServer server) {
        this.server = server;
        this.name = server.database();
    }

    @Override
    protected Backend backend() {
        return new MongoBackend();
    }

    @Override
    protected String createDatabase() {
        server.open(name).createCollection("users");
        return server.url(name);
    }

    @Override
    protected void dropDatabase() {
        server.drop(name);
    }

    @Override
    protected String key() {
        return "_id";
    }
}
