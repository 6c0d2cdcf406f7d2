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

/** How backups are named on the command line, and what is told of them. */
@Tag("program")
class BackupNamesIT {
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
    void by_the_beginning_if_no_other_begins_so() {
        backup("before-release");
        backup("before-lunch");
        for (var command : new String[] {"show", "verify"}) {
            assertThat(seedbank.run("backup", command, "before-l")).exits(0).prints(only("before-lunch"));
            assertThat(seedbank.run("backup", command, "before"))
                    .exits(2)
                    .warns("2 backups begin with 'before'", only("before-release"), only("before-lunch"));
        }
        db.run("delete from users");
        assertThat(seedbank.run("restore", "before-r", "--confirm"))
                .exits(0)
                .prints("Restoring from " + only("before-release"));
        assertThat(seedbank.run("backup", "delete", "before", "--confirm")).exits(2);
        assertThat(BackupFolder.of(project).names()).hasSize(2);
        assertThat(seedbank.run("backup", "delete", "before-r", "--confirm"))
                .exits(0)
                .prints("Deleted before-release-20");
        assertThat(BackupFolder.of(project).names()).containsExactly(only("before-lunch"));
    }

    @Test
    void a_name_in_a_command_to_paste_is_quoted_where_a_shell_needs_it() {
        var made = seedbank.run("backup", "--name", "before lunch");
        assertThat(made).exits(0).prints("To restore it: seedbank restore '" + only("before lunch") + "'");
        assertThat(seedbank.run("backup", "delete", "before", "--confirm"))
                .exits(3)
                .warns("add --confirm-backup '" + only("before lunch") + "'");
    }

    @Test
    void latest_is_the_latest_that_no_command_took_for_safety() {
        assertThat(seedbank.run("restore", "latest", "--confirm")).exits(2).warns("There is no backup in");
        backup("one");
        assertThat(seedbank.run("clean", "--confirm")).exits(0).says("Safety backup");
        assertThat(seedbank.run("backup", "show", "latest")).exits(0).prints(only("one"));
        assertThat(seedbank.run("backup", "verify")).exits(0).prints(only("one") + " is intact");
        assertThat(seedbank.run("restore", "latest", "--confirm")).exits(0).prints("Restoring from " + only("one"));
        assertThat(db.query("select name from users")).containsExactly("Ada");
    }

    @Test
    void the_beginning_of_a_name_may_have_a_slip_in_it() {
        backup("before-migration");
        assertThat(seedbank.run("restore", "befroe", "-y"))
                .exits(2)
                .warns("Did you mean '" + only("before-migration") + "'?");
    }

    @Test
    void path_and_size_are_the_same_everywhere() throws IOException {
        var made = seedbank.run("backup", "--name", "one");
        var folder = BackupFolder.of(project).path(only("one"));
        long size = 0;
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
        }
        var words = "%.1f KiB".formatted(size / 1024.0);
        assertThat(made).exits(0).prints("  backups/" + only("one"), words);
        assertThat(seedbank.run("backup", "list")).exits(0).prints(only("one"), "just now", words);
        assertThat(seedbank.run("backup", "show")).exits(0).prints("  backups/" + only("one"), words);
        for (var command : new String[] {"list", "show"}) {
            assertThat(seedbank.run("backup", command, "--output", "json"))
                    .exits(0)
                    .prints("\"bytes\" : " + size);
        }
        assertThat(seedbank.run("backup", "show").out()).containsPattern("Created: [-0-9]{10} [:0-9]{8} UTC by");
    }

    @Test
    void a_safety_backup_is_listed_with_its_command_and_how_that_ended() {
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        assertThat(seedbank.run("backup", "list")).exits(0).prints("before 'seedbank clean --confirm' (done)");
        assertThat(seedbank.run("backup", "list", "--output", "json"))
                .exits(0)
                .prints("\"command\" : \"seedbank clean --confirm\"", "\"ending\" : \"done\"", "\"changed\" : true");
        assertThat(seedbank.run("backup", "show", "safety"))
                .exits(0)
                .prints("Safety backup of 'seedbank clean --confirm' of 20");
    }

    @Test
    void damaged_metadata_is_found_by_verify_too() throws IOException {
        backup("one");
        var metadata = BackupFolder.of(project).path(only("one")).resolve("metadata.json");
        var good = Files.readString(metadata);
        for (var bad : new String[] {"", "{", good.replace("\"rows\" : 1", "\"rows\" : 2"), good.substring(100)}) {
            Files.writeString(metadata, bad);
            assertThat(seedbank.run("backup", "verify", "one")).exits(5).prints("damaged", "metadata.json");
            assertThat(seedbank.run("restore", "one", "--confirm")).exits(1).warns("metadata.json");
        }
        Files.delete(metadata);
        assertThat(seedbank.run("backup", "verify", only("one"))).exits(5).prints("is incomplete");
        for (var name : new String[] {only("one"), "backups/" + only("one")}) {
            assertThat(seedbank.run("restore", name, "--confirm"))
                    .exits(1)
                    .warns("'" + name + "' is incomplete: it has no metadata.json");
        }
    }

    @Test
    void restore_offers_a_table_and_asks_again() {
        backup("one");
        backup("two");
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        try (var run = seedbank.onTerminal("restore")) {
            run.awaitSaying("Which backup? (1-2 or a name, default 1)");
            run.type("7\n");
            run.awaitSaying("There is no number 7.");
            run.type("tow\n");
            run.awaitSaying("No backup 'tow'. Latest: " + only("two"));
            run.type("one\n");
            run.awaitSaying("Continue?");
            run.type("yes\n");
            assertThat(run.await())
                    .exits(0)
                    .prints(
                            "BACKUP",
                            "AGE",
                            "SIZE",
                            "ROWS",
                            "STORES",
                            "1  two-20",
                            "2  one-20",
                            "just now",
                            "postgresql")
                    .prints("Restoring from " + only("one"));
        }
        assertThat(db.query("select name from users")).containsExactly("Ada");
    }

    @Test
    void a_path_typed_at_the_question_is_that_backup_and_no_other_of_its_name() throws IOException {
        backup("one");
        var elsewhere = Files.createDirectories(project.resolve("elsewhere")).resolve(only("one"));
        Files.move(project.resolve("backups").resolve(only("one")), elsewhere);
        db.run("update users set name = 'Grace'");
        backup("two");
        Files.move(
                project.resolve("backups").resolve(only("two")),
                project.resolve("backups").resolve(elsewhere.getFileName()));

        try (var run = seedbank.onTerminal("restore")) {
            run.awaitSaying("Which backup?");
            run.type(elsewhere + "\n");
            run.awaitSaying("Continue?");
            run.type("yes\n");
            assertThat(run.await()).exits(0);
        }
        assertThat(db.query("select name from users")).containsExactly("Ada");
    }

    private void backup(String name) {
        assertThat(seedbank.run("backup", "--name", name)).exits(0);
    }

    private String only(String name) {
        return BackupFolder.of(project).only(name);
    }
}
