package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options of {@code restore} choose, remove and rename, on the real command line and PostgreSQL. */
@Tag("program")
class RestoreOptionsIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void fill() {
        db = PostgresServer.any().createDatabase();
        db.run(
                "create table artist (id int primary key, name text)",
                "create table album (id int primary key, artist int references artist)",
                "insert into artist values (1, 'Nina')",
                "insert into album values (7, 1)");
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
        assertThat(seedbank.run("backup")).exits(0);
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @OptionTest("restore --dry-run")
    void a_dry_run_changes_nothing() {
        db.run("delete from album");
        var before = PostgresDigest.of(db);
        assertThat(seedbank.run("restore", "--confirm", "--dry-run"))
                .exits(0)
                .prints("2 collections, 2 rows", "Dry run: nothing was changed.");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @Test
    void drop_existing_is_refused_with_a_backup_of_some_collections() {
        assertThat(seedbank.run("backup", "--name", "part", "--collection", "artist"))
                .exits(0);
        var before = PostgresDigest.of(db);
        assertThat(seedbank.run("restore", "part", "--drop-existing", "--confirm"))
                .exits(2)
                .warns("is partial", "--drop-existing would remove everything else", "Nothing was changed");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
        assertThat(seedbank.run("restore", "part", "--dry-run"))
                .exits(0)
                .prints("partial: not all collections are in it");
        assertThat(seedbank.run("backup", "list")).exits(0).prints("partial");
        assertThat(seedbank.run("backup", "show", "part")).exits(0).prints("Partial: made with --collection");
    }

    @OptionTest("restore --confirm")
    void it_needs_no_terminal_when_confirmed() {
        db.run("delete from album");
        assertThat(seedbank.run("restore", "--confirm")).exits(0);
        assertThat(db.query("select id from album")).containsExactly("7");
    }

    @OptionTest({"restore --allow-production", "restore --confirm-database"})
    void it_is_allowed_in_production_with_the_databases_name() {
        db.run("delete from album");
        assertThat(seedbank.run("restore", "--profile", "prod", "--allow-production", "--confirm-database", db.name()))
                .exits(0);
        assertThat(db.query("select id from album")).containsExactly("7");
    }

    @OptionTest("restore --no-safety-backup")
    void no_safety_backup_is_taken_if_it_is_not_wanted() {
        var before = BackupFolder.of(project).names();
        assertThat(seedbank.run("restore", "--confirm", "--no-safety-backup"))
                .exits(0)
                .neverSays("Safety backup");
        assertThat(BackupFolder.of(project).names()).isEqualTo(before);
    }

    @OptionTest("restore --backup")
    void backup_names_one_that_is_not_the_latest() {
        var first = BackupFolder.of(project).only("backup");
        db.run("delete from album");
        assertThat(seedbank.run("backup", "--name", "later")).exits(0);
        assertThat(seedbank.run("restore", "--backup", first, "--confirm")).exits(0);
        assertThat(db.query("select id from album")).containsExactly("7");
    }

    @OptionTest("restore --collection")
    void a_chosen_collection_is_the_only_one_restored() {
        db.run("delete from album", "update artist set name = 'changed'");
        assertThat(seedbank.run("restore", "--collection", "album", "--confirm"))
                .exits(0);
        assertThat(db.query("select id from album")).containsExactly("7");
        assertThat(db.query("select name from artist")).containsExactly("changed");
    }

    @OptionTest("restore --rename")
    void rename_restores_under_another_name_beside_the_first() {
        db.run("create table people (like artist)", "update artist set name = 'changed'");
        assertThat(seedbank.run("restore", "--collection", "artist", "--rename", "artist=people", "--confirm"))
                .exits(0);
        assertThat(db.query("select name from people")).containsExactly("Nina");
        assertThat(db.query("select name from artist")).containsExactly("changed");
    }

    @OptionTest("restore --drop-existing")
    void drop_existing_removes_what_the_backup_does_not_have() {
        db.run("create table extra (id int)");
        assertThat(seedbank.run("restore", "--drop-existing", "--confirm")).exits(0);
        assertThat(PostgresDigest.of(db)).containsOnlyKeys("public.album", "public.artist");
    }

    @OptionTest("restore --recreate")
    void recreate_makes_tables_anew_that_differ() {
        var before = PostgresDigest.of(db);
        db.run("alter table artist drop column name");
        assertThat(seedbank.run("restore", "--recreate", "--confirm")).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @Test
    void drop_existing_with_a_choice_of_collections_is_refused() {
        var before = PostgresDigest.of(db);
        assertThat(seedbank.run("restore", "--collection", "artist", "--drop-existing", "--confirm"))
                .exits(2)
                .warns("--drop-existing", "--collection");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @Test
    void drop_existing_removes_only_what_the_backup_does_not_have_and_names_it_everywhere() {
        db.run("create table extra (id int)", "create table \"odd \"\"name\" ()");
        var before = PostgresDigest.of(db);
        assertThat(seedbank.run("restore", "--drop-existing", "--dry-run"))
                .exits(0)
                .prints("- extra: will be removed", "- odd \"name: will be removed");
        assertThat(seedbank.run("restore", "--drop-existing", "--dry-run", "--output", "json"))
                .exits(0)
                .prints("\"removed\"", "\"extra\"", "\"odd \\\"name\"");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
        var terminal = seedbank.onTerminal("restore", "--drop-existing", "--backup", latest());
        terminal.type("yes\n");
        assertThat(terminal.await())
                .exits(0)
                .prints("It REMOVES postgresql/extra, postgresql/odd \"name.", "Removed, as the backup");
        assertThat(PostgresDigest.of(db)).containsOnlyKeys("public.album", "public.artist");
        db.run("create table extra (id int)");
        assertThat(seedbank.run("restore", "--drop-existing", "--confirm", "--output", "json"))
                .exits(0)
                .prints("\"removed\"", "postgresql/extra");
    }

    @Test
    void drop_existing_leaves_what_is_neither_table_nor_view() {
        db.run("create schema other", "create type other.mood as enum ('a')", "create sequence alone");
        db.run("create table other.extra (m other.mood)", "create view extra as select 1");
        assertThat(seedbank.run("restore", "--drop-existing", "--confirm")).exits(0);
        assertThat(db.query("select to_regclass('other.extra') is null and to_regclass('extra') is null"))
                .containsExactly("t");
        assertThat(db.query("select 'other.mood'::regtype, 'alone'::regclass")).hasSize(1);
    }

    @Test
    void without_the_option_nothing_is_removed() {
        db.run("create table extra (id int)");
        assertThat(seedbank.run("restore", "--confirm")).exits(0).neverSays("removed");
        assertThat(PostgresDigest.of(db)).containsKey("public.extra");
    }

    @Test
    void renames_that_would_lose_a_collection_are_refused() {
        var before = PostgresDigest.of(db);
        refused("Both artist and album would be restored as album", "--rename", "artist=album");
        refused("would be restored as z", "--rename", "artist=z", "--rename", "album=z");
        refused("the new name is empty", "--rename", "artist=");
        refused("stays in its database or schema", "--rename", "artist=audit.artist");
        refused("not among the collections", "--collection", "album", "--rename", "artist=z");
        refused("no collection 'artists'", "--rename", "artists=z");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @Test
    void a_rename_creates_the_table_beside_the_one_that_is_there() {
        db.run("update artist set name = 'Miles'");
        assertThat(seedbank.run("restore", "--collection", "artist", "--rename", "artist=artist_old", "--confirm"))
                .exits(0)
                .prints("artist as artist_old");
        assertThat(db.query("select (select name from artist) || ' ' || (select name from artist_old)"))
                .containsExactly("Miles Nina");
        assertThat(db.query(
                        "select conname from pg_constraint where conrelid = 'artist_old'::regclass and contype = 'p'"))
                .containsExactly("artist_old_pkey");
    }

    @Test
    void two_collections_may_swap_their_names() {
        db.run("create table one (id int)", "create table two (id int)", "insert into one values (1)");
        assertThat(seedbank.run("backup")).exits(0);
        assertThat(seedbank.run(
                        "restore",
                        "--collection",
                        "one",
                        "--collection",
                        "two",
                        "--rename",
                        "one=two",
                        "--rename",
                        "two=one",
                        "--confirm"))
                .exits(0)
                .prints("one as two", "two as one");
        assertThat(db.query("select (select count(*) from one) || ' ' || (select count(*) from two)"))
                .containsExactly("0 1");
    }

    private void refused(String why, String... options) {
        var words = new java.util.ArrayList<>(java.util.List.of("restore", "--confirm"));
        words.addAll(java.util.List.of(options));
        assertThat(seedbank.run(words.toArray(String[]::new))).exits(2).warns(why);
    }

    private String latest() {
        var list = seedbank.run("backup", "list").out();
        return list.lines()
                .flatMap(line -> java.util.Arrays.stream(line.trim().split(" ", -1)))
                .filter(word -> word.startsWith("backup-"))
                .findFirst()
                .orElseThrow();
    }
}
