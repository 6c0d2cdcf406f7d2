package dev.seedbank.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.testing.Cable;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.FreePort;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("program")
class InitIT {
    private static final String SEED = "[{\"id\": 1, \"name\": \"Ada\"}, {\"id\": 2, \"name\": \"Bo\"}]";

    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void marks_and_seeds_and_changes_nothing_the_second_time(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run("create table users (id int primary key, name text)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url()).file("seeds/users.json", SEED);
            assertThat(seedbank.run("init", "--wait", "60s"))
                    .exits(0)
                    .prints("Marked as development", "2 inserted")
                    .neverSays("Waiting");
            db.run("update users set name = 'changed by hand' where id = 1");
            var digest = PostgresDigest.of(db);
            assertThat(seedbank.run("init", "--wait", "60s"))
                    .exits(0)
                    .prints("2 skipped")
                    .neverSays("Marked", "is development");
            assertThat(seedbank.run("init", "--dry-run")).exits(0).neverSays("Would mark");
            assertThat(PostgresDigest.of(db)).isEqualTo(digest);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void rows_without_a_key_are_not_doubled_on_postgres(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run("create table users (id serial primary key, name text)");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("seeds/users.json", "[{\"name\": \"Ada\"}, {\"name\": \"Bo\"}, {\"name\": \"Bo\"}]");
            var note = "users: 3 rows have no key and are recognized by their whole content."
                    + " Name a key in seeds/seed.yaml: unique: {users: FIELD}";
            assertThat(seedbank.run("init")).exits(0).prints("3 inserted", note);
            var digest = PostgresDigest.of(db);
            assertThat(seedbank.run("init")).exits(0).prints("3 skipped");
            assertThat(PostgresDigest.of(db)).isEqualTo(digest);
            assertThat(seedbank.file("seeds/seed.yaml", "unique: {users: name}").run("seed"))
                    .exits(0)
                    .prints("3 skipped")
                    .neverSays("no key");
        }
    }

    @Test
    void a_name_is_quoted_where_the_settings_to_write_need_it() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table \"a: b\" (id serial primary key, name text)");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("seeds/a: b.json", "[{\"name\": \"Ada\"}]");
            assertThat(seedbank.run("seed"))
                    .exits(0)
                    .prints("Name a key in seeds/seed.yaml: unique: {\"a: b\": FIELD}");
            assertThat(seedbank.file("seeds/seed.yaml", "unique: {\"a: b\": name}")
                            .run("seed"))
                    .exits(0)
                    .prints("1 skipped")
                    .neverSays("no key");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void rows_without_a_key_are_not_doubled_on_mongodb(MongoServer server) {
        var name = server.database();
        try {
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(name))
                    .file("seeds/users.json", "[{\"name\": \"Ada\"}, {\"name\": \"Bo\"}, {\"name\": \"Bo\"}]");
            assertThat(seedbank.run("init")).exits(0).prints("3 inserted", "users: 3 rows have no key");
            assertThat(seedbank.run("init")).exits(0).prints("3 skipped");
            assertThat(server.open(name).getCollection("users").countDocuments())
                    .isEqualTo(3);
        } finally {
            server.drop(name);
        }
    }

    /** As in entrypoints of several containers that start together. */
    @Test
    void many_at_once_all_end_well() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key, name text)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url()).file("seeds/users.json", SEED);
            for (int round = 0; round < 5; round++) {
                db.run("drop schema if exists seedbank cascade", "truncate users");
                project.resolve("seedbank.yaml").toFile().delete();
                var runs = List.of(seedbank.start("init"), seedbank.start("init"), seedbank.start("init"));
                runs.forEach(run -> assertThat(run.endInput().await()).exits(0));
                assertThat(db.query("select count(*) from users")).containsExactly("2");
                assertThat(project.toFile().list()).containsExactlyInAnyOrder("seeds", "seedbank.yaml");
            }
        }
    }

    @OptionTest("init --dry-run")
    void a_dry_run_changes_nothing() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key, name text)");
            var digest = PostgresDigest.of(db);
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url()).file("seeds/users.json", SEED);
            assertThat(seedbank.run("init", "--dry-run"))
                    .exits(0)
                    .prints("Would mark as development", "users: 2 rows", "Dry run: nothing was changed.");
            assertThat(PostgresDigest.of(db)).isEqualTo(digest);
            assertThat(db.query("select to_regnamespace('seedbank')")).containsExactly("null");
        }
    }

    @OptionTest("init --quick")
    void leaves_the_seeds_out_when_quick() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key, name text)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url()).file("seeds/users.json", SEED);
            assertThat(seedbank.run("init", "--quick", "--output", "json"))
                    .exits(0)
                    .prints("\"environment\" : \"development\"")
                    .neverSays("inserted");
            assertThat(db.query("select count(*) from users")).containsExactly("0");
        }
    }

    @Test
    void production_takes_the_sets_that_name_it_and_no_other() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table users (id int primary key, name text)",
                    "create table countries (code text primary key)");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("seeds/users.json", SEED)
                    .file("seeds/reference/seed.yaml", "environments: [development, test, production]\n")
                    .file("seeds/reference/countries.json", "[{\"code\": \"AT\"}]");
            assertThat(seedbank.run("init", "--profile", "prod")).exits(0).prints("Marked as production");
            assertThat(db.query("select count(*) from users")).containsExactly("0");
            assertThat(db.query("select code from countries")).containsExactly("AT");
        }
    }

    @Test
    void waits_for_a_postgres_that_starts_later() throws Exception {
        var server = PostgresServer.privateServer();
        try (var db = server.createDatabase()) {
            db.run("create table users (id int primary key, name text)");
            server.stop();
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url()).file("seeds/users.json", SEED);
            try (var run = seedbank.start("init", "--wait", "50s")) {
                run.awaitSaying("Waiting. Store 'postgresql': no PostgreSQL server listens");
                server.start();
                assertThat(run.await()).exits(0).prints("2 inserted");
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void waits_for_a_mongodb_that_starts_later() throws Exception {
        var server = MongoServer.any();
        var url = server.url(server.database());
        int port = FreePort.take();
        var seedbank = CliRunner.in(project)
                .env("DATABASE_URI", Cable.leadTo(port, url))
                .file("seeds/users.json", SEED);
        try (var run = seedbank.start("init", "--wait", "50s")) {
            run.awaitSaying("Waiting. Store 'mongodb': no MongoDB server answers"); // the driver's own patience is over
            try (var late = Cable.at(port, "127.0.0.1", Cable.portOf(url))) {
                assertThat(late.lead(url)).contains(":" + port);
                assertThat(run.await()).exits(0).prints("2 inserted");
            }
        }
    }

    @Test
    void does_not_wait_for_a_wrong_password() {
        var server = PostgresServer.privateServer(); // with passwords, as a server of the machine has them
        assumeTrue(server.kind() == PostgresServer.Kind.MACHINE);
        try (var db = server.createDatabase()) {
            var owner = URI.create(db.createOwner());
            var user = owner.getRawUserInfo().replaceFirst(":.*", "");
            var wrong = owner.toString().replace(owner.getRawUserInfo(), user + ":wrong");
            var result = CliRunner.in(project).env("DATABASE_URL", wrong).run("init", "--wait", "50s");
            assertThat(result).exits(4).warns("wrong password for the user").neverSays("Waiting");
            assertThat(result.duration()).isLessThan(Duration.ofSeconds(20));
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://u:secret@127.0.0.1:PORT/db", "mongodb://127.0.0.1:PORT/db"})
    void gives_up_when_the_time_is_over(String url) {
        var there = url.replace("PORT", String.valueOf(FreePort.take()));
        var result = CliRunner.in(project)
                .env(there.startsWith("mongo") ? "DATABASE_URI" : "DATABASE_URL", there)
                .run("init", "--wait", "1s");
        assertThat(result).exits(4).warns("127.0.0.1:", "✘").neverSays("secret", "Exception");
    }

    @OptionTest("init --wait")
    void waits_no_longer_than_it_is_told() {
        var url = "postgresql://u:secret@127.0.0.1:%d/db".formatted(FreePort.take());
        var seedbank = CliRunner.in(project).env("DATABASE_URL", url).timeout(Duration.ofSeconds(40));
        assertThat(seedbank.run("init", "--wait", "0s")).exits(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void is_stopped_while_it_waits(boolean terminate) throws Exception {
        var url = "postgresql://u:secret@127.0.0.1:%d/db".formatted(FreePort.take());
        try (var run = CliRunner.in(project).env("DATABASE_URL", url).start("init", "--wait", "50s")) {
            run.awaitSaying("Waiting.");
            if (terminate) {
                ProcessHandle.of(run.pid()).orElseThrow().destroy();
            } else {
                run.interrupt();
            }
            assertThat(run.await()).exits(130).neverSays("Exception");
        }
    }

    @Test
    void says_how_a_duration_is_written() {
        assertThat(CliRunner.in(project).run("init", "--wait", "soon")).exits(2).warns("'soon' is not a duration");
    }
}
