package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The history of MongoDB's migrations where somebody corrects it, and the server's own commands that migrations send. */
@Tag("program")
@SuppressWarnings("NullAway.Init") // each test begins with use()
class MigrateMongoHistoryIT {
    @TempDir
    Path project;

    private @Nullable MongoServer server;
    private String database = "";
    private CliRunner seedbank;

    private void use(MongoServer on) {
        server = on;
        database = on.database();
        seedbank = CliRunner.in(project)
                .env("DATABASE_URI", on.url(database))
                .file("migrations/V1__a.yaml", insert("a"))
                .file("migrations/V2__b.yaml", insert("b"))
                .file("migrations/V3__c.yaml", insert("c"));
    }

    private static String insert(String id) {
        return """
                transaction: false
                up:
                  - insertOne: {collection: log, document: {_id: %1$s1}}
                  - insertOne: {collection: log, document: {_id: %1$s2}}
                down:
                  - deleteMany: {collection: log, filter: {_id: {$in: [%1$s1, %1$s2]}}}
                """.formatted(id);
    }

    @AfterEach
    void drop() {
        if (server != null) {
            server.drop(database);
        }
    }

    static Stream<MongoServer> withValidators() {
        return MongoServer.allWith(Capability.VALIDATORS);
    }

    private List<String> log() {
        return server.open(database)
                .getCollection("log")
                .find()
                .map(it -> it.getString("_id"))
                .into(new ArrayList<>());
    }

    private void insert(Document document) {
        server.open(database).getCollection("log").insertOne(document);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void a_baseline_is_where_a_database_without_a_history_begins(MongoServer on) {
        use(on);
        assertThat(seedbank.run("migrate", "baseline", "--version", "2", "--dry-run"))
                .exits(0)
                .prints("baseline 2");
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("3 pending");

        assertThat(seedbank.run("migrate", "baseline", "--version", "2"))
                .exits(0)
                .prints("Recorded mongodb: baseline 2");

        assertThat(seedbank.run("migrate", "status")).exits(5).prints("at version 2", "baseline", "1 pending");
        assertThat(seedbank.run("migrate")).exits(0).prints("1 migration, now at version 3");
        assertThat(log()).containsExactlyInAnyOrder("c1", "c2");
        assertThat(seedbank.run("migrate", "baseline", "--version", "3"))
                .exits(2)
                .warns("mongodb already has a history, and is at version 3");
        assertThat(seedbank.run("migrate", "validate")).exits(0);
        assertThat(seedbank.run("migrate", "rollback", "--version", "2", "--confirm"))
                .exits(0);
        assertThat(log()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void what_was_completed_by_hand_is_marked_as_applied(MongoServer on) {
        use(on);
        insert(new Document("_id", "b2"));
        assertThat(seedbank.run("migrate")).exits(1).warns("V2__b.yaml:4: statement 2 of 2 (insertOne) failed");
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("2 pending", "failed after statement 1 of 2");

        assertThat(seedbank.run("migrate", "repair", "--applied", "2", "--dry-run"))
                .exits(0)
                .prints("version 2 is applied");
        assertThat(seedbank.run("migrate", "repair", "--applied", "2")).exits(0);

        assertThat(seedbank.run("migrate")).exits(0).prints("1 migration, now at version 3");
        assertThat(log()).containsExactlyInAnyOrder("a1", "a2", "b1", "b2", "c1", "c2");
        assertThat(seedbank.run("migrate", "repair", "--applied", "2")).exits(2).warns("There is nothing to correct");
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void what_is_forgotten_runs_again_from_its_first_step(MongoServer on) {
        use(on);
        insert(new Document("_id", "b2"));
        assertThat(seedbank.run("migrate")).exits(1);
        server.open(database).getCollection("log").deleteMany(new Document("_id", new Document("$gte", "b")));

        assertThat(seedbank.run("migrate", "repair", "--forget", "2")).exits(0);

        assertThat(seedbank.run("migrate")).exits(0).prints("2 migrations, now at version 3");
        assertThat(log()).containsExactlyInAnyOrder("a1", "a2", "b1", "b2", "c1", "c2");
    }

    /** That documents are refused shows that it is in force, not only listed. */
    @ParameterizedTest
    @MethodSource("withValidators")
    void a_validator_comes_by_the_server_s_own_command_and_goes_again(MongoServer on) {
        use(on);
        seedbank.file("migrations/V4__validator.yaml", """
                up:
                  - runCommand: {create: people, validator: {name: {$type: string}}}
                  - runCommand: {createIndexes: people, indexes: [{key: {name: 1}, name: by_name}]}
                  - runCommand: {collMod: people, validator: {age: {$type: int}}, validationLevel: strict}
                down:
                  - runCommand: {collMod: people, validator: {}}
                  - runCommand: {dropIndexes: people, index: by_name}
                """);
        assertThat(seedbank.run("migrate")).exits(0).prints("V4__validator.yaml: 3 statements");
        assertThat(accepts(new Document("name", 1).append("age", 7))).isTrue();
        assertThat(accepts(new Document("name", "Ada"))).isFalse();

        assertThat(seedbank.run("migrate", "rollback", "--steps", "1", "--confirm"))
                .exits(0);

        assertThat(accepts(new Document("name", "Ada"))).isTrue();
        assertThat(server.open(database).getCollection("people").listIndexes().map(it -> it.getString("name")))
                .containsExactly("_id_");
    }

    private boolean accepts(Document document) {
        try {
            server.open(database).getCollection("people").insertOne(document);
            return true;
        } catch (com.mongodb.MongoWriteException e) {
            return false;
        }
    }
}
