package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the files hold, {@code push --dry-run} changes nothing: they are tried in a transaction that none of them can end. */
@Tag("program")
class PushEscapeIT {
    private static final String OWN = "select nspname from pg_namespace where nspname ~ '^_seedbank'";

    @TempDir
    Path project;

    private Database db;
    private Database owned;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        owned = db.as(db.createOwner());
        owned.run("create table real (id int primary key, v text); insert into real values (1, 'precious')");
    }

    @AfterEach
    void drop() {
        db.close();
    }

    /** Before {@code HIDDEN} stands what some reader of SQL takes for a part of a statement or a comment. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table x (a int) -- note\r; HIDDEN\n;",
                "set standard_conforming_strings = 'off'; create table x (a text default '\\''); HIDDEN --');",
                "set standard_conforming_strings = no; create table x (a text default '\\''); HIDDEN --');",
                "set standard_conforming_strings to 0; create table x (a text default '\\''); HIDDEN --');",
                "select set_config('standard_conforming_strings', 'off', true); create table x (a text default '\\''); HIDDEN --');",
                "create table x (a text default E'a'\n'\\''); HIDDEN --');",
                """
                do $$ begin perform set_config('standard_conforming_strings', 'off', true); end $$;
                create table real (); comment on table real is '\\''; HIDDEN --';
                """,
                """
                create function strings() returns text language sql as $$ select set_config('standard_conforming_strings', 'off', true) $$;
                do $$ begin perform strings(); end $$; create table real (); comment on table real is '\\''; HIDDEN --';
                """,
                "create schema job; create function job.begin() returns int language sql as 'select 1'; HIDDEN",
                "create function f() returns int language sql begin atomic select 1 case; end; HIDDEN",
                "set search_path = public\r-- note\r; HIDDEN\n;create table x ();",
                "create table real (id int primary key, v bigint);\n-- seedbank:using real.v: 1; HIDDEN --\n",
            })
    void nothing_that_hides_in_a_file_ends_the_transaction(String file) {
        for (var hidden : new String[] {
            "commit; begin; drop table _seedbank_away_public.real; commit;",
            "rollback; drop table public.real;",
            "savepoint loaded; commit; drop table real; begin; savepoint loaded;"
        }) {
            var result = CliRunner.in(project)
                    .env("DATABASE_URL", owned.url())
                    .file("schema/a.sql", file.replace("HIDDEN", hidden))
                    .run("push", "--dry-run");
            assertThat(result.exitCode()).as("%s", result).isBetween(0, 2); // 0: what hides is read as a mere text
            assertThat(owned.query("select v from public.real")).containsExactly("precious");
            assertThat(db.query(OWN)).isEmpty();
        }
    }

    @Test
    void a_function_may_be_called_begin() {
        var seedbank = CliRunner.in(project).env("DATABASE_URL", owned.url()).file("schema/a.sql", """
                        begin;
                        create table real (id int primary key, v text);
                        create schema job;
                        create function job.begin() returns int language sql as $$ select 1 $$;
                        commit;
                        """);
        assertThat(seedbank.run("push", "--dry-run")).exits(0).prints("CREATE SCHEMA IF NOT EXISTS job", "job.begin");
        assertThat(owned.query("select v from public.real")).containsExactly("precious");
        assertThat(db.query(OWN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create schema job; create function job.begin() returns int language sql as 'select 1'; HIDDEN",
                "create function f() returns int language sql begin atomic select 1 case; end; HIDDEN",
            })
    void no_role_is_made_on_the_server_of_a_scratch_database(String file) {
        var role = "hidden_" + db.name();
        for (var hidden : new String[] {"create role %s; commit;", "rollback; create role %s;"}) {
            var result = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("schema/a.sql", file.replace("HIDDEN", hidden.formatted(role)))
                    .run("push", "--dry-run");
            assertThat(result.exitCode()).as("%s", result).isBetween(1, 2);
            assertThat(db.query("select rolname from pg_roles where rolname = '%s'".formatted(role)))
                    .isEmpty();
        }
    }
}
