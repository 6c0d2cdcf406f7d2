package dev.seedbank.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two stores that lead to one database: what could not be undone for both at once is not done to both at once. */
@Tag("program")
class SharedDatabaseIT {
    @TempDir
    Path project;

    @Test
    void of_two_stores_in_one_postgresql_database_one_at_a_time_is_changed() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table users (id int primary key)",
                    "insert into users values (1), (2)",
                    "create schema audit",
                    "create table audit.log (id int primary key)",
                    "insert into audit.log values (1)");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file(
                            "seedbank.yaml",
                            "seedbank: {stores: {app: {url: '${DATABASE_URL}', schemas: [public]},"
                                    + " audit: {url: '${DATABASE_URL}', schemas: [audit]}}}")
                    .file("seeds/app/users.json", "[{\"id\": 3}]");
            assertThat(seedbank.run("backup")).exits(0);
            for (var command : List.of("clean", "restore")) {
                assertThat(seedbank.run(command, "--confirm"))
                        .exits(2)
                        .warns("The stores 'app' and 'audit' lead to the same database", "--store app");
            }
            assertThat(BackupFolder.of(project).names()).hasSize(1);
            for (var store : List.of("app", "audit")) {
                assertThat(seedbank.run("clean", "--confirm", "--store", store)).exits(0);
            }
            assertThat(db.query("select count(*) from users")).containsExactly("0");
            for (var store : List.of("app", "audit")) {
                assertThat(seedbank.run("undo", "--confirm", "--store", store)).exits(0);
            }
            assertThat(db.query("select (select count(*) from users) || ' ' || (select count(*) from audit.log)"))
                    .containsExactly("2 1");
        }
    }

    @ParameterizedTest
    @CsvSource({"a*, *, true", "a*, *b, true", "a*c, ab*, true", "a*, b*, false", "a*, ab, true", "a*, b, false"})
    void so_it_is_with_families_in_mongodb_whose_patterns_overlap(String one, String other, boolean shared) {
        var server = MongoServer.any();
        var name = server.database() + "_";
        server.open(name + "ab").getCollection("users").insertOne(new Document("_id", 1));
        var second = other.contains("*")
                ? "{url: '%s', databases: '%s'}".formatted(server.url("x"), name + other)
                : "{url: '%s'}".formatted(server.url(name + other));
        var seedbank = CliRunner.in(project)
                .file(
                        "seedbank.yaml",
                        "seedbank: {stores: {one: {url: '%s', databases: '%s'}, two: %s}}"
                                .formatted(server.url("x"), name + one, second));
        var cleaned = seedbank.run("clean", "--confirm");
        if (shared) {
            assertThat(cleaned).exits(2).warns("The stores 'one' and 'two' lead to the same database");
        } else {
            assertThat(cleaned).exits(0);
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
        }
        assertThat(server.open(name + "ab").getCollection("users").countDocuments())
                .isEqualTo(1);
        server.drop(name + "ab");
    }
}
