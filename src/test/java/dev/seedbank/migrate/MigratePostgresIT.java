package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Migrations of PostgreSQL: run once, in order, all or nothing, resumed where they stopped. */
@Tag("program")
class MigratePostgresIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .file("migrations/V1__create_users.sql", """
                        -- migrate:up
                        create table users (id int primary key, name text);
                        insert into users values (1, 'Ada; really'), (2, $$O'Brien; $1$$);
                        -- migrate:down
                        drop table users;
                        """)
                .file("migrations/V2__add_roles.sql", """
                        -- migrate:up
                        alter table users add role text not null default 'user';
                        -- migrate:down
                        alter table users drop column role;
                        """);
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void runs_what_is_pending_once_and_in_order() {
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("2 pending");
        assertThat(seedbank.run("migrate", "--dry-run"))
                .exits(0)
                .prints("postgresql/V1__create_users.sql", "postgresql/V2__add_roles.sql", "nothing was changed");
        assertThat(db.query("select to_regclass('users') is null and to_regnamespace('seedbank') is null"))
                .containsExactly("t");

        assertThat(seedbank.run("migrate"))
                .exits(0)
                .prints("postgresql/V1__create_users.sql: 2 statements", "2 migrations, now at version 2");

        assertThat(db.query("select name || role from users order by id"))
                .containsExactly("Ada; reallyuser", "O'Brien; $1user");
        assertThat(seedbank.run("migrate")).exits(0).prints("postgresql is up to date at version 2");
        assertThat(seedbank.run("migrate", "status")).exits(0).prints("0 pending", "applied");
        assertThat(seedbank.run("migrate", "validate")).exits(0).prints("2 migrations checked");
        assertThat(db.query("select environment from seedbank.environment")).containsExactly("development");
    }

    @Test
    void to_a_version_and_back() {
        assertThat(seedbank.run("migrate", "--to", "1")).exits(0).prints("now at version 1");
        assertThat(seedbank.run("migrate", "--to", "9")).exits(2).warns("There is no version 9");
        assertThat(seedbank.run("migrate")).exits(0);

        assertThat(seedbank.run("migrate", "rollback", "--steps", "1", "--dry-run"))
                .exits(0)
                .prints("V2__add_roles.sql");
        assertThat(seedbank.run("migrate", "rollback", "--version", "1", "--confirm"))
                .exits(0)
                .says("Safety backup")
                .prints("1 migration, now at version 1");
        assertThat(db.query("select count(*) from information_schema.columns where table_name = 'users'"))
                .containsExactly("2");
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("pending, rolled back");
        assertThat(seedbank.run("migrate", "rollback", "--version", "0", "--confirm"))
                .exits(0);
        assertThat(db.query("select to_regclass('users') is null")).containsExactly("t");
        assertThat(seedbank.run("migrate", "rollback", "--steps", "1", "--confirm"))
                .exits(2)
                .warns("There is nothing to roll back");
        assertThat(seedbank.run("migrate")).exits(0).prints("2 migrations");
    }

    @Test
    void a_failing_statement_leaves_nothing_of_its_migration() {
        seedbank.file("migrations/V3__broken.sql", """
                create table a (id int);
                insert into a values (1);

                insert into nowhere
                values (1);
                create table b (id int);
                create table c (id int);
                """);

        assertThat(seedbank.run("migrate"))
                .exits(1)
                .prints("V2__add_roles.sql")
                .warns(
                        "migrations/V3__broken.sql:4: statement 3 of 5 failed",
                        "nowhere",
                        "Nothing of this migration was applied",
                        "run seedbank migrate again");
        assertThat(db.query("select to_regclass('a') is null and to_regclass('users') is not null"))
                .containsExactly("t");
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("broken        failed  ", "1 pending");

        seedbank.file("migrations/V3__broken.sql", "create table a (id int);");
        assertThat(seedbank.run("migrate")).exits(0).prints("now at version 3");
    }

    /** Whoever pastes it must not meet another database; what a variable chooses is chosen again anyway. */
    @Test
    void the_next_command_repeats_the_options_that_chose_the_database() {
        assertThat(seedbank.run("migrate", "--profile", "test")).exits(0);
        seedbank.file("migrations/V2__add_roles.sql", "alter table users add role text;");

        var repair = "seedbank migrate repair --profile test --store postgresql --accept 2";
        assertThat(seedbank.run("migrate", "-p", "test", "-s", "postgresql")).warns(repair);
        assertThat(seedbank.run("migrate", "-p", "test", "-s", "postgresql", "-o", "json"))
                .prints("\"hint\"", repair);
        assertThat(seedbank.run("status", "--profile", "test"))
                .exits(5)
                .warns("To see what is wrong: seedbank migrate validate --profile test")
                .prints("Make one: seedbank backup --profile test");
        assertThat(seedbank.env("SEEDBANK_PROFILE", "test").run("migrate")).warns("seedbank migrate repair --accept 2");
    }

    @Test
    void what_push_has_made_is_recorded_instead_of_run() {
        db.run("create table users (id serial primary key)");
        assertThat(seedbank.run("migrate"))
                .exits(1)
                .warns(
                        "\"users\" already exists",
                        "If push has made this already, record it without running it: seedbank migrate baseline --version 2");
        assertThat(seedbank.run("migrate", "-o", "json")).exits(1).prints("\"code\" : \"exists\"");
        assertThat(seedbank.run("migrate", "baseline", "--version", "1")).exits(0);
        assertThat(seedbank.run("migrate", "status"))
                .exits(5)
                .prints("baseline", "1 pending")
                .neverSays("failed");
        db.run("create table roles (id int)");
        seedbank.file("migrations/V2__add_roles.sql", "create table roles (id int);");
        assertThat(seedbank.run("migrate")).exits(1).warns("seedbank migrate repair --applied 2");
        assertThat(seedbank.run("migrate", "repair", "--applied", "2")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0);
    }

    /** Such as one that got another version in a hurry: its failure is over, and nothing is to be put right. */
    @Test
    void a_migration_that_failed_and_left_nothing_goes_with_its_file() throws IOException {
        seedbank.file("migrations/V3__broken.sql", "insert into nowhere values (1);");
        assertThat(seedbank.run("migrate")).exits(1);

        Files.delete(project.resolve("migrations/V3__broken.sql"));
        assertThat(seedbank.run("migrate", "status"))
                .exits(0)
                .prints("0 pending")
                .neverSays("failed");
        assertThat(seedbank.run("migrate", "validate")).exits(0);
    }

    @Test
    void a_migration_that_stopped_in_the_middle_is_told_of_without_its_file() throws IOException {
        seedbank.file("migrations/V3__steps.sql", """
                -- seedbank:no-transaction
                create table a (id int);
                insert into nowhere values (1);
                """);
        assertThat(seedbank.run("migrate")).exits(1);

        Files.delete(project.resolve("migrations/V3__steps.sql"));
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("failed after statement 1 of 2, file is missing");
        assertThat(seedbank.run("migrate", "validate"))
                .exits(5)
                .prints("V3__steps.sql failed with 1 of 2 statements done, and the file is missing: ");
    }

    @Test
    void without_a_transaction_the_next_run_goes_on_where_this_one_stopped() {
        seedbank.file("migrations/V3__steps.sql", """
                -- migrate:up transaction:false
                create table a (id int);
                insert into a values (1);
                insert into nowhere values (1);
                create index concurrently a_id on a (id);
                insert into a values (2);
                """);

        assertThat(seedbank.run("migrate"))
                .exits(1)
                .warns("statement 3 of 5 failed", "2 statements are done", "it continues at statement 3");
        assertThat(db.query("select id from a")).containsExactly("1");

        db.run("create table nowhere (id int)");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select id from a order by id")).containsExactly("1", "2");
        assertThat(db.query("select indisvalid from pg_index where indexrelid = 'a_id'::regclass"))
                .containsExactly("t");
    }

    @Test
    void what_ran_must_be_what_it_was() throws IOException {
        assertThat(seedbank.run("migrate")).exits(0);
        var file = project.resolve("migrations/V1__create_users.sql");
        var text = Files.readString(file);
        Files.writeString(file, "\uFEFF" + text.replace("\n", "\r\n"));
        assertThat(seedbank.run("migrate", "validate")).exits(0);

        Files.writeString(file, text.replace("really", "Really"));
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("edited");
        assertThat(seedbank.run("migrate")).exits(5).warns("V1__create_users.sql was edited after it was applied");
        assertThat(seedbank.run("migrate", "validate"))
                .exits(5)
                .prints(
                        "- insert into users values (1, 'Ada; really')",
                        "+ insert into users values (1, 'Ada; Really')");
        assertThat(seedbank.run("migrate", "repair", "--accept", "1"))
                .exits(0)
                .prints("version 1 now matches V1__create_users.sql");
        assertThat(seedbank.run("migrate", "validate")).exits(0);

        Files.delete(file);
        assertThat(seedbank.run("migrate")).exits(5).warns("its file V1__create_users.sql is not in migrations");
        assertThat(seedbank.run("migrate", "repair", "--forget", "1")).exits(0);
        seedbank.file("migrations/V1__create_users.sql", "select 1;");
        assertThat(seedbank.run("migrate")).exits(5).warns("is not applied, but a higher version is");
        assertThat(seedbank.run("migrate", "--out-of-order")).exits(0);
        assertThat(seedbank.run("migrate", "status")).exits(0);
    }

    @Test
    void a_baseline_is_for_a_database_without_a_history() {
        db.run("create table users (id int primary key, name text)");
        assertThat(seedbank.run("migrate", "baseline", "--version", "1"))
                .exits(0)
                .prints("baseline 1");
        assertThat(seedbank.run("migrate")).exits(0).prints("1 migration, now at version 2");
        assertThat(seedbank.run("migrate", "baseline", "--version", "2"))
                .exits(2)
                .warns("already has a history");
    }

    @Test
    void repeatable_ones_run_last_and_again_when_they_differ_from_their_last_run() {
        seedbank.file("migrations/R__view.sql", "create or replace view names as select name from users;");
        assertThat(seedbank.run("migrate")).exits(0).prints("3 migrations");
        assertThat(seedbank.run("migrate")).exits(0).prints("up to date");
        seedbank.file("migrations/R__view.sql", "create or replace view names as select name, id from users;");
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("changed, runs again");
        assertThat(seedbank.run("migrate")).exits(0).prints("1 migration");
        seedbank.file("migrations/R__view.sql", "drop view names; create view names as select name from users;");
        assertThat(seedbank.run("migrate")).exits(0).prints("1 migration");
    }

    @Test
    void refuses_what_cannot_run_as_the_file_says() {
        seedbank.file("migrations/V3__mixed.sql", "create table a (id int);\ncreate index concurrently on a (id);\n");
        assertThat(seedbank.run("migrate"))
                .exits(2)
                .warns("migrations/V3__mixed.sql:2: CREATE INDEX CONCURRENTLY cannot run in a transaction");
        seedbank.file("migrations/V3__mixed.sql", "select 1;\n\\connect other\n");
        assertThat(seedbank.run("migrate")).exits(2).warns("V3__mixed.sql:2: \\connect is a command of psql");
        seedbank.file("migrations/V3__mixed.sql", "begin; create table a (id int); commit;");
        assertThat(seedbank.run("migrate")).exits(0).prints("1 statement");
    }

    @Test
    void the_encoding_of_the_session_stays_utf_8() {
        seedbank.file("migrations/V101__a.sql", """
                -- migrate:up
                set client_encoding = 'UTF8'; set names 'utf-8'; set client_encoding to default;
                create table a (name text); insert into a values ('ä');
                """)
                .file("migrations/V102__b.sql", "-- migrate:up\nselect 1;\nSET client_encoding = 'LATIN1';\n");
        assertThat(seedbank.run("migrate"))
                .exits(2)
                .warns(
                        "migrations/V102__b.sql:3: the encoding of the session is set to LATIN1, and must stay UTF-8",
                        "Save the file as UTF-8");
        assertThat(db.query("select * from a")).containsExactly("ä");
        seedbank.file("migrations/V102__b.sql", "-- migrate:up\nset names 'UNICODE';\n");
        assertThat(seedbank.run("migrate")).exits(2).warns("is set to UNICODE, and must stay UTF-8");
    }

    @Test
    void functions_of_a_user_do_not_stand_in_for_the_servers() {
        db.run("""
                create function public.now() returns timestamptz language sql as $$ select timestamptz '2001-01-01' $$;
                create function public.clock_timestamp() returns timestamptz language sql as $$ select timestamptz '2001-01-01' $$;
                create function public.current_setting(text) returns text language sql as $$ select 'off' $$;
                alter database "%s" set search_path = public, pg_catalog;
                """.formatted(db.name()));
        seedbank.file("migrations/V101__a.sql", "-- migrate:up\ncreate table a (id int);\n")
                .file(
                        "migrations/V102__b.sql",
                        "-- migrate:up transaction:false\ncreate index concurrently a_id on a (id);\nselect 1;\n");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query(
                        "select count(*) from seedbank.migrations where state = 'done' and version like '10_' and took_ms < 3600000"
                                + " and started_at > timestamptz '2020-01-01'"))
                .containsExactly("2");
        assertThat(db.query("select since > timestamptz '2020-01-01' from seedbank.lease"))
                .containsExactly("t");
    }

    @Test
    void copies_data_of_the_script() {
        seedbank.file(
                "migrations/V3__data.sql",
                "copy users (id, name, role) from stdin;\n7\tGrace; Hopper\t\\N\n8\tTab\\there\tuser\n\\.\nselect 1;\n");
        assertThat(seedbank.run("migrate")).exits(1).warns("V3__data.sql:1: statement 1 of 2 failed");
        seedbank.file(
                "migrations/V3__data.sql",
                "copy users (id, name, role) from stdin;\n7\tGrace; Hopper\tuser\n8\tTab\\there\tuser\n\\.\nselect 1;\n");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select name from users where id > 6 order by id"))
                .containsExactly("Grace; Hopper", "Tab\there");
    }

    @Test
    void in_production_it_shows_the_plan_and_asks() {
        assertThat(seedbank.run("migrate", "--profile", "prod"))
                .exits(3)
                .says("To run:", "postgresql/V1__create_users.sql");
        assertThat(seedbank.run("migrate", "--profile", "prod", "--confirm")).exits(0);
        assertThat(seedbank.run("migrate", "--profile", "prod")).exits(0).prints("up to date");
        assertThat(db.query("select environment from seedbank.environment")).containsExactly("production");
        assertThat(seedbank.run("migrate", "rollback", "--steps", "1", "--profile", "prod", "--confirm"))
                .exits(3);
    }

    /** The server then reads a backslash as the beginning of an escape, and so must whoever splits. */
    @Test
    void a_database_without_standard_strings_is_split_as_it_reads() {
        db.run("alter database %s set standard_conforming_strings = off".formatted(db.name()));
        seedbank.file("migrations/V3__text.sql", """
                -- migrate:up
                insert into users values (3, 'a\\'; b', 'x');
                insert into users values (4, 'c', 'x');
                """);

        assertThat(seedbank.run("migrate", "--dry-run")).exits(0).prints("insert into users (2 statements)");
        assertThat(seedbank.run("migrate")).exits(0).prints("V3__text.sql: 2 statements");
        assertThat(db.query("select name from users where id > 2 order by id")).containsExactly("a'; b", "c");
    }

    @Test
    void a_resumed_script_has_what_its_first_statements_set() {
        var script = """
                -- migrate:up transaction:false
                create schema app;
                set search_path = app;
                create table notes (id int);
                create table %s (id int);
                """;
        seedbank.file("migrations/V3__notes.sql", script.formatted("notes"));
        assertThat(seedbank.run("migrate")).exits(1).warns("statement 4 of 4 failed");

        seedbank.file("migrations/V3__notes.sql", script.formatted("tags"));
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select count(*) from app.notes, app.tags")).containsExactly("0");
    }

    @Test
    void a_half_done_version_goes_on_whichever_way_it_is_written() throws IOException {
        var script = """
                -- migrate:up transaction:false
                insert into users values (3, 'Eve', 'user');
                insert into users values (%s, 'Bob', 'user');
                """;
        seedbank.file("migrations/V3__users.sql", script.formatted(3));
        assertThat(seedbank.run("migrate")).exits(1).warns("statement 2 of 2 failed");

        Files.delete(project.resolve("migrations/V3__users.sql"));
        seedbank.file("migrations/V03.0__users.sql", script.formatted(4));
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select count(*) from users")).containsExactly("4");
    }

    @Test
    void a_history_of_a_later_version_of_seedbank_is_not_guessed_at() {
        assertThat(seedbank.run("migrate")).exits(0);
        db.run("update seedbank.migrations set state = 'paused' where version = '2'");

        assertThat(seedbank.run("migrate", "status"))
                .exits(1)
                .warns("the state 'paused', which this version of Seedbank does not know", "or a newer one");
        assertThat(seedbank.run("migrate")).exits(1).warns("'paused'");
    }

    /** The file is never in memory; its text is too long to be kept in the history. */
    @Test
    void fifty_megabytes_of_data_take_little_memory() throws IOException {
        var file = project.resolve("migrations/V3__data.sql");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("-- migrate:up\ncreate table data (id int, text text);\ncopy data from stdin;\n");
            var line = "x".repeat(1000);
            for (int i = 0; i < 25_000; i++) {
                out.write(i + "\t" + line + "\n");
            }
            out.write("\\.\n");
            for (int i = 0; i < 25_000; i++) {
                out.write("insert into data values (%d, '%s');\n".formatted(i, line));
            }
        }
        assertThat(Files.size(file)).isGreaterThan(50_000_000);

        assertThat(seedbank.jvm("-Xmx64m").run("migrate")).exits(0).prints("V3__data.sql: 25002 statements");
        assertThat(db.query("select count(*) from data")).containsExactly("50000");
        assertThat(seedbank.jvm("-Xmx64m").run("migrate", "status")).exits(0);
    }
}
