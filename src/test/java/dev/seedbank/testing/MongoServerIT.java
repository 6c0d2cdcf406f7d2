package dev.seedbank.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import java.util.Arrays;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MongoServerIT {
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void its_url_leads_to_the_database(MongoServer server) {
        var name = server.database();
        try (var client = MongoServer.connect(new ConnectionString(server.url(name)))) {
            client.getDatabase(name).getCollection("c").insertOne(new Document("_id", 1));
        }
        assertThat(server.url(name)).contains("/" + name);
        assertThat(server.open(name).getCollection("c").find().first()).isEqualTo(new Document("_id", 1));
        server.drop(name);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void what_it_can_do_is_found_by_trying(MongoServer server) {
        var found = Arrays.stream(Capability.values()).filter(server::can).toList();
        assertThat(found).contains(Capability.RENAME);
        if (server.kind() == MongoServer.Kind.SECANTUS) {
            assertThat(found)
                    .contains(Capability.VALIDATORS, Capability.TRANSACTIONS, Capability.VIEWS, Capability.CAPPED)
                    .contains(Capability.TIME_SERIES, Capability.BINARY_SUBTYPES, Capability.LARGE_DOCUMENTS);
        }
    }
}
