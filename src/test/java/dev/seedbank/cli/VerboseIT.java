package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much is told: by {@code --verbose} and {@code --quiet}, or by the variable {@code SEEDBANK_LOG}. */
@Tag("program")
class VerboseIT {
    @TempDir
    Path project;

    @Test
    void verbose_shows_what_the_server_is_told_and_no_value() throws IOException {
        try (var db = PostgresServer.any().createDatabase()) {
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file(
                            "migrations/V1__keys.sql",
                            "create table keys (name text, value text);\ninsert into keys values ('main', 's3cret');\n")
                    .file("seeds/keys.json", "[{\"name\": \"other\", \"value\": \"s3cret\"}]");
            assertThat(seedbank.run("migrate", "--dry-run")).exits(0).neverSays(" ms  ");
            var result = seedbank.run("migrate", "--verbose", "--output", "json");
            assertThat(result)
                    .exits(0)
                    .warns(" ms  create table keys (name text, value text)", " ms  insert into keys values (…")
                    .neverSays("s3cret");
            assertThat(new ObjectMapper().readTree(result.out()).has("databases"))
                    .isTrue();
            assertThat(seedbank.env("SEEDBANK_LOG", "debug").run("seed"))
                    .exits(0)
                    .warns(" ms  copy ")
                    .neverSays("s3cret");
        }
    }

    @Test
    void verbose_shows_mongodb_s_commands_with_their_collections() {
        var server = MongoServer.any();
        var name = server.database();
        try {
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(name))
                    .file("seeds/keys.json", "[{\"name\": \"other\", \"value\": \"s3cret\"}]");
            assertThat(seedbank.run("seed", "--verbose"))
                    .exits(0)
                    .warns(" ms  insert %s.keys".formatted(name))
                    .neverSays("s3cret");
        } finally {
            server.drop(name);
        }
    }

    @Test
    void a_variable_says_the_same_and_an_option_wins() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            var quiet = seedbank.env("SEEDBANK_LOG", "quiet").run("backup");
            assertThat(quiet).exits(0);
            assertThat(quiet.out()).matches("backup-[0-9T-]+\n");
            assertThat(seedbank.env("SEEDBANK_LOG", "info").run("backup"))
                    .exits(0)
                    .prints("To restore it");
            assertThat(seedbank.env("SEEDBANK_LOG", "quiet").run("backup", "--verbose"))
                    .exits(0)
                    .prints("To restore it")
                    .warns(" ms  ");
            assertThat(seedbank.env("SEEDBANK_LOG", "wayra:database").run("backup"))
                    .exits(2)
                    .warns("SEEDBANK_LOG: 'wayra:database' is none of quiet, info and debug");
        }
    }
}
