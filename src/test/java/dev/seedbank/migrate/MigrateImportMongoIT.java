package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking over the history of tools whose steps are code: these never run again, and YAML files go on behind them. */
@Tag("program")
class MigrateImportMongoIT {
    /** The files, and the changelog as migrate-mongo 14.0.7 wrote it with {@code useFileHash}. */
    private static final Path MIGRATE_MONGO = Path.of("src", "test", "resources", "adopt", "migrate-mongo");

    private static final String SECOND = "migrations/20240102120000-add_user_roles.js";
    private static final String YAML = "up:\n  - insertOne: {collection: albums, document: {_id: 9}}\n";

    @TempDir
    Path project;

    private final MongoServer server = MongoServer.any();
    private final String database = server.database();
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(database));
    }

    @AfterEach
    void drop() {
        server.drop(database);
    }

    private List<Document> all(String collection) {
        return server.open(database).getCollection(collection).find().into(new ArrayList<>());
    }

    private void insert(String collection, List<String> documents) {
        documents.forEach(it -> server.open(database).getCollection(collection).insertOne(Document.parse(it)));
    }

    private void migrateMongo() throws IOException {
        insert("changelog", Files.readAllLines(MIGRATE_MONGO.resolve("changelog.jsonl")));
        try (var files = Files.list(MIGRATE_MONGO.resolve("migrations"))) {
            for (var file : files.toList()) {
                seedbank.file("migrations/" + file.getFileName(), Files.readString(file));
            }
        }
    }

    private void nothingWasTakenOver() {
        assertThat(all("_seedbank_migrations")).isEmpty();
    }

    @Test
    void yaml_files_go_on_behind_migrate_mongos_steps() throws IOException {
        migrateMongo();
        var before = all("changelog");
        assertThat(seedbank.run("migrate"))
                .exits(2)
                .warns("20240101120000-create_users.js is pending", "JavaScript", "migrate import");
        assertThat(seedbank.run("migrate", "import", "--dry-run"))
                .exits(0)
                .prints("Would import 3 migrations", "changelog (migrate-mongo)", "20240103120000-first_admin.js");
        nothingWasTakenOver();
        assertThat(seedbank.run("migrate", "import")).exits(0).prints("Imported 3 migrations");
        assertThat(seedbank.run("migrate", "status"))
                .exits(0)
                .prints("migrate-mongo format", "2026-11-26 21:00:58 UTC", "0 pending");
        assertThat(all("changelog")).isEqualTo(before);
        assertThat(seedbank.run("migrate", "import")).exits(2).warns("already has a history of Seedbank's");

        ForeignProject.replace(project.resolve(SECOND), "'user'", "'User'");
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("edited");
        assertThat(seedbank.run("migrate", "validate")).exits(5).prints("{ role: 'User' }");
        ForeignProject.replace(project.resolve(SECOND), "'User'", "'user'");

        seedbank.file("migrations/20240104120000-albums.yaml", YAML);
        assertThat(seedbank.run("migrate")).exits(0).prints("1 migration");
        assertThat(seedbank.run("migrate", "status")).exits(0).prints("0 pending");
        assertThat(all("albums")).hasSize(1);
    }

    @Test
    void checks_each_file_by_migrate_mongos_own_checksum() throws IOException {
        migrateMongo();
        ForeignProject.replace(project.resolve(SECOND), "'user'", "'User'");
        assertThat(seedbank.run("migrate", "import"))
                .exits(5)
                .warns("20240102120000-add_user_roles.js", "its checksum differs", "--accept 20240102120000");
        nothingWasTakenOver();

        ForeignProject.replace(project.resolve(SECOND), "'User'", "'user'");
        ForeignProject.replace(project.resolve(SECOND), "\n", "\r\n");
        assertThat(seedbank.run("migrate", "import")).exits(0);
    }

    @Test
    void a_changelog_without_hashes_is_taken_over_by_the_names_of_files() throws IOException {
        migrateMongo();
        server.open(database)
                .getCollection("changelog")
                .updateMany(new Document(), Document.parse("{$unset: {fileHash: 1}}"));
        Files.move(project.resolve(SECOND), project.resolve("moved.js"));
        assertThat(seedbank.run("migrate", "import"))
                .exits(5)
                .warns("20240102120000-add_user_roles.js", "has no such file");
        nothingWasTakenOver();

        Files.move(project.resolve("moved.js"), project.resolve(SECOND));
        assertThat(seedbank.run("migrate", "import")).exits(0).prints("Imported 3 migrations");
    }

    @Test
    void a_step_that_migrate_mongo_has_not_run_is_refused_by_its_name() throws IOException {
        migrateMongo();
        seedbank.file("migrations/20240104120000-later.js", "module.exports = {};\n");
        assertThat(seedbank.run("migrate", "import"))
                .exits(5)
                .warns("20240104120000-later.js is not in", "does not run JavaScript", "with migrate-mongo first");
        nothingWasTakenOver();

        insert("changelog_lock", List.of("{\"createdAt\": {\"$date\": \"2026-11-26T21:00:58Z\"}}"));
        assertThat(seedbank.run("migrate", "import")).exits(5).warns("changelog_lock is held", "migrate-mongo runs");
        nothingWasTakenOver();
    }

    /** Written by hand, as Mongock 5 writes it (io.mongock.driver.api.entry.ChangeEntry): no Mongock has run for this. */
    private static String mongock(String id, String state, int second, String changeLogClass) {
        return """
                {"executionId": "2024-07-16T19:10:29.%3$d-835", "changeId": "%1$s", "author": "ada",
                 "timestamp": {"$date": "2024-07-16T18:10:0%3$d.465Z"}, "state": "%2$s", "type": "EXECUTION",
                 "changeLogClass": "%4$s", "changeSetMethod": "execution", "metadata": {},
                 "executionMillis": {"$numberLong": "17"}, "executionHostname": "laptop", "errorTrace": null}""".formatted(id, state, second, changeLogClass);
    }

    private static String mongock(String id, String state, int second) {
        return mongock(id, state, second, "com.example.Changes");
    }

    /** What it records of itself, a change, one that failed first, one that was rolled back, and one that it left out as done. */
    private static final List<String> MONGOCK = List.of(
            mongock(
                    "system-change-00001",
                    "EXECUTED",
                    1,
                    "io.mongock.runner.core.executor.system.changes.SystemChangeUnit00001"),
            mongock("client-initializer", "EXECUTED", 2),
            mongock("client-updater", "FAILED", 3),
            mongock("client-updater", "EXECUTED", 4),
            mongock("client-remover", "EXECUTED", 5),
            mongock("client-remover", "ROLLED_BACK", 6),
            mongock("client-initializer", "IGNORED", 7));

    @Test
    void yaml_files_go_on_behind_mongocks_changes_of_which_the_last_state_counts() {
        insert("mongockChangeLog", MONGOCK);
        var before = all("mongockChangeLog");
        assertThat(seedbank.run("migrate", "import", "--dry-run"))
                .exits(0)
                .prints("version 0-mongock.1 client-initializer", "version 0-mongock.2 client-updater");
        nothingWasTakenOver();
        assertThat(seedbank.run("migrate", "import")).exits(0).prints("Imported 2 migrations", "(Mongock)");
        assertThat(all("_seedbank_migrations"))
                .extracting(it -> it.getString("description") + " " + it.getString("by") + " " + it.getLong("tookMs"))
                .containsExactly("client-initializer ada 17", "client-updater ada 17");
        assertThat(all("mongockChangeLog")).isEqualTo(before);

        seedbank.file("migrations/V1__albums.yaml", YAML);
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("1 pending");
        assertThat(seedbank.run("migrate")).exits(0).prints("1 migration");
        assertThat(seedbank.run("migrate", "status")).exits(0).prints("0 pending");
        assertThat(seedbank.run("migrate", "import")).exits(2).warns("already has a history of Seedbank's");
    }

    @Test
    void a_change_of_mongocks_that_failed_is_refused_by_its_name() {
        insert("mongockChangeLog", MONGOCK.subList(0, 3));
        assertThat(seedbank.run("migrate", "import"))
                .exits(5)
                .warns("client-updater", "did not end well", "with Mongock");
        nothingWasTakenOver();
    }

    @Test
    void nothing_is_taken_over_while_mongock_runs() {
        insert("mongockChangeLog", MONGOCK);
        var lock =
                new Document("key", "DEFAULT_KEY").append("status", "LOCK_HELD").append("owner", "laptop-1");
        var locks = server.open(database).getCollection("mongockLock");
        locks.insertOne(lock.append("expiresAt", Date.from(Instant.now().plusSeconds(3600))));
        assertThat(seedbank.run("migrate", "import")).exits(5).warns("mongockLock is held by laptop-1", "Mongock runs");
        nothingWasTakenOver();

        locks.updateOne(new Document(), new Document("$set", new Document("expiresAt", new Date(0))));
        assertThat(seedbank.run("migrate", "import")).exits(0);
    }

    @Test
    void another_collection_of_that_name_is_none() {
        insert("changelog", List.of("{\"note\": \"1.0 is out\"}"));
        assertThat(seedbank.run("migrate", "import")).exits(2);
        assertThat(seedbank.run("migrate", "import", "--table", "changelog"))
                .exits(2)
                .warns("changelog is no history", "_id, note");
    }
}
