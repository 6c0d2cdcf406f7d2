package dev.seedbank.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wayra and RequestDesk, whose databases change by migrations only: the workflows of their documents as they stand. */
@Tag("program")
class MigrationExamplesIT {
    @TempDir
    Path folder;

    private MongoServer server = MongoServer.any();

    private final String name = server.database("example");

    @AfterEach
    void drop() {
        server.drop(name);
    }

    private CliRunner project(String example) {
        Example.copy(example, folder.resolve(example));
        return CliRunner.in(folder.resolve(example))
                .env("MONGODB_URI", server.url(name))
                .timeout(Duration.ofMinutes(3));
    }

    private long count(String collection) {
        return server.open(name).getCollection(collection).countDocuments();
    }

    @Test
    void wayra_begins_goes_back_and_begins_again() throws IOException {
        var seedbank = project("wayra");

        assertThat(seedbank.shell(Example.workflow(seedbank))).exits(0).prints("3 migrations", "1 migration");

        assertThat(seedbank.run("index", "status")).exits(0).prints("11 indexes as declared");
        assertThat(count("users")).isEqualTo(2);
        assertThat(count("trips")).isEqualTo(3);
        var john = server.open(name)
                .getCollection("users")
                .find(new Document("email", "john@example.com"))
                .first();
        assertThat(server.open(name).getCollection("trips").countDocuments(new Document("owner", john.get("_id"))))
                .isEqualTo(2);
    }

    @Test
    void wayra_s_third_version_gives_every_user_a_role_and_takes_it_back() {
        var seedbank = project("wayra");
        assertThat(seedbank.run("migrate", "--to", "2")).exits(0);
        var users = server.open(name).getCollection("users");
        users.insertOne(new Document("email", "a@example.com").append("firebaseUid", "a"));

        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(users.countDocuments(new Document("role", "user"))).isEqualTo(1);

        assertThat(seedbank.run("migrate", "rollback", "--version", "2", "--confirm"))
                .exits(0);
        assertThat(users.countDocuments(new Document("role", new Document("$exists", true))))
                .isZero();
    }

    @Test
    void requestdesk_s_data_comes_by_migrations() throws IOException {
        var seedbank = project("requestdesk");
        if (!server.has(Capability.TEXT_INDEX)) {
            seedbank.file(
                    "indexes/knowledge_chunks.yaml",
                    "indexes: [collection_id, company_id]\nsearch: [{definition: {}}]");
        }

        assertThat(seedbank.shell(Example.workflow(seedbank)))
                .exits(0)
                .prints("3 migrations", "V0.33.10__add_ticket_labels.yaml");

        assertThat(seedbank.run("index", "status")).exits(0).prints("indexes as declared", "unsupported");
        assertThat(count("settings")).isEqualTo(1);
        assertThat(server.open(name).listCollectionNames())
                .contains("users", "companies", "agents", "tickets", "campaigns", "knowledge_base_collections")
                .contains("knowledge_chunks", "sync_history", "llm_providers");
        assertThat(seedbank.run("migrate", "rollback", "--version", "0.33.8", "--confirm"))
                .exits(0);
        assertThat(count("settings")).isZero();
    }

    /** On a server that searches text. */
    @Test
    void requestdesk_s_indexes_are_all_built() {
        var searching = MongoServer.allWith(Capability.TEXT_INDEX).findFirst();
        assumeTrue(searching.isPresent(), "RequestDesk searches text");
        server = searching.get();
        var seedbank = project("requestdesk");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("index", "apply")).exits(0).prints("created 10 indexes");
        assertThat(seedbank.run("index", "status")).exits(0).prints("10 indexes as declared", "vector_index");
    }

    @Test
    void requestdesk_s_models_find_what_crosses_tenants() {
        server.assumes(Capability.VALIDATORS);
        var seedbank = project("requestdesk");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("model", "apply")).exits(0).prints("Set 10 validators");
        assertThat(seedbank.run("status")).prints("models: 10 as declared");

        var db = server.open(name);
        var now = new Date();
        var acme = new ObjectId();
        var globex = new ObjectId();
        for (var id : List.of(acme, globex)) {
            db.getCollection("companies")
                    .insertOne(new Document("_id", id)
                            .append("name", id.toHexString())
                            .append("created_at", now));
        }
        var user = new Document("_id", new ObjectId())
                .append("username", "ada")
                .append("email", "ada@example.com")
                .append("hashed_password", "x")
                .append("role", "client")
                .append("company_id", acme.toHexString())
                .append("is_active", true)
                .append("created_at", now);
        db.getCollection("users").insertOne(user);
        assertThat(seedbank.run("model", "check")).exits(0).prints("10 models checked: all fit");

        var ticket = new Document("title", "Help")
                .append("status", "open")
                .append("priority", "low")
                .append("company_id", globex.toHexString())
                .append("created_by", user.getObjectId("_id").toHexString())
                .append("agent_id", new ObjectId().toHexString())
                .append("created_at", now);
        db.getCollection("tickets").insertOne(ticket);
        assertThat(seedbank.run("model", "check"))
                .exits(5)
                .prints(
                        "1 reference in created_by (users._id) leads to another tenant's document",
                        "1 dangling in agent_id (agents._id)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wayra", "requestdesk"})
    void their_migrations_hurt_nobody(String example) {
        var seedbank = project(example);
        assertThat(seedbank.run("migrate", "lint")).exits(0).prints("3 migrations checked: none would hurt");
        assertThat(seedbank.run("migrate")).exits(0);

        assertThat(seedbank.run("migrate", "lint", "--all")).exits(0).prints("3 migrations checked: none would hurt");
    }
}
