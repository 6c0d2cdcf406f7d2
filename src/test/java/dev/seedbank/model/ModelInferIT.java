package dev.seedbank.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code model infer} takes for what, and what it never does. */
@Tag("program")
class ModelInferIT {
    private final MongoServer server = MongoServer.embedded();
    private final String database = server.database();

    @TempDir
    Path project;

    private CliRunner seedbank;

    @BeforeEach
    void open() {
        seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(database));
    }

    @AfterEach
    void drop() {
        server.drop(database);
    }

    private void insert(String collection, Document document) {
        server.open(database).getCollection(collection).insertOne(document);
    }

    private JsonNode model(String collection) throws IOException {
        return new ObjectMapper()
                .readTree(project.resolve("models/" + collection + ".json").toFile());
    }

    @Test
    void values_of_sensitive_fields_are_in_no_model() throws IOException {
        for (int i = 0; i < 60; i++) {
            insert(
                    "users",
                    new Document("role", i % 2 == 0 ? "admin" : "guest")
                            .append("api_key", "K" + i % 3)
                            .append("health", new Document("diagnosis", i % 2 == 0 ? "flu" : "none"))
                            .append("logins", java.util.List.of(new Document("pin", "P" + i % 2))));
        }
        seedbank.file(
                "seedbank.yaml",
                "seedbank: {stores: {main: {url: '${DATABASE_URI}'}}, sensitive: ['*.api_key', users.health.diagnosis, users.logins.pin]}");
        assertThat(seedbank.run("model", "infer")).exits(0);
        assertThat(model("users").at("/properties/role/enum")).hasSize(2);
        assertThat(Files.readString(project.resolve("models/users.json")))
                .doesNotContain("K0", "flu", "P0")
                .contains("diagnosis", "api_key", "pin");
    }

    @Test
    void a_tenant_is_what_every_document_has() throws IOException {
        for (int i = 0; i < 20; i++) {
            insert("companies", new Document("_id", id(i)));
            insert("customers", new Document("_id", id(100 + i)).append("company_id", id(i)));
            var invoice = new Document("company_id", id(i));
            insert("invoices", i % 2 == 0 ? invoice : invoice.append("organization_id", id(i)));
            insert(
                    "tickets",
                    new Document("customer_id", id(100 + i)).append("organization_id", i == 3 ? null : id(i)));
        }
        assertThat(seedbank.run("model", "infer")).exits(0);
        assertThat(model("customers").path("x-tenant").asText()).isEqualTo("company_id");
        assertThat(model("invoices").path("x-tenant").asText()).isEqualTo("company_id");
        assertThat(model("tickets").has("x-tenant")).isFalse();
        assertThat(seedbank.run("model", "check", "--output", "json").out())
                .doesNotContain("no-tenant", "violation", "dangling");
    }

    private static org.bson.types.ObjectId id(int number) {
        return new org.bson.types.ObjectId("%024x".formatted(number));
    }

    @Test
    void documents_with_many_fields_keep_them() throws IOException {
        for (int i = 0; i < 50; i++) {
            var document = new Document("is_deleted", i == 7 ? new Date() : null);
            IntStream.range(0, 120).forEach(n -> document.append("f" + n, n));
            insert("wide", document);
        }
        assertThat(seedbank.run("model", "infer")).exits(0);
        assertThat(model("wide").path("required")).hasSize(122);
        assertThat(model("wide").path("properties")).hasSize(122);
        assertThat(model("wide").path("x-soft-delete").asText()).isEqualTo("is_deleted");
        assertThat(model("wide").has("additionalProperties")).isFalse();
    }

    @Test
    void formats_hold_for_all_that_was_read() throws IOException {
        for (int i = 0; i < 12; i++) {
            insert(
                    "users",
                    new Document("mail", "user" + i + "@corp.internal")
                            .append("at", "2024-01-01T00:00:%02d-00:00".formatted(i)));
        }
        assertThat(seedbank.run("model", "infer")).exits(0);
        assertThat(model("users").at("/properties/mail/format").asText()).isEqualTo("email");
        assertThat(seedbank.run("model", "check", "--output", "json").out()).doesNotContain("violation");
    }

    @Test
    void a_model_that_is_there_is_kept_whatever_happens() throws IOException {
        insert("users", new Document("name", "x"));
        seedbank.file("models/users.json", "{\"title\": \"by hand\"}");
        assertThat(seedbank.run("model", "infer")).exits(0).prints("is there already", "Wrote 0 models");
        Files.createSymbolicLink(project.resolve("models/links.json"), project.resolve("elsewhere.json"));
        insert("links", new Document("name", "x"));
        assertThat(seedbank.run("model", "infer")).exits(0).prints("models/links.json: is there already");
        assertThat(project.resolve("elsewhere.json")).doesNotExist();
        assertThat(seedbank.run("model", "infer", "--force")).exits(0).prints("Wrote 2 models");
        assertThat(project.resolve("elsewhere.json")).doesNotExist();
        assertThat(project.resolve("models").toFile().list()).containsExactlyInAnyOrder("users.json", "links.json");
    }

    @Test
    void a_full_disk_leaves_the_model_that_is_there() throws IOException {
        for (int i = 0; i < 60; i++) {
            insert("users", new Document("field" + i, "x".repeat(60)));
        }
        try (var disk = SmallDisk.at(project.resolve("models"), "64k")) {
            seedbank.file("models/users.json", "{\"title\": \"by hand\"}");
            assertThat(disk.filled()).isNotNull();
            assertThat(seedbank.run("model", "infer", "--force"))
                    .exits(1)
                    .warns("models/users.json cannot be written: ", "What was there before is as it was");
            assertThat(Files.readString(project.resolve("models/users.json"))).contains("by hand");
        }
    }

    @Test
    void tables_have_their_structure_in_the_database() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int)");
            assertThat(CliRunner.in(project).env("DATABASE_URL", db.url()).run("model", "infer"))
                    .exits(2)
                    .says("model infer reads collections of documents");
        }
    }
}
