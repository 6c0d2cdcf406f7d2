package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code undo} takes back, what it refuses to, and which safety backups are kept for it. */
@Tag("program")
@Tag("long")
class UndoIT {
    @TempDir
    Path project;

    private Database db;
    private Database other;
    private CliRunner seedbank;

    @BeforeEach
    void fill() {
        db = PostgresServer.any().createDatabase();
        other = PostgresServer.any().createDatabase();
        for (var one : List.of(db, other)) {
            one.run("create table users (id serial primary key, name text)", "insert into users (name) values ('Ada')");
        }
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
        other.close();
    }

    @Test
    void goes_back_over_commands_that_found_nothing_to_remove() {
        var full = PostgresDigest.of(db);
        assertThat(seedbank.run("clean", "--confirm")).exits(0).says("Safety backup");
        for (int i = 0; i < 4; i++) {
            assertThat(seedbank.run("clean", "--confirm")).exits(0).neverSays("Safety backup", "seedbank undo");
        }
        assertThat(seedbank.run("undo", "--confirm")).exits(0).prints("'seedbank clean --confirm' of 20", "1 row");
        assertThat(PostgresDigest.of(db)).isEqualTo(full);
    }

    @Test
    void a_second_undo_takes_back_the_first() {
        var full = PostgresDigest.of(db);
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        var empty = PostgresDigest.of(db);
        for (int i = 0; i < 3; i++) {
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(PostgresDigest.of(db)).isEqualTo(full);
            assertThat(seedbank.run("undo", "--confirm")).exits(0).prints("'seedbank undo --confirm' of 20");
            assertThat(PostgresDigest.of(db)).isEqualTo(empty);
        }
    }

    @Test
    void says_what_it_takes_back_before_it_asks() {
        assertThat(seedbank.run("clean", "--confirm", "--store", "postgresql")).exits(0);
        try (var run = seedbank.onTerminal("undo")) {
            run.awaitSaying("Continue?");
            run.type("no\n");
            assertThat(run.await())
                    .exits(3)
                    .prints(
                            "'seedbank clean --confirm --store postgresql' of 20",
                            "REVERTS postgresql (" + db.name() + ") to what it was before");
        }
        assertThat(db.query("select count(*) from users")).containsExactly("0");
        assertThat(seedbank.run("undo", "--dry-run", "--output", "json"))
                .exits(0)
                .prints("\"command\" : \"seedbank clean --confirm --store postgresql\"");
    }

    @Test
    void a_failed_one_changes_neither_data_nor_what_the_next_takes_back() {
        var full = PostgresDigest.of(db);
        var reader = reader();
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        var backups = BackupFolder.of(project).names();
        for (int i = 0; i < 2; i++) {
            assertThat(seedbank.env("DATABASE_URL", reader).run("undo", "--confirm"))
                    .exits(1)
                    .warns("permission denied")
                    .neverSays("Exception");
        }
        assertThat(BackupFolder.of(project).names())
                .as("its own safety backup is of no use")
                .isEqualTo(backups);
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(full);
    }

    @Test
    void a_failed_clean_is_not_the_last_command_that_changed_something() {
        var full = PostgresDigest.of(db);
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        db.run("insert into users (name) values ('Bo')");
        assertThat(seedbank.env("DATABASE_URL", reader()).run("clean", "--confirm"))
                .exits(1);
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(full);
    }

    @Test
    void never_puts_the_rows_of_one_profile_into_the_database_of_another() {
        twoProfiles();
        var untouched = PostgresDigest.of(other);
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        assertThat(seedbank.run("undo", "--confirm", "--profile", "test"))
                .exits(2)
                .warns("nothing to undo", "'test'");
        assertThat(PostgresDigest.of(other)).isEqualTo(untouched);
        assertThat(seedbank.run("clean", "--confirm", "--profile", "test")).exits(0);
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(db.query("select name from users")).containsExactly("Ada");
        assertThat(other.query("select name from users")).isEmpty();
    }

    @Test
    void a_url_that_names_another_database_now_is_refused_with_both() {
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        var moved = seedbank.env("DATABASE_URL", other.url());
        var untouched = PostgresDigest.of(other);
        var safety = BackupFolder.of(project).only("safety");
        assertThat(moved.run("undo", "--confirm"))
                .exits(3)
                .warns(
                        "ran on " + db.name() + "; store 'postgresql' now points to " + other.name()
                                + ". Nothing was undone",
                        "Point the URL back to " + db.name() + " to undo it there.");
        assertThat(PostgresDigest.of(other)).isEqualTo(untouched);
        other.run("update users set name = 'Cy'");
        assertThat(moved.run("restore", safety, "--confirm")).exits(0);
        assertThat(other.query("select name from users")).containsExactly("Ada");
    }

    @Test
    void another_role_and_another_name_for_the_host_are_the_same_database() {
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        var again = db.url().contains("127.0.0.1")
                ? db.url().replace("127.0.0.1", "localhost")
                : db.url().replace("localhost", "127.0.0.1");
        assertThat(seedbank.env("DATABASE_URL", again).run("undo", "--confirm")).exits(0);
        assertThat(db.query("select name from users")).containsExactly("Ada");
    }

    @Test
    void three_cleans_of_dev_keep_what_a_restore_into_production_replaced() {
        twoProfiles();
        assertThat(seedbank.run("backup", "--name", "good")).exits(0);
        var good = BackupFolder.of(project).only("good");
        other.run("update users set name = 'of production'");
        var before = PostgresDigest.of(other);
        assertThat(seedbank.run(
                        "restore", good, "--profile", "prod", "--allow-production", "--confirm-database", other.name()))
                .exits(0);
        for (int i = 0; i < 5; i++) {
            db.run("insert into users (name) values ('again')");
            assertThat(seedbank.run("clean", "--confirm")).exits(0);
        }
        assertThat(safetyBackups()).hasSize(4);
        assertThat(seedbank.run("undo", "--profile", "prod", "--allow-production", "--confirm-database", other.name()))
                .exits(0);
        assertThat(PostgresDigest.of(other)).isEqualTo(before);
    }

    @Test
    void the_newest_three_with_rows_are_kept() {
        for (int i = 0; i < 5; i++) {
            db.run("insert into users (name) values ('" + i + "')");
            assertThat(seedbank.run("clean", "--confirm")).exits(0);
        }
        assertThat(safetyBackups()).hasSize(3);
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(db.query("select name from users")).containsExactly("4");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(db.query("select name from users")).containsExactly("4");
    }

    @Test
    void one_that_is_damaged_anywhere_does_not_count_among_the_three() throws IOException {
        for (int i = 0; i < 3; i++) {
            db.run("insert into users (name) values ('" + i + "')");
            assertThat(seedbank.run("clean", "--confirm")).exits(0);
        }
        var before = safetyBackups();
        var metadata = BackupFolder.of(project).path(before.getLast()).resolve("metadata.json");
        Files.writeString(metadata, Files.readString(metadata).replace("\"sequences\"", "\"sequencer\""));
        db.run("insert into users (name) values ('again')");
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        assertThat(safetyBackups()).hasSize(4).containsAll(before);
    }

    @Test
    void a_backup_of_the_same_name_is_an_ordinary_one() {
        assertThat(seedbank.run("backup", "--name", "safety-x")).exits(0);
        var ordinary = BackupFolder.of(project).only("safety-x");
        for (int i = 0; i < 4; i++) {
            db.run("insert into users (name) values ('again')");
            assertThat(seedbank.run("clean", "--confirm")).exits(0);
        }
        assertThat(BackupFolder.of(project).names()).hasSize(4).contains(ordinary);
        assertThat(seedbank.run("restore", "--confirm")).exits(0).prints("Restoring from " + ordinary);
        assertThat(db.query("select name from users")).containsExactly("Ada");
    }

    @Test
    void a_command_without_safety_backup_is_not_passed_over() {
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        db.run("insert into users (name) values ('Bo')");
        assertThat(seedbank.run("clean", "--confirm", "--no-safety-backup")).exits(0);
        var safety = BackupFolder.of(project).only("safety");
        assertThat(seedbank.run("undo", "--confirm"))
                .exits(2)
                .warns("'seedbank clean --confirm --no-safety-backup' of 20", "took no safety backup", safety);
        assertThat(db.query("select name from users")).isEmpty();
    }

    @Test
    void a_restore_into_empty_tables_had_nothing_to_lose() {
        assertThat(seedbank.run("backup")).exits(0);
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        assertThat(seedbank.run("restore", "--confirm")).exits(0).neverSays("Safety backup", "seedbank undo");
        assertThat(seedbank.run("undo", "--confirm")).exits(2).warns("seedbank restore", "nothing to lose");
        assertThat(db.query("select name from users")).containsExactly("Ada");
    }

    @Test
    void a_safety_backup_that_is_gone_or_damaged_is_named_with_those_that_are_there() throws IOException {
        assertThat(seedbank.run("backup", "--name", "good")).exits(0);
        var good = BackupFolder.of(project).only("good");
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        var safety = BackupFolder.of(project).only("safety");
        var rows = BackupFolder.of(project).path(safety).resolve("postgresql/users.json");
        var whole = Files.readString(rows);
        Files.writeString(rows, whole.replace("Ada", "Eve"));
        assertThat(seedbank.run("undo", "--confirm")).exits(1).warns(safety, "damaged");
        Files.writeString(rows, whole);
        var moved = BackupFolder.of(project).path("renamed-by-hand");
        Files.move(BackupFolder.of(project).path(safety), moved);
        assertThat(seedbank.run("undo", "--dry-run"))
                .exits(0)
                .prints("renamed-by-hand", "Dry run: nothing was changed.");
        Files.delete(moved.resolve("metadata.json"));
        assertThat(seedbank.run("undo", "--confirm")).exits(1).warns(safety, "no longer exists", good);
        assertThat(db.query("select name from users")).isEmpty();
    }

    @Test
    void with_several_stores_each_can_be_taken_back_by_itself() {
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores:
                    one: {url: "%s"}
                    two: {url: "%s"}
                """.formatted(db.url(), other.url()));
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        assertThat(seedbank.run("undo", "--store", "two", "--confirm")).exits(0).neverSays("one (");
        assertThat(db.query("select name from users")).isEmpty();
        assertThat(other.query("select name from users")).containsExactly("Ada");
        assertThat(seedbank.run("undo", "--store", "one", "--confirm")).exits(0);
        assertThat(db.query("select name from users")).containsExactly("Ada");
        assertThat(seedbank.run("undo", "--confirm")).exits(0).prints("--store one --confirm");
        assertThat(db.query("select name from users")).isEmpty();
        assertThat(other.query("select name from users")).containsExactly("Ada");
    }

    /** The second may be emptied, as far as can be known, but its trigger cannot be kept from firing. */
    @Test
    void what_failed_half_way_is_taken_back_where_it_was_done() {
        var second = reader(other);
        other.run(
                "alter sequence users_id_seq owned by none",
                "grant truncate on all tables in schema public to public",
                "create function nothing() returns trigger language plpgsql as 'begin return null; end'",
                "create trigger truncating before truncate on users execute function nothing()");
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores:
                    one: {url: "%s"}
                    two: {url: "%s"}
                """.formatted(db.url(), second));
        assertThat(seedbank.run("clean", "--confirm"))
                .exits(1)
                .warns("must be owner of", "Changed: one", "seedbank undo")
                .neverSays("Nothing was changed");
        assertThat(seedbank.run("clean", "--confirm", "--no-safety-backup"))
                .exits(1)
                .warns("must be owner of")
                .neverSays("Changed: one", "seedbank undo");
        assertThat(seedbank.run("undo", "--confirm")).exits(0).neverSays("two (");
        assertThat(db.query("select name from users")).containsExactly("Ada");
    }

    private String reader() {
        return reader(db);
    }

    /** May look, but not touch. */
    private static String reader(Database database) {
        var role = "reader_" + database.name();
        database.run(
                "do $$ begin create role " + role
                        + " login password 'r'; exception when duplicate_object then null; end $$",
                "grant pg_read_all_data to " + role);
        return database.url(role, "r");
    }

    private void twoProfiles() {
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores: {main: {url: "%s"}}
                "%%test":
                  seedbank: {stores: {main: {url: "%s"}}}
                "%%prod":
                  seedbank: {stores: {main: {url: "%s"}}}
                """.formatted(db.url(), other.url(), other.url()));
    }

    private List<String> safetyBackups() {
        return BackupFolder.of(project).names().stream()
                .filter(name -> name.startsWith("safety-"))
                .toList();
    }
}
