package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code seedbank push}: what it runs, what it refuses, and what it asks. */
@Tag("program")
class PushIT {
    private static final String COLUMNS =
            "select string_agg(column_name, ',' order by column_name) from information_schema.columns where table_name = 'users'";

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        db.run(
                "create table users (id int primary key, name text)",
                "insert into users values (1, 'Ada'), (2, 'Bob'), (3, null)");
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .file("schema/users.sql", "create table users (id int primary key, name text, age int);\n");
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private void dropsTheName() {
        seedbank.file("schema/users.sql", "create table users (id int primary key);\n");
    }

    private void renamesTheName() {
        seedbank.file("schema/users.sql", "create table users (id int primary key, full_name text);\n");
    }

    private String columns() {
        return db.query(COLUMNS).getFirst();
    }

    @Test
    void brings_the_database_to_what_the_files_declare() {
        assertThat(seedbank.run("push"))
                .exits(0)
                .prints("postgresql: 1 statement", "ACCESS EXCLUSIVE on", "postgresql: 1 statement run")
                .satisfies(
                        it -> assertThat(it.out().split("1 statement run", -1)).hasSize(2));
        assertThat(columns()).isEqualTo("age,id,name");
        assertThat(seedbank.run("push"))
                .exits(0)
                .prints("postgresql: 0 statements: the database is as schema/ declares");
    }

    @OptionTest("push --dry-run")
    void would_run() {
        assertThat(seedbank.run("push", "--dry-run")).exits(0).prints("1 statement", "Dry run: nothing was changed");
        assertThat(columns()).isEqualTo("id,name");
    }

    @Test
    void what_loses_data_is_refused_and_told_with_numbers() {
        dropsTheName();
        assertThat(seedbank.run("push"))
                .exits(2)
                .warns(
                        "postgresql: this would lose data: table public.users: 2 values of column \"name\"",
                        "seedbank push --force");
        assertThat(columns()).isEqualTo("id,name");
        assertThat(seedbank.run("push", "--dry-run")).exits(0).prints("LOSES");
    }

    @OptionTest("push --force")
    void loses_what_it_is_told_to_lose_and_can_be_undone() {
        dropsTheName();
        assertThat(seedbank.run("push", "--force", "--confirm"))
                .exits(0)
                .says("Safety backup: safety-", "seedbank undo");
        assertThat(columns()).isEqualTo("id");
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(db.query("select name from users where id = 1")).containsExactly("Ada");
    }

    @OptionTest("push --no-safety-backup")
    void takes_no_safety_backup() {
        dropsTheName();
        assertThat(seedbank.run("push", "--force", "--confirm", "--no-safety-backup"))
                .exits(0)
                .neverSays("Safety backup");
        assertThat(project.resolve("backups"))
                .satisfiesAnyOf(
                        it -> assertThat(it).doesNotExist(),
                        it -> assertThat(it).isDirectoryNotContaining("glob:safety-*"));
    }

    @OptionTest("push --confirm")
    void asks_before_data_is_lost() {
        dropsTheName();
        assertThat(seedbank.run("push", "--force", "--confirm")).exits(0);
        assertThat(columns()).isEqualTo("id");
    }

    @OptionTest("push --confirm-database")
    void a_coding_agent_names_the_database() {
        dropsTheName();
        var agent = seedbank.env("AI_AGENT", "1");
        assertThat(agent.run("push", "--force", "--confirm", "--confirm-database", db.name()))
                .exits(0);
        assertThat(columns()).isEqualTo("id");
    }

    @Test
    void production_takes_a_migration_for_what_loses_data() {
        assertThat(seedbank.run("push", "--profile", "prod")).exits(3).says("ALTER TABLE", "--confirm");
        assertThat(seedbank.run("push", "--profile", "prod", "--confirm")).exits(0);
        assertThat(columns()).isEqualTo("age,id,name");
        dropsTheName();
        assertThat(seedbank.run("push", "--profile", "prod", "--confirm"))
                .exits(2)
                .warns("seedbank generate --profile prod --name NAME", "seedbank migrate");
        assertThat(seedbank.run("push", "--profile", "prod", "--force", "--confirm"))
                .exits(3)
                .warns("'push --force' is refused in production", "seedbank generate --profile prod --name NAME");
        assertThat(columns()).isEqualTo("age,id,name");
        assertThat(seedbank.run("push", "--profile", "dev")).exits(3); // now it is marked
    }

    /** Not even that a database is as declared is noted before anybody has agreed. */
    @Test
    void production_is_not_written_to_before_it_is_asked() {
        try (var other = PostgresServer.any().createDatabase()) {
            other.run("create table users (id int primary key, name text)");
            assertThat(project.resolve("schema/users.sql").toFile().delete()).isTrue();
            var both = seedbank.env("OTHER_URL", other.url())
                    .file("seedbank.yaml", """
                            seedbank:
                              stores:
                                other: {url: "${OTHER_URL}"}
                                main: {url: "${DATABASE_URL}"}
                            """)
                    .file("schema/other/users.sql", "create table users (id int primary key, name text);\n")
                    .file("schema/main/users.sql", "create table users (id int primary key, name text, age int);\n");
            var own = "select count(*) from pg_namespace where nspname = 'seedbank'";
            assertThat(both.run("push", "--profile", "prod")).exits(3).says("Confirmation needed");
            assertThat(other.query(own)).containsExactly("0");
            assertThat(db.query(own)).containsExactly("0");
            assertThat(both.run("push", "--profile", "prod", "--confirm")).exits(0);
            for (var database : new Database[] {other, db}) {
                assertThat(database.query("select count(*) from seedbank.declared"))
                        .containsExactly("1");
            }
        }
    }

    @OptionTest("push --plan")
    void saves_the_plan() {
        assertThat(seedbank.run("push", "--plan", "change.json"))
                .exits(0)
                .prints("Saved as change.json", "seedbank push change.json");
        assertThat(columns()).isEqualTo("id,name");
        dropsTheName();
        assertThat(seedbank.run("push", "change.json")).exits(0).prints("1 statement run");
        assertThat(columns()).isEqualTo("age,id,name");
    }

    @Test
    void a_saved_plan_is_for_no_other_structure() {
        assertThat(seedbank.run("push", "--plan", "change.json")).exits(0);
        db.run("create index on users (name)");
        for (var more : new String[] {"--dry-run", "--confirm"}) {
            assertThat(seedbank.run("push", "change.json", more))
                    .exits(1)
                    .warns(
                            "postgresql: the structure has changed since the plan was made",
                            "Nothing was changed. Plan again: seedbank push --plan change.json");
        }
        assertThat(columns()).isEqualTo("id,name");
        assertThat(seedbank.file("other.json", "{}").run("push", "other.json"))
                .exits(2)
                .warns("other.json is not a plan");
        assertThat(seedbank.run("push", "change.json", "--plan", "x.json")).exits(2);
    }

    @Test
    void a_saved_plan_that_loses_data_needs_force_when_it_is_run() {
        dropsTheName();
        assertThat(seedbank.run("push", "--plan", ".")).exits(2).warns(". is not a regular file");
        assertThat(seedbank.run("push", "--plan", "change.json"))
                .exits(0)
                .prints("LOSES")
                .says("push change.json --force");
        assertThat(seedbank.run("push", "change.json")).exits(2).warns("would lose data");
        assertThat(seedbank.run("push", "change.json", "--force", "-y")).exits(0);
        assertThat(columns()).isEqualTo("id");
    }

    @Test
    void a_saved_plan_loses_nothing_that_came_since() {
        db.run("create table old (n int)");
        seedbank.file("schema/note.sql", "-- nothing declares the table old");
        assertThat(seedbank.run("push", "--plan", "change.json")).exits(0).neverSays("LOSES");
        db.run("insert into old values (1), (2)");
        assertThat(seedbank.run("push", "change.json")).exits(2).warns("would lose data", "2 rows");
        assertThat(db.query("select count(*) from old")).containsExactly("2");
    }

    @Test
    void a_saved_plan_that_somebody_edited_is_not_run() throws IOException {
        assertThat(seedbank.run("push", "--plan", "change.json")).exits(0);
        var plan = project.resolve("change.json");
        Files.writeString(plan, Files.readString(plan).replace("ADD COLUMN age", "DROP COLUMN name, ADD COLUMN age"));
        assertThat(seedbank.run("push", "change.json", "--confirm"))
                .exits(1)
                .warns(
                        "now takes other statements than those in the plan",
                        "Nothing was changed. Plan again: seedbank push --plan change.json");
        assertThat(columns()).isEqualTo("id,name");
    }

    @Test
    void what_could_be_a_rename_is_not_guessed() {
        renamesTheName();
        assertThat(seedbank.run("push", "--force", "--confirm"))
                .exits(2)
                .warns("-- seedbank:renamed column public.users.name -> full_name")
                .neverSays("as schema/ declares");
        assertThat(columns()).isEqualTo("id,name");
        seedbank.file("schema/renames.sql", "-- seedbank:renamed column public.users.name -> full_name\n");
        assertThat(seedbank.run("push")).exits(0);
        assertThat(db.query("select full_name from users where id = 1")).containsExactly("Ada");
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
    }

    @Test
    void what_rows_are_in_the_way_of_is_not_called_done() {
        seedbank.file("schema/users.sql", "create table users (id int primary key, name text not null);\n");
        for (var option : new String[] {"--dry-run", "--confirm"}) {
            assertThat(seedbank.run("push", option))
                    .exits(2)
                    .warns("column \"name\" becomes NOT NULL, and 1 row has no value in it")
                    .neverSays("as schema/ declares");
        }
    }

    @Test
    void a_terminal_is_asked_what_is_renamed() {
        renamesTheName();
        try (var run = seedbank.onTerminal("push")) {
            run.awaitSaying("(rename/drop)").type("rename\n");
            assertThat(run.await()).exits(0);
        }
        assertThat(db.query("select full_name from users where id = 1")).containsExactly("Ada");
    }

    @Test
    void a_terminal_is_asked_what_is_dropped() {
        renamesTheName();
        try (var run = seedbank.onTerminal("push", "--force")) {
            run.awaitSaying("(rename/drop)").type("drop\n");
            run.awaitSaying("LOSES DATA").type("yes\n");
            assertThat(run.await()).exits(0);
        }
        assertThat(db.query("select full_name is null from users where id = 1")).containsExactly("t");
    }

    @OptionTest("push --lock-timeout")
    void waits_for_another_who_changes_structure_so_long() {
        seedbank.file("migrations/V1__a.sql", "create table a (id int);");
        assertThat(seedbank.run("migrate")).exits(0);
        db.run(
                "update seedbank.lease set owner = 'another', place = 'ada@elsewhere', process = '', expires_at = now() + interval '1 hour'");
        seedbank.file("schema/a.sql", "create table a (id int);");
        var result = seedbank.run("push", "--lock-timeout", "1s");
        assertThat(result).exits(1).says("ada@elsewhere");
        assertThat(result.duration().toSeconds()).isLessThan(30);
    }

    @Test
    void files_that_cannot_be_read_change_nothing() throws IOException {
        seedbank.file("schema/wrong.sql", "create table a (id int);\n\ncreate tabel b (id int);\n");
        assertThat(seedbank.run("push")).exits(2).warns("schema/wrong.sql:3");
        Files.write(project.resolve("schema/wrong.sql"), new byte[] {'-', '-', ' ', (byte) 0xE4});
        assertThat(seedbank.run("push")).exits(2).warns("schema/wrong.sql:1", "not UTF-8");
        Files.delete(project.resolve("schema/wrong.sql"));
        seedbank.file("schema/users.sql", "-- nothing yet\n");
        assertThat(seedbank.run("push", "--force", "-y")).exits(2).warns("schema/ declares nothing");
        Files.delete(project.resolve("schema/users.sql"));
        Files.delete(project.resolve("schema"));
        assertThat(seedbank.run("push", "--force", "-y")).exits(2).warns("there is no folder schema/", "seedbank pull");
        assertThat(columns()).isEqualTo("id,name");
    }

    @Test
    void a_database_that_nothing_declares_is_not_even_reached() {
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores:
                    main: {url: "${DATABASE_URL}"}
                    content: {url: "mongodb://127.0.0.1:1/content"}
                """);
        assertThat(seedbank.run("push"))
                .exits(0)
                .prints("Left out: nothing declares the structure of content, there is no folder collections/content/");
    }

    @Test
    void each_of_several_stores_has_its_files() {
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores:
                    main: {url: "${DATABASE_URL}"}
                    copy: {url: "${DATABASE_URL}"}
                """);
        assertThat(seedbank.run("push")).exits(2).warns("schema/users.sql: with several stores");
        assertThat(project.resolve("schema/users.sql").toFile().delete()).isTrue();
        seedbank.file("schema/main/users.sql", "create table users (id int primary key, name text, age int);\n");
        assertThat(seedbank.run("push")).exits(0).prints("Left out", "schema/copy/", "main: 1 statement run");
        assertThat(seedbank.run("push", "--store", "copy")).exits(2).warns("no folder schema/copy/");
    }
}
