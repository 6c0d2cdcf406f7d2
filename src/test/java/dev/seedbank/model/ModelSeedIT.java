package dev.seedbank.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code seed} writes no document that does not fit its model. */
@Tag("program")
class ModelSeedIT {
    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void a_row_that_does_not_fit_is_refused_with_its_place(MongoServer server) {
        var database = server.database();
        try {
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(database))
                    .file("models/users.json", """
                            {"required": ["name"], "properties": {"_id": {"bsonType": "objectId"}, "born": {"bsonType": "date"},
                             "address": {"properties": {"city": {"type": "string"}}}}}
                            """)
                    .file("seeds/users.json", """
                            [
                              {"name": "Ada", "born": {"$date": "1815-12-10T00:00:00Z"}},
                              {"name": "Bob", "address": {"city": 7}}
                            ]
                            """);
            for (var dryRun : new String[][] {{"seed", "--dry-run"}, {"seed"}}) {
                assertThat(seedbank.run(dryRun))
                        .exits(1)
                        .says("seeds/users.json:3: address.city: not as the model says: ");
            }
            assertThat(server.open(database).getCollection("users").countDocuments())
                    .isZero();

            seedbank.file("seeds/users.json", "[{\"name\": \"Ada\", \"born\": {\"$date\": \"1815-12-10T00:00:00Z\"}}]");
            assertThat(seedbank.run("seed")).exits(0).prints("1 inserted");
        } finally {
            server.drop(database);
        }
    }
}
