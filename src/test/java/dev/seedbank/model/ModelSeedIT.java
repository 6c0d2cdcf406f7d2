package dev.seedbank.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code seed} writes no document that does not fit its model. */
@Tag("program")
class ModelSeedIT {
    @TempDir
    Path project;

    /** In MongoDB what is written stays, and rows are written in batches. */
    @Test
    void nothing_of_a_file_is_written_if_its_last_row_does_not_fit() {
        var server = MongoServer.embedded();
        var database = server.database();
        try {
            var rows = IntStream.range(0, 3_000)
                    .mapToObj("{\"name\": \"n%d\"}"::formatted)
                    .collect(Collectors.joining(",\n"));
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(database))
                    .file("models/users.json", "{\"properties\": {\"name\": {\"type\": \"string\"}}}")
                    .file("seeds/teams.json", "[{\"name\": \"t\"}]")
                    .file("seeds/users.json", "[" + rows + ",\n{\"name\": 7}]");
            assertThat(seedbank.run("seed")).exits(1).says("seeds/users.json:3001: name: not as the model says: ");
            assertThat(server.open(database).getCollection("users").countDocuments())
                    .isZero();
            assertThat(server.open(database).getCollection("teams").countDocuments())
                    .isEqualTo(1);
        } finally {
            server.drop(database);
        }
    }

    /** What is not there yet has no _id that could be compared. */
    @Test
    void a_reference_to_a_row_of_the_same_run_fits() {
        var server = MongoServer.embedded();
        var database = server.database();
        try {
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(database))
                    .file("models/users.json", """
                            {"required": ["co"], "properties": {"co": {"bsonType": "objectId"}, "name": {"type": "string"}}}
                            """)
                    .file("seeds/seed.yaml", "order: [cos, users]\ngenerate: {users: {co: {reference: cos.code}}}")
                    .file("seeds/cos.json", "[{\"code\": \"A\"}]")
                    .file("seeds/users.json", "[{\"name\": \"a\", \"co\": \"A\"}]");
            assertThat(seedbank.run("seed", "--dry-run")).exits(0);
            assertThat(seedbank.run("seed")).exits(0).prints("2 inserted");
            assertThat(seedbank.run("seed", "--clean", "--confirm")).exits(0).prints("2 inserted");
            assertThat(seedbank.run("seed", "status")).exits(0);
            seedbank.file("seeds/users.json", "[{\"name\": 7, \"co\": \"A\"}]");
            assertThat(seedbank.run("seed", "--dry-run")).exits(1).says("name: not as the model says");
            seedbank.file("seeds/users.json", "[{\"name\": \"a\", \"co\": null}]");
            assertThat(seedbank.run("seed")).exits(1).says("co: not as the model says: null found");
        } finally {
            server.drop(database);
        }
    }

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

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void a_row_of_a_document_that_is_there_need_not_say_all_of_it(MongoServer server) {
        var database = server.database();
        try {
            var users = server.open(database).getCollection("users");
            users.insertOne(new Document("_id", 1).append("name", "old"));
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(database))
                    .file(
                            "models/users.json",
                            "{\"required\": [\"name\"], \"properties\": {\"age\": {\"type\": \"integer\"}}}")
                    .file("seeds/users.json", "[{\"_id\": 1, \"age\": 5}]");
            for (var options : new String[][] {{"seed", "--dry-run"}, {"seed"}, {"seed", "--update", "--dry-run"}}) {
                assertThat(seedbank.run(options)).exits(0);
            }
            assertThat(users.find(new Document("age", 5))).isEmpty();
            assertThat(seedbank.run("seed", "--update")).exits(0).prints("1 updated");
            assertThat(users.find(new Document("age", 5).append("name", "old"))).hasSize(1);
            seedbank.file("seeds/users.json", "[{\"_id\": 1, \"age\": \"six\"}]");
            assertThat(seedbank.run("seed", "--update"))
                    .exits(1)
                    .warns("seeds/users.json:1: age: not as the model says: ");
            seedbank.file("seeds/users.json", "[{\"_id\": 3, \"age\": 5}]");
            for (var options : new String[][] {{"seed", "--dry-run"}, {"seed"}, {"seed", "--update"}}) {
                assertThat(seedbank.run(options)).exits(1).warns("seeds/users.json:1: name: not as the model says: ");
            }
        } finally {
            server.drop(database);
        }
    }
}
