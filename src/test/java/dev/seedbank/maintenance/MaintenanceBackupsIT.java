package dev.seedbank.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the backups say of themselves. */
@Tag("program")
class MaintenanceBackupsIT {
    @TempDir
    Path project;

    @Test
    void a_store_needs_a_whole_backup_that_is_young_and_was_read_again() throws IOException {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key)", "create table teams (id int primary key)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(Findings.of(seedbank).ids()).containsExactly("no-backup/backups");
            assertThat(seedbank.run("backup", "--table", "users", "--name", "part"))
                    .exits(0);
            db.run("insert into users values (1)");
            assertThat(seedbank.run("clean", "--confirm")).exits(0);
            assertThat(Findings.of(seedbank).ids()).containsExactly("no-backup/backups");

            assertThat(seedbank.run("backup", "--name", "whole")).exits(0);
            var name = BackupFolder.of(project).only("whole");
            var unverified = Findings.of(seedbank);
            assertThat(unverified.exitCode()).isZero();
            assertThat(unverified.ids()).containsExactly("unverified-backup/" + name);
            assertThat(unverified.fix(name)).isEqualTo("seedbank backup verify " + name);
            assertThat(seedbank.run("backup", "verify", name)).exits(0);
            assertThat(seedbank.run("maintenance")).exits(0).prints("Nothing needs attention");

            Files.setLastModifiedTime(
                    project.resolve("backups").resolve(name),
                    FileTime.from(Instant.now().plusSeconds(60)));
            assertThat(Findings.of(seedbank).ids()).containsExactly("unverified-backup/" + name);
            assertThat(Findings.of(seedbank, "--backup-age", "0").ids())
                    .containsExactly("old-backup/backups", "unverified-backup/" + name);
            Files.createDirectories(project.resolve("backups/.partial-0123456789abcdef/main"));
            assertThat(Findings.of(seedbank).ids())
                    .containsExactly("unverified-backup/" + name, "unfinished-backup/.partial-0123456789abcdef");
            assertThat(seedbank.run("backup", "delete", name, "--confirm-backup", name))
                    .exits(0);
            assertThat(project.resolve("backups/.seedbank/verified").toFile().list())
                    .isEmpty();
        }
    }

    /** What was found intact once may be damaged since, in a way that its time does not tell. */
    @Test
    void a_backup_that_was_found_damaged_is_not_known_to_be_intact() throws IOException {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key)", "insert into users values (1)", "analyze users");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(seedbank.run("backup", "--name", "whole")).exits(0);
            var name = BackupFolder.of(project).only("whole");
            assertThat(seedbank.run("backup", "verify", name)).exits(0);
            assertThat(Findings.of(seedbank).ids()).isEmpty();
            var folder = project.resolve("backups").resolve(name);
            try (var files = Files.walk(folder)) {
                var data = files.filter(it -> it.toString().contains("users"))
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .orElseThrow();
                Files.write(data, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
            }
            assertThat(seedbank.run("backup", "verify", name)).exits(5);
            assertThat(Findings.of(seedbank).ids()).containsExactly("unverified-backup/" + name);
        }
    }

    @Test
    void backups_that_cannot_be_read_keeps_nobody_from_seeing_the_rest() throws IOException {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (a int)", "create index one on users (a)", "create index two on users (a)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(seedbank.run("backup", "--name", "whole")).exits(0);
            var name = BackupFolder.of(project).only("whole");
            Files.createDirectories(
                    project.resolve("backups/.seedbank/verified").resolve(name)); // where a file should be
            assertThat(seedbank.run("maintenance"))
                    .exits(1)
                    .prints("public.two is the same as one")
                    .warns("✘ ");
        }
    }

    @Test
    void production_without_a_backup_is_worth_an_action() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            var found = Findings.of(seedbank, "--profile", "prod");
            assertThat(found.exitCode()).isEqualTo(5);
            assertThat(found.ids()).isEqualTo(List.of("no-backup/backups"));
            assertThat(seedbank.run("maintenance", "--profile", "prod"))
                    .prints("To decide: seedbank backup --profile prod --allow-production");
            assertThat(seedbank.run("maintenance", "--fix", "--profile", "prod"))
                    .exits(5)
                    .prints("None of these is fixed automatically");
            assertThat(seedbank.run("backup", "--allow-production", "--profile", "prod"))
                    .exits(0);
        }
    }
}
