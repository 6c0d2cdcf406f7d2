package dev.seedbank.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.OptionTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Each option of {@code model}, one by one. */
@Tag("program")
class ModelOptionsIT {
    @TempDir
    Path project;

    private MongoServer server;
    private String database = "";
    private CliRunner seedbank;

    @BeforeEach
    void one_collection_with_a_model() {
        var found = MongoServer.allWith(Capability.VALIDATORS).findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no server with validators");
        server = found.get();
        database = server.database();
        server.open(database).getCollection("users").insertOne(new Document("name", "Ada"));
        seedbank = CliRunner.in(project)
                .env("DATABASE_URI", server.url(database))
                .file(
                        "seedbank.yaml",
                        "seedbank: {stores: {main: {url: \"${DATABASE_URI}\"}}}\n\"%prod\": {seedbank: {environment: production}}\n")
                .file("models/users.json", "{\"required\": [\"name\"]}");
    }

    @AfterEach
    void drop() {
        if (server != null) {
            server.drop(database);
        }
    }

    @OptionTest("model apply --dry-run")
    void would_set_a_validator() {
        assertThat(seedbank.run("model", "apply", "--dry-run")).exits(0);
        assertThat(seedbank.run("model", "check")).exits(5).prints("no validator");
    }

    @OptionTest("model apply --confirm")
    void sets_it_in_production_without_a_question() {
        assertThat(seedbank.run("model", "apply", "--profile", "prod", "--confirm"))
                .exits(0);
    }

    @OptionTest("model infer --force")
    void replaces_a_model() throws IOException {
        assertThat(seedbank.run("model", "infer", "--force")).exits(0);
        assertThat(Files.readString(project.resolve("models/users.json"))).contains("Inferred from 1 document");
    }
}
