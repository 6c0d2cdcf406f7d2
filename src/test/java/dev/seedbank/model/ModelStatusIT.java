package dev.seedbank.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models are a part of {@code init}, {@code reset} and {@code status}. */
@Tag("program")
class ModelStatusIT {
    @TempDir
    Path project;

    @Test
    void init_and_reset_set_validators_and_status_sees_what_differs() {
        var found = MongoServer.allWith(Capability.VALIDATORS).findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no server with validators");
        var server = found.get();
        var database = server.database();
        var db = server.open(database);
        try {
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(database))
                    .file(
                            "seedbank.yaml",
                            "seedbank:\n  stores: {main: {url: \"${DATABASE_URI}\"}}\n  models: {require: true}\n")
                    .file("models/users.json", "{\"required\": [\"name\"]}")
                    .file("seeds/users.json", "[{\"name\": \"Ada\"}]");
            assertThat(seedbank.run("status")).exits(5).says("Models of main: users without a collection");

            assertThat(seedbank.run("init")).exits(0).prints("Set 1 validator");
            assertThat(seedbank.run("init")).exits(0).prints("All validators are as the models say");
            assertThat(seedbank.run("status")).exits(0).prints("models: 1 as declared");

            db.runCommand(new Document("collMod", "users").append("validationAction", "warn"));
            assertThat(seedbank.run("status"))
                    .exits(5)
                    .prints("models: 0 as declared; users without the validator of its model")
                    .says("To set validators: seedbank model apply");
            db.createCollection("other");
            assertThat(seedbank.run("init")).exits(5).says("other without a model");
            assertThat(seedbank.run("status", "--output", "json")).exits(5).prints("\"withoutModel\" : [ \"other\" ]");

            db.getCollection("other").drop();
            assertThat(seedbank.run("reset", "--structure", "-y")).exits(0).prints("Set 1 validator");
            assertThat(seedbank.run("status")).exits(0);
        } finally {
            server.drop(database);
        }
    }
}
