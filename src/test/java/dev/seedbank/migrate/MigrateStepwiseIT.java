package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that scripts begin and end themselves, statements that are in none, and sessions with settings of their own. */
@Tag("program")
class MigrateStepwiseIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void what_is_between_begin_and_commit_is_done_together_or_not_at_all() {
        var script = """
                -- migrate:up transaction:false
                create table t (n int);
                begin;
                do $$ begin insert into t values (1); end $$;
                insert into t values (2);
                do $$ begin insert into t values (%s); end $$;
                commit;
                insert into t values (4);
                """;
        seedbank.file("migrations/V1__t.sql", script.formatted("1 / 0"));
        assertThat(seedbank.run("migrate"))
                .exits(1)
                .warns("statement 5 of 7 failed", "1 statement is done. Fix the cause", "it continues at statement 2");
        assertThat(db.query("select n from t")).isEmpty();

        seedbank.file("migrations/V1__t.sql", script.formatted("3"));
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select n from t order by n")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void what_is_rolled_back_by_the_script_is_not_kept() {
        seedbank.file("migrations/V1__t.sql", """
                -- migrate:up transaction:false
                create table t (n int);
                begin;
                insert into t values (1);
                rollback;
                start transaction;
                insert into t values (2);
                savepoint s;
                insert into t values (3);
                rollback to savepoint s;
                end;
                """);
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select n from t")).containsExactly("2");
    }

    @Test
    void a_transaction_without_an_end_is_refused_and_leaves_nothing() {
        seedbank.file("migrations/V1__t.sql", "-- migrate:up transaction:false\nbegin;\ncreate table t (n int);\n");
        assertThat(seedbank.run("migrate"))
                .exits(1)
                .warns("V1__t.sql:2: the transaction that begins here does not end");
        assertThat(db.query("select to_regclass('t')")).containsExactly("null");
    }

    @Test
    void a_block_that_commits_is_not_run_again_after_waiting_for_a_lock() throws SQLException {
        db.run("create table t (id int primary key, n int)", "insert into t values (1, 0), (2, 0), (3, 0)");
        seedbank.file("migrations/V1__t.sql", """
                -- seedbank:lock-timeout 500ms
                -- migrate:up transaction:false
                do $$ begin
                    for i in 1..3 loop update t set n = n + 1 where id = i; commit; end loop;
                end $$;
                """);
        try (var blocker = db.connect()) {
            lock(blocker, "select from t where id = 3 for update");
            assertThat(seedbank.run("migrate"))
                    .exits(1)
                    .warns("gave up waiting for a lock", "What it has committed stays");
        }
        assertThat(db.query("select n from t order by id")).containsExactly("1", "1", "0");
    }

    @Test
    void a_block_that_does_not_commit_is_tried_again() throws SQLException {
        db.run("create table t (n int)", "insert into t values (0)");
        seedbank.file("migrations/V1__t.sql", """
                -- seedbank:lock-timeout 500ms
                -- migrate:up transaction:false
                do $$ begin update t set n = n + 1; end $$;
                """);
        try (var blocker = db.connect()) {
            lock(blocker, "select from t for update");
            try (var run = seedbank.start("migrate")) {
                run.awaitSaying("trying again");
                blocker.rollback();
                assertThat(run.await()).exits(0);
            }
        }
        assertThat(db.query("select n from t")).containsExactly("1");
    }

    /** PostgreSQL has made the index when it begins to wait for older transactions. */
    @Test
    void an_index_is_made_beside_an_old_transaction() throws Exception {
        db.run("create table t (n int)");
        seedbank.file("migrations/V1__i.sql", "create index concurrently on t (n);\n");
        try (var old = db.connect()) {
            lock(old, "insert into t values (1)");
            try (var run = seedbank.start("migrate")) {
                run.awaitSaying("Waiting for a lock");
                Thread.sleep(4_000); // longer than other statements wait
                old.commit();
                assertThat(run.await()).exits(0);
            }
        }
        assertThat(db.query("select indisvalid from pg_index where indrelid = 't'::regclass"))
                .containsExactly("t");
    }

    @Test
    void an_index_whose_making_gave_up_is_made_again() throws SQLException {
        db.run("create table t (n int)");
        seedbank.file(
                "migrations/V1__i.sql", "-- seedbank:lock-timeout 500ms\ncreate index concurrently i on t (n);\n");
        try (var old = db.connect()) {
            lock(old, "insert into t values (1)");
            try (var run = seedbank.start("migrate")) {
                run.awaitSaying("trying again");
                old.commit();
                assertThat(run.await()).exits(0);
            }
        }
        assertThat(db.query("select indisvalid from pg_index where indrelid = 't'::regclass"))
                .containsExactly("t");
    }

    @Test
    void a_script_that_has_become_shorter_than_what_is_done_is_not_taken_for_done() {
        var two = "-- migrate:up transaction:false\ncreate table a (n int);\ncreate table b (n int);\n";
        seedbank.file("migrations/V1__t.sql", two + "select 1 / 0;\n");
        assertThat(seedbank.run("migrate")).exits(1).warns("2 statements are done");
        seedbank.file("migrations/V1__t.sql", "-- migrate:up transaction:false\ncreate table a (n int);\n");
        assertThat(seedbank.run("migrate")).exits(1).warns("are not what they were then");
    }

    @Test
    void nothing_runs_behind_a_half_done_one_whose_file_is_gone() throws java.io.IOException {
        seedbank.file(
                "migrations/V1__a.sql", "-- migrate:up transaction:false\ncreate table a (n int);\nselect 1 / 0;\n");
        assertThat(seedbank.run("migrate")).exits(1).warns("1 statement is done");
        Files.delete(project.resolve("migrations/V1__a.sql"));
        seedbank.file("migrations/V2__b.sql", "create table b (n int);\n");
        assertThat(seedbank.run("migrate"))
                .exits(5)
                .warns("Version 1 stopped with 1 of 2 statements done", "V1__a.sql is not in migrations/");
        assertThat(seedbank.run("migrate", "repair", "--forget", "1")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0);
    }

    /** A statement outside of a transaction may have left something, such as an invalid index. */
    @Test
    void nothing_runs_behind_one_that_had_only_begun_and_whose_file_is_gone() throws java.io.IOException {
        seedbank.file("migrations/V1__i.sql", "create index concurrently i on missing (n);\n");
        assertThat(seedbank.run("migrate")).exits(1).warns("statement 1 of 1 failed");
        Files.delete(project.resolve("migrations/V1__i.sql"));
        seedbank.file("migrations/V2__b.sql", "create table b (n int);\n");
        assertThat(seedbank.run("migrate")).exits(5).warns("Version 1 stopped with 0 of 1 statements done");
        assertThat(db.query("select to_regclass('b') is null")).containsExactly("t");
    }

    @Test
    void data_follows_a_copy_with_a_condition() {
        seedbank.file("migrations/V1__t.sql", """
                create table t (a int, b int);
                copy t from stdin where a is distinct from b;
                1\t2
                1\t1
                \\.
                """);
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select b from t")).containsExactly("2");
    }

    @Test
    void a_transaction_is_not_ended_from_within_a_block() {
        seedbank.file("migrations/00001_t.sql", """
                -- +goose Up
                create table t (n int);
                -- +goose StatementBegin
                insert into t values (1); commit;
                -- +goose StatementEnd
                select 1 / 0;
                """);
        assertThat(seedbank.run("migrate")).exits(2).warns("00001_t.sql:4: COMMIT");
        assertThat(db.query("select to_regclass('t')")).containsExactly("null");
    }

    @Test
    void settings_and_roles_end_with_the_script_that_sets_them() {
        seedbank.file("migrations/V1__a.sql", """
                set session_replication_role = replica;
                set role pg_monitor;
                select 1;
                """);
        seedbank.file("migrations/V2__b.sql", """
                -- migrate:up transaction:false
                set statement_timeout = '1h';
                """);
        seedbank.file(
                "migrations/V3__c.sql",
                "create table t as select current_setting('session_replication_role') || ' ' || current_user as s;\n");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select s = 'origin ' || current_user from t")).containsExactly("t");
    }

    /** The lease is renewed while a long transaction runs. */
    @Test
    void a_database_whose_transactions_are_stricter_is_migrated() throws SQLException {
        db.run("alter database \"%s\" set default_transaction_isolation = 'serializable'".formatted(db.name()));
        db.run("create table gate ()");
        seedbank.file("migrations/V1__t.sql", "-- seedbank:lock-timeout 0\ncreate table t (n int); lock table gate;\n");
        try (var gate = db.connect()) {
            lock(gate, "lock table gate");
            try (var run = seedbank.start("migrate")) {
                run.awaitSaying("Waiting for a lock");
                db.run("update seedbank.lease set expires_at = expires_at");
                gate.rollback();
                assertThat(run.await()).exits(0);
            }
        }
    }

    @Test
    void a_limit_for_idle_sessions_does_not_end_the_lease() {
        db.run("alter database \"%s\" set idle_session_timeout = '1s'".formatted(db.name()));
        seedbank.file(
                "migrations/V1__t.sql",
                "-- migrate:up transaction:false\ncreate table t (n int);\nselect pg_sleep(2.5);\ninsert into t values (1);\n");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select owner from seedbank.lease")).containsExactly("");
    }

    @Test
    void what_fails_at_the_end_of_the_transaction_names_the_file() {
        seedbank.file("migrations/V1__t.sql", """
                create table p (n int primary key);
                create table t (n int references p deferrable initially deferred);
                insert into t values (1);
                """);
        assertThat(seedbank.run("migrate"))
                .exits(1)
                .warns("V1__t.sql: its end failed: insert or update on table", "Nothing of this migration was applied");
    }

    /** What a baseline would cover has never run then. */
    @Test
    void a_baseline_is_not_recorded_over_what_another_has_run_meanwhile() throws SQLException {
        db.run("create table gate ()");
        seedbank.file("migrations/V1__a.sql", "-- seedbank:lock-timeout 0\ncreate table a (n int); lock table gate;\n");
        seedbank.file("migrations/V2__b.sql", "create table b (n int);\n");
        try (var gate = db.connect()) {
            lock(gate, "lock table gate");
            try (var run = seedbank.start("migrate", "--to", "1")) {
                run.awaitSaying("Waiting for a lock");
                try (var baseline = seedbank.start("migrate", "baseline", "--version", "2")) {
                    baseline.awaitSaying("Waiting for migrate by ");
                    gate.rollback();
                    assertThat(baseline.await()).exits(1).warns("changed the history");
                }
                assertThat(run.await()).exits(0);
            }
        }
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("1 pending");
    }

    @Test
    void who_states_what_production_has_marks_it() {
        seedbank.file("migrations/V1__a.sql", "create table a (n int);\n");
        assertThat(seedbank.run("migrate", "baseline", "--version", "1", "--profile", "prod", "--confirm"))
                .exits(0);
        assertThat(seedbank.run("reset", "--structure", "--confirm")).exits(3).warns("this database is production");
    }

    @Test
    void who_corrects_the_history_of_production_marks_it() {
        seedbank.file("migrations/V1__a.sql", "create table a (n int);\n");
        assertThat(seedbank.run("migrate")).exits(0);
        seedbank.file("migrations/V1__a.sql", "create table a (m int);\n");
        assertThat(seedbank.run("migrate", "repair", "--accept", "1", "--profile", "prod", "--confirm"))
                .exits(0);
        assertThat(seedbank.run("reset", "--structure", "--confirm")).exits(3).warns("this database is production");
    }

    private static void lock(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
