package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two runners at once, killed runners, locked tables. {@code -Dkills=30} for a longer evening, {@code -Dkills.seed=} to repeat a
 * run's moments.
 */
@Tag("program")
class MigrateFaultsIT {
    private static final int TIMES = Integer.getInteger("kills", 4);
    private static final long SEED = Long.getLong("kills.seed", System.nanoTime());

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
    void of_runners_at_once_each_version_runs_once() {
        for (int n = 1; n <= 5; n++) {
            seedbank.file(
                    "migrations/V%d__step.sql".formatted(n),
                    "-- migrate:up\ncreate table t%d (id int); select pg_sleep(0.2);\n".formatted(n));
        }
        var runs = List.of(seedbank.start("migrate"), seedbank.start("migrate"), seedbank.start("migrate"));

        runs.forEach(run -> assertThat(run.await()).exits(0));

        assertThat(db.query("select version from seedbank.migrations where state = 'done' order by number"))
                .containsExactly("1", "2", "3", "4", "5");
        assertThat(db.query("select count(*) from seedbank.migrations")).containsExactly("5");
        assertThat(db.query("select owner from seedbank.lease")).containsExactly("");
    }

    @Test
    void a_file_that_is_replaced_while_its_run_waits_is_not_run() throws IOException {
        var first = CliRunner.in(Files.createDirectory(project.resolve("first")))
                .env("DATABASE_URL", db.url())
                .file("migrations/V1__t.sql", "-- migrate:up\ncreate table t (id int); select pg_sleep(5);\n");
        seedbank.file("migrations/V1__t.sql", "-- migrate:up\ncreate table t (id int); select pg_sleep(5);\n")
                .file("migrations/V2__u.sql", "-- migrate:up\ncreate table u (id int);\n");
        try (var one = first.start("migrate")) {
            while (one.isAlive()
                    && !db.query("select to_regclass('seedbank.lease') is not null")
                            .equals(List.of("t"))) {
                pause(20);
            }
            try (var two = seedbank.start("migrate")) {
                two.awaitSaying("Waiting for migrate by ");
                seedbank.file("migrations/V2__u.sql", "-- migrate:up\ncreate table v (id int);\n");
                assertThat(one.await()).exits(0);
                assertThat(two.await())
                        .exits(1)
                        .warns("migrations/V2__u.sql cannot be read: it was changed after this command had read it");
            }
        }
        assertThat(db.query("select to_regclass('u') is null and to_regclass('v') is null"))
                .containsExactly("t");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select to_regclass('v') is not null")).containsExactly("t");
    }

    /** And the server goes on with nothing: it would notice at the end of the statement only that nobody waits for it. */
    @ParameterizedTest
    @ValueSource(strings = {"", " transaction:false"})
    void an_interrupted_runner_tells_what_it_has_done(String option) throws Exception {
        seedbank.file("migrations/V1__t.sql", "-- migrate:up\ncreate table t (id int);\n")
                .file("migrations/V2__slow.sql", "-- migrate:up" + option + "\nselect pg_sleep(300);\n");
        var sleeping = "from pg_stat_activity where query like '%pg_sleep(300)%' and state <> 'idle'"
                + " and datname = current_database() and pid <> pg_backend_pid()";
        try (var run = seedbank.start("migrate")) {
            while (run.isAlive() && !db.query("select count(*) " + sleeping).equals(List.of("1"))) {
                Thread.sleep(50);
            }
            new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();
            assertThat(run.await())
                    .exits(130)
                    .warns(
                            "Already changed: postgresql/V1__t.sql: 1 statement",
                            "Possibly changed: postgresql/V2__slow.sql");
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!db.query("select count(*) " + sleeping).equals(List.of("0"))) {
                assertThat(System.nanoTime()).as("still running on the server").isLessThan(end);
                pause(50);
            }
            seedbank.file("migrations/V2__slow.sql", "-- migrate:up" + option + "\nselect 1;\n");
            assertThat(seedbank.run("migrate")).exits(0).prints("V2__slow.sql");
        } finally {
            db.run("select pg_terminate_backend(pid) " + sleeping);
        }
    }

    /** An insert of each statement shows that none ran twice and none was left out; the structure is that of a run without a kill. */
    @Test
    void a_killed_runner_is_taken_over_and_completed() {
        System.out.println("Moments of the kills by -Dkills.seed=" + SEED);
        var random = new Random(SEED);
        seedbank.file(
                "migrations/V1__begin.sql",
                "-- migrate:up\ncreate table steps (name text); create table data (id int);\n");
        seedbank.file("migrations/V2__whole.sql", """
                -- migrate:up
                insert into steps values ('whole');
                create type state as enum ('new', 'old');
                select pg_sleep(0.3);
                alter table data add state state not null default 'new', add check (id > 0);
                insert into data select generate_series(1, 1000);
                """);
        seedbank.file("migrations/V3__steps.sql", """
                -- migrate:up transaction:false
                insert into steps values ('one');
                select pg_sleep(0.2);
                create index concurrently data_id on data (id);
                create view new_data as select id from data where state = 'new';
                insert into steps values ('two');
                select pg_sleep(0.2);
                create unique index concurrently data_id_state on data (id, state);
                alter table data add primary key using index data_id_state;
                insert into steps values ('three');
                """);
        var whole = seedbank.run("migrate");
        assertThat(whole).exits(0);
        var structure = BackupFolder.structureNow(seedbank);
        int broken = 0;
        for (int i = 0; i < TIMES; i++) {
            db.run(
                    "drop schema if exists seedbank cascade",
                    "drop table if exists steps, data cascade",
                    "drop type if exists state");
            try (var run = seedbank.start("migrate", "--profile", "dev")) {
                pause(random.nextLong(whole.duration().toMillis()));
                broken += run.isAlive() ? 1 : 0;
                run.kill();
            }
            var next = seedbank.run("migrate", "--lock-timeout", "90s");
            assertThat(next).as("kill %d", i).exits(0);
            assertThat(next.duration().toSeconds()).isLessThan(30);
            assertThat(db.query("select name from steps order by name"))
                    .containsExactly("one", "three", "two", "whole");
            assertThat(db.query("select count(*) from data")).containsExactly("1000");
            assertThat(db.query("select bool_and(indisvalid) from pg_index where indrelid = 'data'::regclass"))
                    .containsExactly("t");
            assertThat(seedbank.run("migrate", "validate")).exits(0);
            assertThat(BackupFolder.structureNow(seedbank)).as("kill %d", i).isEqualTo(structure);
        }
        System.out.printf("%d of %d kills met a run that had not ended%n", broken, TIMES);
    }

    @Test
    void an_index_that_was_broken_off_is_made_again() {
        seedbank.file("migrations/V1__t.sql", "-- migrate:up\ncreate table t (id int);\n");
        seedbank.file("migrations/V2__index.sql", "-- migrate:up\ncreate unique index concurrently t_id on t (id);\n");
        assertThat(seedbank.run("migrate", "--to", "1")).exits(0);
        db.run("insert into t values (1), (1)");

        assertThat(seedbank.run("migrate")).exits(1).warns("V2__index.sql:2: statement 1 of 1 failed");
        assertThat(db.query("select indisvalid from pg_index where indexrelid = 't_id'::regclass"))
                .containsExactly("f");
        db.run("delete from t where ctid = '(0,1)'");

        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select indisvalid from pg_index where indexrelid = 't_id'::regclass"))
                .containsExactly("t");
    }

    @Test
    void if_not_exists_takes_no_invalid_index_for_the_index() throws SQLException {
        db.run("create table t (id int)", "insert into t values (1), (1)");
        try (var connection = db.connect();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create unique index concurrently t_id on t (id)"))
                    .isInstanceOf(SQLException.class); // the index stays, and is invalid
        }
        seedbank.file(
                "migrations/V1__index.sql",
                "-- migrate:up\ncreate unique index concurrently if not exists t_id on t (id);\n");
        assertThat(seedbank.run("migrate")).exits(1).warns("the index t_id is there, but it is invalid");
    }

    @Test
    void a_locked_table_keeps_no_reader_waiting_for_long_and_the_blocker_is_named() throws Exception {
        db.run("create table t (id int)", "insert into t values (1)");
        seedbank.file("migrations/V1__column.sql", "-- migrate:up\nalter table t add name text;\n");
        var waits = Collections.synchronizedList(new ArrayList<Long>());
        try (var blocker = db.connect();
                var statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("set application_name = 'the blocker'");
            statement.execute("select * from t");
            try (var run = seedbank.start("migrate")) {
                long end = System.nanoTime() + 10_000_000_000L;
                while (System.nanoTime() < end) {
                    long start = System.nanoTime();
                    db.query("select count(*) from t");
                    waits.add((System.nanoTime() - start) / 1_000_000);
                    pause(50);
                }
                blocker.rollback();
                assertThat(run.await()).exits(0).says("the blocker", "trying again");
            }
        }
        assertThat(Collections.max(waits)).isBetween(1000L, 3500L);
        assertThat(db.query("select count(name) from t")).containsExactly("0");
    }

    /** A second attempt would send only what the first has not read. */
    @Test
    void data_that_was_half_sent_is_never_sent_in_part() throws Exception {
        db.run("create table parent (id int primary key)", "insert into parent values (1), (2)");
        db.run("create table child (n int, parent int references parent)");
        var rows = new StringBuilder();
        for (int n = 0; n < 20_000; n++) {
            rows.append(n).append('\t').append(n < 19_000 ? 1 : 2).append('\n');
        }
        seedbank.file(
                "migrations/V1__data.sql",
                "-- seedbank:lock-timeout 500ms\n-- migrate:up transaction:false\ncopy child from stdin;\n" + rows
                        + "\\.\n");
        try (var blocker = db.connect();
                var statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("update parent set id = 3 where id = 2");
            assertThat(seedbank.run("migrate")).exits(1).warns("statement 1 of 1 failed");
            blocker.rollback();
        }
        assertThat(db.query("select count(*) from child")).containsExactly("0");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select count(*) from child")).containsExactly("20000");
    }

    @Test
    void an_index_of_that_name_that_was_there_before_is_not_taken_for_the_migrations() {
        db.run("create table t (id int, name text)", "create index t_i on t (id)");
        seedbank.file("migrations/V1__index.sql", "-- migrate:up\ncreate index concurrently t_i on t (name);\n");
        assertThat(seedbank.run("migrate")).exits(1).warns("already exists");
        assertThat(seedbank.run("migrate")).exits(1).warns("already exists");
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("1 pending");
    }

    @Test
    void what_stopped_without_a_transaction_does_not_begin_again_in_one() {
        var first = "create table a (id int);\ninsert into nowhere values (1);\n";
        seedbank.file("migrations/V1__a.sql", "-- migrate:up transaction:false\n" + first);
        assertThat(seedbank.run("migrate")).exits(1).warns("1 statement is done");
        seedbank.file("migrations/V1__a.sql", "-- migrate:up\n" + first);
        assertThat(seedbank.run("migrate")).exits(1).warns("stopped after statement 1 of 2", "--forget 1");
    }

    @Test
    void a_down_script_that_fails_leaves_its_migration_applied() {
        seedbank.file(
                "migrations/V1__a.sql",
                "-- migrate:up\ncreate table a (id int);\n-- migrate:down\ndrop table nowhere;\n");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("migrate", "rollback", "--steps", "1", "-y"))
                .exits(1)
                .warns("nowhere");
        assertThat(seedbank.run("migrate", "status")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0).prints("up to date at version 1");
    }

    @Test
    void files_that_no_store_can_run_are_not_passed_over() {
        seedbank.file("migrations/V1__a.yaml", "up: []\n");
        assertThat(seedbank.run("migrate")).exits(2).warns("migrations/V1__a.yaml cannot be run on 'postgresql'");
    }

    @Test
    void whoever_may_not_write_is_told() {
        seedbank.file("migrations/V1__t.sql", "-- migrate:up\ncreate table t (id int);\n");
        db.run("alter database \"%s\" set default_transaction_read_only = on".formatted(db.name()));
        assertThat(seedbank.run("migrate")).exits(1).warns("read-only");
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
