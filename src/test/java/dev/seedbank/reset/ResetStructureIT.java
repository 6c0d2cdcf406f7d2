package dev.seedbank.reset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reset} in a project that declares its structure in {@code schema/}, alone or beside migrations. */
@Tag("program")
class ResetStructureIT {
    private static final String USERS = "create table users (id int primary key, name text);\n";

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .file("seedbank.yaml", "seedbank: {stores: {main: {url: '${DATABASE_URL}'}}}")
                .file("schema/users.sql", USERS)
                .file("seeds/users.json", "[{\"id\": 1, \"name\": \"Ada\"}]");
        assertThat(seedbank.run("push")).exits(0);
        db.run("insert into users values (7, 'Eve')");
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private String names() {
        return db.query("select string_agg(name, ',' order by name) from users").getFirst();
    }

    @Test
    void builds_what_the_files_declare_after_it_dropped_everything() {
        db.run("create table by_hand (id int)");
        var before = PostgresDigest.of(db);
        assertThat(seedbank.run("reset", "--structure", "--dry-run"))
                .exits(0)
                .prints("Would make the structure as schema/ declares:", "main: 2 statements");
        assertThat(seedbank.run("reset", "--structure", "--confirm"))
                .exits(0)
                .says("Then it makes the structure as schema/ declares:")
                .prints("main: the database is as schema/ declares", "1 inserted");
        assertThat(names()).isEqualTo("Ada");
        assertThat(db.query("select to_regclass('by_hand') is null")).containsExactly("t");
        assertThat(seedbank.run("status")).exits(0).prints("structure: as schema/ declares");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @Test
    void init_reset_does_the_same() {
        assertThat(seedbank.run("init", "--reset", "--confirm")).exits(0);
        assertThat(names()).isEqualTo("Ada");
    }

    @Test
    void files_that_cannot_be_loaded_are_found_before_anything_is_removed() {
        seedbank.file("schema/users.sql", "create tabel users (id int);\n");
        assertThat(seedbank.run("reset", "--confirm")).exits(2).warns("schema/users.sql:1");
        assertThat(seedbank.run("reset", "--confirm", "--structure")).exits(2).warns("schema/users.sql:1");
        assertThat(names()).isEqualTo("Eve");
        assertThat(BackupFolder.of(project).names()).isEmpty();
    }

    /** As rows that go could keep nothing from being dropped, what is lost with them needs no force. */
    @Test
    void changes_the_structure_between_emptying_and_seeding() {
        seedbank.file("schema/users.sql", "create table users (id int primary key, age int not null);\n")
                .file("schema/old.sql", "-- seedbank:backfill public.users.age: 1\n")
                .file("seeds/users.json", "[{\"id\": 1, \"age\": 36}]");
        assertThat(seedbank.run("reset", "--confirm")).exits(0).prints("1 inserted");
        assertThat(db.query("select age from users")).containsExactly("36");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(names()).isEqualTo("Eve");
    }

    @Test
    void what_could_be_a_rename_is_refused_before_anything_is_removed() {
        seedbank.file("schema/users.sql", "create table users (id int primary key, full_name text);\n");
        assertThat(seedbank.run("reset", "--confirm"))
                .exits(2)
                .warns("-- seedbank:renamed column public.users.name -> full_name", "seedbank reset --structure");
        assertThat(names()).isEqualTo("Eve");
    }

    @Test
    void rows_that_stay_lose_nothing() {
        seedbank.file("seedbank.yaml", "seedbank: {stores: {main: {url: '${DATABASE_URL}', clean: [notes]}}}")
                .file("schema/notes.sql", "create table notes (id int);\n");
        assertThat(seedbank.run("push")).exits(0);
        seedbank.file("schema/users.sql", "create table users (id int primary key);\n");
        assertThat(seedbank.run("reset", "--confirm")).exits(2).warns("this would lose data", "column \"name\"");
        assertThat(names()).isEqualTo("Eve");
    }

    @Test
    void migrations_that_push_has_made_are_found_before_anything_is_removed() {
        assertThat(seedbank.run("generate", "--name", "users")).exits(0);
        assertThat(seedbank.run("reset", "--confirm"))
                .exits(5)
                .warns(
                        "main has what V1__users.sql makes, but its history does not",
                        "seedbank migrate repair --applied 1",
                        "seedbank reset --structure");
        assertThat(names()).isEqualTo("Eve");
        assertThat(BackupFolder.of(project).names()).isEmpty();
        assertThat(seedbank.run("migrate", "repair", "--applied", "1")).exits(0);

        seedbank.file("schema/users.sql", "create table users (id int primary key, name text, age int);\n");
        assertThat(seedbank.run("push")).exits(0);
        assertThat(seedbank.run("generate", "--name", "age")).exits(0);
        assertThat(seedbank.run("reset", "--confirm")).exits(5).warns("seedbank migrate repair --applied 2");
        assertThat(names()).isEqualTo("Eve");
        assertThat(seedbank.run("reset", "--structure", "--confirm")).exits(0).prints("now at version 2");
        assertThat(names()).isEqualTo("Ada");
    }

    @Test
    void migrations_that_can_run_do() {
        assertThat(seedbank.run("generate", "--name", "users")).exits(0);
        assertThat(seedbank.run("migrate", "baseline", "--version", "1")).exits(0);
        seedbank.file("migrations/V2__rows.sql", "insert into users values (9, 'Zoe');")
                .file("migrations/R__names.sql", "create or replace view names as select name from users;");
        assertThat(seedbank.run("reset", "--confirm")).exits(0).prints("now at version 2");
        assertThat(names()).isEqualTo("Ada,Zoe");
    }
}
