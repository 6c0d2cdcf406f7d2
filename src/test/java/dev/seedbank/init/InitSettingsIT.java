package dev.seedbank.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.model.IndexOptions;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A folder without settings gets some from what the database has. */
@Tag("program")
class InitSettingsIT {
    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void writes_settings_and_an_example_and_overwrites_nothing(PostgresServer server) throws IOException {
        try (var db = server.createDatabase()) {
            db.run(
                    "create schema audit",
                    "create table audit.log (at int)",
                    "create table users (id int primary key, email text not null unique, password_hash text)",
                    "insert into users values (1, 'ada@example.com', 'x')",
                    "create table countries (code char(2) primary key, name text, size numeric)",
                    "insert into countries select chr(65 + n) || 'T', 'Größe \"' || n, 1.50 from generate_series(0, 9) n",
                    "create table cities (name text, country char(2) references countries)",
                    "insert into cities values ('Wien', 'AT')");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(seedbank.run("init", "--dry-run"))
                    .exits(0)
                    .prints("Would write seedbank.yaml:", "url: ${DATABASE_URL}", "Would write seeds/countries.json:")
                    .prints("Would seed:\n  postgresql/countries: 5 rows (seeds/countries.json)")
                    .prints("Dry run: nothing was changed.");
            assertThat(project).isEmptyDirectory();

            assertThat(seedbank.run("init"))
                    .exits(0)
                    .prints("Wrote seedbank.yaml", "Wrote seeds/countries.json", "Marked as development", "5 skipped")
                    .neverSays("ada@example.com");
            var yaml = Files.readString(project.resolve("seedbank.yaml"));
            assertThat(yaml)
                    .contains(
                            "postgresql:\n      url: ${DATABASE_URL}",
                            "4 tables",
                            "# schemas: [public, audit]",
                            "# seed: {unique: {users: [email]}}")
                    .doesNotContain(db.url());
            assertThat(Files.readString(project.resolve("seeds/countries.json")))
                    .contains("{\"code\":\"AT\", \"name\":\"Größe \\\"0\", \"size\":1.50}")
                    .hasLineCount(7);
            assertThat(seedbank.run("config")).exits(0).prints("seedbank.yaml:");
            assertThat(seedbank.run("seed")).exits(0).prints("5 skipped");

            Files.writeString(project.resolve("seedbank.yaml"), yaml + "# mine\n");
            assertThat(seedbank.run("init")).exits(0).neverSays("Wrote");
            assertThat(Files.readString(project.resolve("seedbank.yaml"))).endsWith("# mine\n");
        }
    }

    @Test
    void a_field_that_looks_sensitive_is_in_no_example() throws IOException {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table users (id int primary key, name text, email text, \"apiKey\" text, extra jsonb)",
                    "insert into users values (1, 'Ada', 'ada@example.com', 's3cret', '{\"a\": {\"token\": \"s3cret\"}}')");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(seedbank.run("init", "--output", "json")).exits(0).neverSays("s3cret", "example.com", "unique");
            assertThat(Files.readString(project.resolve("seeds/users.json")))
                    .isEqualTo("[\n  {\"id\":1, \"name\":\"Ada\"}\n]\n");
        }
    }

    @Test
    void production_gives_settings_and_no_rows_and_neither_does_a_project_with_seeds() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table countries (code text primary key, name text)",
                    "insert into countries values ('AT', 'x')");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(seedbank.file("seeds/README.md", "").run("init"))
                    .exits(0)
                    .prints("Wrote seedbank.yaml");
            assertThat(project.resolve("seeds")).isDirectoryNotContaining("glob:**.json");
        }
        var other = project.resolve("production");
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table countries (code text primary key, name text)",
                    "insert into countries values ('AT', 'x')");
            var seedbank = CliRunner.in(Files.createDirectory(other)).env("DATABASE_URL", db.url());
            assertThat(seedbank.run("init", "--profile", "prod")).exits(0).prints("Wrote seedbank.yaml");
            assertThat(other.resolve("seeds")).doesNotExist();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void writes_them_for_mongodb_too(MongoServer server) throws IOException {
        var name = server.database();
        server.open(name).getCollection("odd name/ü").insertOne(new Document("_id", 1).append("n", 2L));
        server.open(name).getCollection("users").createIndex(new Document("email", 1), new IndexOptions().unique(true));
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        assertThat(seedbank.run("init")).exits(0).prints("Wrote seedbank.yaml", "1 skipped");
        assertThat(Files.readString(project.resolve("seedbank.yaml")))
                .contains(
                        "mongodb:\n      url: ${DATABASE_URI}",
                        "2 collections",
                        "# seed: {unique: {users: [email]}}",
                        "# postgresql: {url: \"${DATABASE_URL}\"}");
        assertThat(project.resolve("seeds/odd name%2F%C3%BC.json")).content().contains("\"_id\"");
        assertThat(seedbank.run("status")).exits(0);
        server.drop(name);
    }

    @Test
    void an_empty_database_gives_settings_only() {
        try (var db = PostgresServer.any().createDatabase()) {
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(seedbank.run("init")).exits(0).prints("Wrote seedbank.yaml", "Marked as development");
            assertThat(project.resolve("seeds")).doesNotExist();
        }
    }

    /** As in the image of an application. Not even root can make a file in this folder. */
    @Test
    void a_folder_that_may_not_be_written_to_is_no_obstacle() {
        var folder = Path.of("/proc");
        assumeTrue(Files.isDirectory(folder));
        try (var db = PostgresServer.any().createDatabase()) {
            assertThat(CliRunner.in(folder).env("DATABASE_URL", db.url()).run("init"))
                    .exits(0)
                    .prints("Not written: seedbank.yaml", "Marked as development");
        }
    }

    @Test
    void a_full_disk_is_a_failure_that_says_what_was_done_all_the_same() throws Exception {
        var disk = Files.createDirectory(project.resolve("disk"));
        var mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=4k,mode=777", "tmpfs", disk.toString());
        assumeTrue(mount.start().waitFor() == 0, "mounting a small disk is not allowed here");
        try (var db = PostgresServer.any().createDatabase()) {
            Files.write(disk.resolve("full"), new byte[4096]);
            db.run("create table users (id int primary key)", "insert into users values (1)");
            assertThat(CliRunner.in(disk).env("DATABASE_URL", db.url()).run("init"))
                    .exits(1)
                    .warns("Cannot write seedbank.yaml: No space left on device")
                    .prints("Marked as development");
            assertThat(disk).isDirectoryContaining("glob:**full").isDirectoryNotContaining("glob:**.tmp");
            assertThat(disk.resolve("seedbank.yaml")).doesNotExist();
            assertThat(db.query("select environment from seedbank.environment")).containsExactly("development");
        } finally {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
    }

    @Test
    void without_a_database_it_says_what_to_set() {
        assertThat(CliRunner.in(project).run("init")).exits(2).warns("DATABASE_URL", "seedbank init writes");
        assertThat(project).isEmptyDirectory();
    }
}
