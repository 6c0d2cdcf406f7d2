package dev.seedbank.examples;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasklets' guide to the life of its database, as far as its commands are built. */
@Tag("program")
class TaskletsIT {
    @TempDir
    Path folder;

    static Stream<PostgresServer> servers() {
        return PostgresServer.all().stream();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void lookups_and_sample_hold_what_the_document_lists(PostgresServer server) throws IOException {
        try (var db = database(server)) {
            var seedbank = project(db);

            assertThat(seedbank.run("seed", "lookups")).exits(0);
            assertThat(db.query("select count(*) from tags")).containsExactly("18");
            assertThat(db.query("select name from tenants")).containsExactly("SysTech");

            assertThat(seedbank.run("seed", "sample")).exits(0);
            assertThat(db.query("select name from clients order by id"))
                    .hasSize(3)
                    .anyMatch(it -> it.startsWith("Acme"));
            assertThat(db.query("select count(*) from products")).containsExactly("4");
            assertThat(db.query("select count(*) from teams")).containsExactly("4");
            assertThat(db.query("select count(*) from ideas")).containsExactly("3");
            assertThat(db.query("select count(*) from users where email like '%@systech.com'"))
                    .containsExactly("4");
            assertThat(db.query("select count(*) from users where email not like '%@systech.com'"))
                    .containsExactly("4");
            for (var hash : db.query("select password_hash from users")) {
                assertThat(BCrypt.verifyer().verify("Systech@123".toCharArray(), hash).verified)
                        .isTrue();
                assertThat(BCrypt.verifyer().verify("systech@123".toCharArray(), hash).verified)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_backup_is_one_file_and_brings_everything_back(PostgresServer server) throws IOException {
        try (var db = database(server)) {
            var seedbank = project(db);
            assertThat(seedbank.run("seed")).exits(0);
            var before = PostgresDigest.of(db);

            assertThat(seedbank.run("backup")).exits(0).prints("✔ main/tenants: 1 row", "16 collections");
            var name = backups(seedbank).getFirst();
            assertThat(name).matches("backup-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d-\\d{3}Z\\.json");
            var document = new ObjectMapper()
                    .readTree(
                            seedbank.project().resolve("backups").resolve(name).toFile());
            assertThat(document.get("version").asText()).isEqualTo("1.0");
            assertThat(document.get("timestamp").asText()).endsWith("Z");
            assertThat(document.at("/tables/tenants/0/name").asText()).isEqualTo("SysTech");
            assertThat(document.get("tables").size()).isEqualTo(16);

            assertThat(seedbank.run("clean", "--confirm")).exits(0);
            assertThat(db.query("select count(*) from users")).containsExactly("0");
            assertThat(seedbank.run("restore", name, "--confirm")).exits(0);
            assertThat(PostgresDigest.of(db)).isEqualTo(before);

            db.run("delete from comments", "update users set email = 'x' || email");
            assertThat(seedbank.run("restore", "--confirm")).exits(0).says(name);
            assertThat(PostgresDigest.of(db)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_plain_owner_can_do_all_of_it(PostgresServer server) throws IOException {
        try (var db = server.createDatabase()) {
            var owner = db.createOwner();
            Example.copy("tasklets", folder.resolve("tasklets"));
            var seedbank = CliRunner.in(folder.resolve("tasklets")).env("DATABASE_URL", owner);
            assertThat(seedbank.shell("seedbank init\nseedbank backup")).exits(0);
            var before = PostgresDigest.of(db);

            assertThat(seedbank.shell("seedbank clean --confirm\nseedbank restore --confirm"))
                    .exits(0);
            assertThat(PostgresDigest.of(db)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_backup_restores_into_an_empty_database(PostgresServer server) throws IOException {
        try (var db = database(server);
                var empty = server.createDatabase()) {
            assertThat(project(db).shell("seedbank seed\nseedbank backup")).exits(0);

            var elsewhere = CliRunner.in(folder.resolve("tasklets")).env("DATABASE_URL", empty.url());
            assertThat(elsewhere.run("restore", "--confirm")).exits(0);
            assertThat(PostgresDigest.of(empty)).isEqualTo(PostgresDigest.of(db));
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_wrong_name_is_answered_with_what_there_is(PostgresServer server) throws IOException {
        try (var db = database(server)) {
            var seedbank = project(db);
            assertThat(seedbank.run("restore", "nothing.json", "--confirm"))
                    .exits(2)
                    .warns("there are none");
            assertThat(seedbank.shell("seedbank seed lookups\nseedbank backup")).exits(0);
            assertThat(seedbank.run("restore", "backup-2024", "--confirm"))
                    .exits(2)
                    .warns(
                            "No backup 'backup-2024'",
                            "Latest: " + backups(seedbank).getFirst());
        }
    }

    private CliRunner project(Database db) {
        return CliRunner.in(folder.resolve("tasklets")).env("DATABASE_URL", db.url());
    }

    /** With the schema that the migrations make. */
    private Database database(PostgresServer server) {
        Example.copy("tasklets", folder.resolve("tasklets"));
        var db = server.createDatabase();
        assertThat(project(db).run("migrate")).exits(0);
        return db;
    }

    private static List<String> backups(CliRunner seedbank) throws IOException {
        try (var files = Files.list(seedbank.project().resolve("backups"))) {
            return files.map(it -> it.getFileName().toString())
                    .filter(it -> it.startsWith("backup-"))
                    .toList();
        }
    }
}
