package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections, stores and backups by names that nobody would choose: saved, emptied and put back, each under its own name. */
@Tag("program")
@Tag("long")
class OddNamesIT {
    private static final List<String> NAMES = List.of(
            "it's",
            "say \"hi\"",
            "a/b",
            "../up",
            "..",
            ".",
            "dots.in.it",
            "schema.sql",
            "metadata.json",
            "new\nline",
            "tab\tand \u0007 bell",
            "back\\slash",
            "percent %2F %s %",
            "*?<>|:",
            "con",
            "MixedCase",
            "mixedcase",
            "select",
            " blanks ",
            "ünïcödé 名前 🌱",
            "é",
            "e\u0301",
            "-rf",
            "$(id)",
            "63" + "x".repeat(61),
            "名".repeat(21));

    @TempDir
    Path project;

    @ParameterizedTest
    @ValueSource(strings = {"directory", "file"})
    void tables(String layout) {
        try (var db = PostgresServer.any().createDatabase()) {
            NAMES.forEach(name -> fill(db, name));
            roundTrip(
                    CliRunner.in(project).env("DATABASE_URL", db.url()).env("SEEDBANK_BACKUPS_LAYOUT", layout),
                    () -> PostgresDigest.of(db));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void collections(MongoServer server) {
        var database = server.database();
        boolean dots = server.has(Capability.RENAME_TO_DOTS);
        for (var name : NAMES) {
            if (!name.contains("$") && !name.startsWith(".") && !name.endsWith(".") && (dots || !name.contains("."))) {
                server.open(database).getCollection(name).insertOne(new Document("_id", 1).append("name", name));
            }
        }
        roundTrip(
                CliRunner.in(project).env("DATABASE_URI", server.url(database)),
                () -> MongoDigest.of(server.open(database)));
        server.drop(database);
    }

    /** Each store's folder is named after it, and leads nowhere else. */
    @Test
    void stores() {
        var names = List.of("it's", "a/b", "../up", "..", "dots.in.it", "new line", "ünïcödé 名前", "con", "-rf");
        var databases = names.stream()
                .map(name -> PostgresServer.any().createDatabase())
                .toList();
        try {
            var settings = new StringBuilder("seedbank:\n  stores:\n");
            for (int i = 0; i < names.size(); i++) {
                fill(databases.get(i), "of store " + i);
                settings.append("    \"%s\": {url: '%s'}%n"
                        .formatted(names.get(i), databases.get(i).url()));
            }
            var seedbank = CliRunner.in(project).file("seedbank.yaml", settings.toString());
            roundTrip(seedbank, () -> {
                var all = new TreeMap<String, String>();
                databases.forEach(db -> all.putAll(PostgresDigest.of(db)));
                return all;
            });
            assertThat(seedbank.run("backup", "--store=../up", "--name", "one")).exits(0);
            assertThat(project.resolve("up")).doesNotExist();
        } finally {
            databases.forEach(Database::close);
        }
    }

    @Test
    void backups() {
        try (var db = PostgresServer.any().createDatabase()) {
            fill(db, "t");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            for (var name : List.of("before release", "v1.2+3", "名前", "a@b", "2026-01-28T10-30-00")) {
                assertThat(seedbank.run("backup", "--name", name)).exits(0).says(name);
                var full = BackupFolder.of(project).only(name);
                assertThat(seedbank.run("restore", full, "--confirm", "--no-safety-backup"))
                        .exits(0);
            }
            assertThat(seedbank.run("backup", "list")).exits(0).prints("before release-", "名前-");
        }
    }

    /** A container without a locale: Java then takes file names and arguments for ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"directory", "file"})
    void without_a_locale(String layout) {
        try (var db = PostgresServer.any().createDatabase()) {
            fill(db, "ünïcödé 名前 🌱");
            var seedbank = CliRunner.in(project)
                    .without("LANG")
                    .env("LC_ALL", "POSIX")
                    .env("DATABASE_URL", db.url())
                    .env("SEEDBANK_BACKUPS_LAYOUT", layout);
            roundTrip(seedbank, () -> PostgresDigest.of(db));
            assertThat(seedbank.run("status")).says("ünïcödé 名前 🌱");
        }
    }

    private static void fill(Database db, String name) {
        var quoted = '"' + name.replace("\"", "\"\"") + '"';
        var text = "'" + name.replace("'", "''") + "'";
        db.run(
                "create table " + quoted + " (id int primary key, " + quoted + " text)",
                "insert into " + quoted + " values (1, " + text + "), (2, null)");
    }

    private void roundTrip(CliRunner seedbank, Supplier<Map<String, String>> digest) {
        var before = digest.get();
        assertThat(seedbank.run("backup")).exits(0);
        var backup = BackupFolder.of(project).only("backup");
        assertThat(seedbank.run("clean", "--confirm", "--no-safety-backup")).exits(0);
        assertThat(digest.get()).isNotEqualTo(before);
        assertThat(seedbank.run("restore", backup, "--confirm", "--no-safety-backup"))
                .exits(0);
        assertThat(digest.get()).isEqualTo(before);
        assertThat(seedbank.run("backup", "verify", backup)).exits(0);
    }
}
