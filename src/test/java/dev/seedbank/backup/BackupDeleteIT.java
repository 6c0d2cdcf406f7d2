package dev.seedbank.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it takes to delete a backup, on the real command line. BackupGuardTest has every combination. */
@Tag("program")
class BackupDeleteIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void fill() {
        db = PostgresServer.any().createDatabase();
        db.run("create table users (id int primary key, name text)", "insert into users values (1, 'Ada')");
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void the_last_one_that_verifies_needs_its_name() throws IOException {
        backup("good");
        backup("damaged");
        var rows = BackupFolder.of(project).path(only("damaged")).resolve("postgresql/users.json");
        Files.writeString(rows, Files.readString(rows).replace("Ada", "Eve"));
        assertThat(seedbank.run("backup", "--name", "part", "--collection", "users"))
                .exits(0);
        assertThat(seedbank.run("clean", "--confirm")).exits(0).says("Safety backup");
        assertThat(seedbank.run("backup", "delete", "good", "--confirm"))
                .exits(3)
                .warns("last backup of postgresql that verifies", "--confirm-backup " + only("good"));
        assertThat(seedbank.run("backup", "delete", "good", "--confirm-backup", "good"))
                .exits(3)
                .warns("'good' is not this backup's name");
        assertThat(seedbank.run("backup", "delete", "damaged", "--confirm")).exits(0);
        assertThat(seedbank.run("backup", "delete", "part", "--confirm")).exits(0);
        assertThat(seedbank.run("backup", "delete", "good", "--confirm-backup", only("good")))
                .exits(0);
        assertThat(BackupFolder.of(project).names()).allMatch(name -> name.startsWith("safety-"));
    }

    @Test
    void one_of_several_needs_a_yes_and_a_dry_run_none() {
        backup("one");
        backup("two");
        assertThat(seedbank.run("backup", "delete", "one")).exits(3).warns("--confirm");
        assertThat(seedbank.run("backup", "delete", "one", "--dry-run"))
                .exits(0)
                .prints(only("one"));
        assertThat(BackupFolder.of(project).names()).hasSize(2);
        try (var run = seedbank.onTerminal("backup", "delete", "one")) {
            run.awaitSaying("This deletes the backup " + only("one") + ". Continue?");
            run.type("yes\n");
            assertThat(run.await()).exits(0);
        }
        try (var run = seedbank.onTerminal("backup", "delete", "two")) {
            run.awaitSaying("Type its name to delete it");
            run.type("yes\n");
            assertThat(run.await()).exits(3);
        }
        assertThat(BackupFolder.of(project).names()).containsExactly(only("two"));
    }

    @Test
    void in_production_and_by_an_agent_it_needs_its_name() {
        backup("one");
        assertThat(seedbank.run("backup", "--profile", "prod", "--allow-production", "--name", "of-prod"))
                .exits(0);
        backup("two");
        assertThat(seedbank.run("backup", "delete", "one", "--confirm", "--profile", "prod"))
                .exits(3)
                .warns("production", "--confirm-backup " + only("one"));
        assertThat(seedbank.run("backup", "delete", "of-prod", "--confirm"))
                .exits(3)
                .warns("production");
        assertThat(seedbank.env("AI_AGENT", "1").run("backup", "delete", "one", "--confirm"))
                .exits(3)
                .warns("AI_AGENT", "--confirm-backup " + only("one"));
        assertThat(seedbank.env("AI_AGENT", "1").run("backup", "delete", "one", "--confirm-backup", only("one")))
                .exits(0);
        assertThat(seedbank.run("backup", "delete", only("of-prod"), "--confirm-backup", only("of-prod")))
                .exits(0);
    }

    /** It may have been production's. */
    @Test
    void one_whose_metadata_cannot_be_read_needs_its_name() throws IOException {
        backup("one");
        backup("two");
        var name = only("one");
        var metadata = BackupFolder.of(project).path(name).resolve("metadata.json");
        Files.writeString(metadata, Files.readString(metadata).substring(0, 100));
        assertThat(seedbank.run("backup", "delete", name, "--confirm"))
                .exits(3)
                .warns("perhaps a production backup", "--confirm-backup " + name);
        assertThat(BackupFolder.of(project).names()).contains(name);
        assertThat(seedbank.run("backup", "delete", name, "--confirm-backup", name))
                .exits(0);
        assertThat(BackupFolder.of(project).names()).doesNotContain(name);
    }

    @Test
    void what_undo_would_put_back_is_said_first() {
        backup("one");
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        assertThat(seedbank.run("backup", "delete", "safety", "--confirm"))
                .exits(0)
                .says("seedbank undo cannot take back 'seedbank clean --confirm' of 20");
        assertThat(seedbank.run("undo", "--confirm")).exits(1).warns("no longer exists", only("one"));
    }

    /** A copy on another disk has the name of the one in the project's folder. */
    @Test
    void a_path_to_a_backup_of_another_folder_deletes_neither(@TempDir Path elsewhere) throws IOException {
        backup("one");
        backup("two");
        var copy = elsewhere.resolve(only("one"));
        Files.createDirectory(copy);
        Files.copy(BackupFolder.of(project).path(only("one")).resolve("metadata.json"), copy.resolve("metadata.json"));
        assertThat(seedbank.run("backup", "delete", copy.toString(), "--confirm"))
                .exits(2)
                .warns("is not in the backup folder");
        assertThat(copy).isDirectory();
        assertThat(BackupFolder.of(project).names()).containsExactlyInAnyOrder(only("one"), only("two"));
        assertThat(seedbank.run("backup", "delete", "backups/" + only("one"), "--confirm"))
                .exits(0);
    }

    @Test
    void a_symbolic_link_to_the_last_one_is_no_second_backup() throws IOException {
        backup("one");
        var one = only("one");
        var link = BackupFolder.of(project).path(one).resolveSibling("newest");
        Files.createSymbolicLink(link, Path.of(one));
        assertThat(seedbank.run("backup", "delete", one, "--confirm"))
                .exits(3)
                .warns("last backup of postgresql that verifies");
        assertThat(seedbank.run("backup", "delete", "newest", "--confirm")).exits(0);
        assertThat(BackupFolder.of(project).names()).containsExactly(one);
    }

    private void backup(String name) {
        assertThat(seedbank.run("backup", "--name", name)).exits(0);
    }

    private String only(String name) {
        return BackupFolder.of(project).only(name);
    }
}
