package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code seedbank generate} and {@code schema diff} for MongoDB: migrations forth and back, and what differs from them. */
@Tag("program")
@SuppressWarnings("NullAway.Init") // each test begins with use()
class GenerateMongoIT {
    @TempDir
    Path project;

    private MongoServer server;
    private String name = "";
    private CliRunner seedbank;

    static Stream<MongoServer> servers() {
        return MongoServer.allWith(Capability.VALIDATORS, Capability.VIEWS);
    }

    private void use(MongoServer on) {
        server = on;
        name = on.database();
        seedbank = CliRunner.in(project).env("DATABASE_URI", on.url(name));
    }

    @AfterEach
    void drop() {
        server.drop(name);
    }

    private MongoDatabase db() {
        return server.open(name);
    }

    private List<String> names() {
        var names = db().listCollectionNames().into(new ArrayList<>());
        names.removeIf(it -> it.startsWith("_seedbank") || it.startsWith("system."));
        names.sort(null);
        return names;
    }

    private void declares() {
        seedbank.file("collections/users.yaml", "validator: {n: {$type: int}, \"a b\": {$ne: \"ü\\\"'\"}}\n")
                .file("collections/few.yaml", "viewOn: users\npipeline: [{$match: {n: {$lt: 5}}}]\n")
                .file("indexes/users.yaml", "indexes: [{key: n, unique: true}]\n");
    }

    private String onlyFile(String contained) throws IOException {
        try (var files = Files.list(project.resolve("migrations"))) {
            return Files.readString(files.filter(it -> it.toString().contains(contained))
                    .findFirst()
                    .orElseThrow());
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_migration_makes_what_the_files_declare_and_takes_it_back(MongoServer on) throws IOException {
        use(on);
        declares();
        assertThat(seedbank.run("generate", "--name", "first", "--dry-run"))
                .exits(0)
                .prints("would write");
        assertThat(project.resolve("migrations")).doesNotExist();
        assertThat(seedbank.run("generate", "--name", "first")).exits(0).prints("Created migrations/V1__first.yaml");
        assertThat(onlyFile("V1__first"))
                .contains("up:\n  - runCommand: {\"create\": \"users\"", "down:\n", "\"drop\": \"few\"");
        assertThat(names()).isEmpty();
        assertThat(seedbank.run("generate", "--name", "again"))
                .exits(0)
                .prints("nothing to do: the migrations make what its files declare");

        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(names()).containsExactly("few", "users");
        assertThat(seedbank.run("push", "--dry-run")).exits(0).prints("0 statements");
        assertThat(seedbank.run("migrate", "validate", "--downs")).exits(0);

        seedbank.file(
                "collections/users.yaml",
                "validator: {n: {$type: [int, long]}, %s}\n"
                        .formatted("m: {$in: [%s]}".formatted("1, ".repeat(60) + "1")));
        seedbank.file("indexes/users.yaml", "indexes: [n]\n");
        assertThat(seedbank.run("generate", "--name", "second")).exits(0).prints("V2__second.yaml", "collMod");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("push", "--dry-run")).exits(0).prints("0 statements");
        assertThat(seedbank.run("migrate", "rollback", "--steps", "2", "--confirm"))
                .exits(0);
        assertThat(names()).isEmpty();
    }

    /** That it is empty in the scratch database says nothing of any other. */
    @ParameterizedTest
    @MethodSource("capped")
    void a_migration_never_drops_what_it_would_have_to_make_again(MongoServer on) {
        use(on);
        seedbank.file("collections/log.yaml", "");
        assertThat(seedbank.run("generate", "--name", "first")).exits(0);
        seedbank.file("collections/log.yaml", "capped: true\nsize: 4096\n");
        assertThat(seedbank.run("generate", "--name", "second"))
                .exits(2)
                .warns("collection log: it is not capped, declared capped");
    }

    static Stream<MongoServer> capped() {
        return MongoServer.allWith(Capability.VALIDATORS, Capability.CAPPED);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void without_files_the_database_is_compared_with_its_migrations(MongoServer on) {
        use(on);
        seedbank.file("migrations/V1__users.yaml", """
                up:
                  - createCollection: {collection: users, validator: {n: {$type: int}}}
                  - createIndex: {collection: users, key: {n: 1}}
                  - insertOne: {collection: config, document: {_id: 1}}
                """);
        assertThat(seedbank.run("migrate")).exits(0);
        db().getCollection("programs").insertOne(new Document("n", 1));
        assertThat(seedbank.run("schema", "diff")).exits(0).prints("the structure is what its migrations make");
        db().getCollection("users").createIndex(new Document("m", 1));
        db().runCommand(new Document("collMod", "users").append("validator", new Document()));
        assertThat(seedbank.run("schema", "diff"))
                .exits(5)
                .prints(
                        "index m_1 on users",
                        "{\"dropIndexes\": \"users\", \"index\": \"m_1\"}",
                        "\"collMod\": \"users\"");
    }
}
