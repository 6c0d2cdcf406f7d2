package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRun;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PgDump;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups of more tables than one transaction can lock, restored into databases that have none. */
@Tag("program")
@Tag("long")
class StagedRestoreIT {
    private static final int TABLES = 300;
    private static final int KILLS = Integer.getInteger("kills", 2);
    private static final PostgresServer SERVER = PostgresServer.privateServer();

    @TempDir
    Path project;

    @BeforeAll
    static void makeLittleRoom() {
        try (var db = SERVER.createDatabase()) {
            db.run("alter system set max_locks_per_transaction = 10");
        }
        SERVER.stop();
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void restores_all_of_it_at_once_for_others(boolean superuser) {
        try (var source = source();
                var target = SERVER.createDatabase()) {
            var backup = backup(source);
            var url = superuser ? target.url() : target.createOwner();
            var privileges = "select nspacl from pg_namespace where nspname = 'public'";
            var before = target.query(privileges);
            assertThat(seedbank(url).run("restore", backup, "--dry-run"))
                    .exits(0)
                    .prints("everything is created in schemas _seedbank_staging_*");
            assertThat(schemas(target)).containsExactly("public");
            assertThat(seedbank(url).run("restore", backup, "--confirm")).exits(0);
            assertSame(target, source, superuser);
            assertThat(target.query(privileges)).isEqualTo(before);
            assertThat(seedbank(url).run("backup", "--name", "again")).exits(0);
            if (superuser) {
                assertThat(script(BackupFolder.of(project).only("again"))).isEqualTo(script(backup));
            }
            assertThat(seedbank(url).run("undo", "--confirm")).exits(1).warns("Nothing was changed");
            assertSame(target, source, superuser);
            assertThat(target.query("insert into t_7 (name) values ('next') returning id"))
                    .containsExactly("4");
        }
    }

    @Test
    void a_killed_one_is_as_if_it_had_never_been() throws InterruptedException {
        try (var source = source()) {
            var backup = backup(source);
            var wanted = PostgresDigest.of(source);
            long nanos = undisturbed(backup);
            for (int i = 0; i < KILLS; i++) {
                try (var target = SERVER.createDatabase()) {
                    try (var run = seedbank(target.url()).start("restore", backup, "--confirm")) {
                        run.endInput();
                        Thread.sleep(Duration.ofNanos(nanos * (i + 2) / (KILLS + 2)));
                        run.kill().await();
                    }
                    awaitNobody(target);
                    if (tables(target) > 0) {
                        assertThat(PostgresDigest.of(target)).isEqualTo(wanted);
                        continue;
                    }
                    assertThat(seedbank(target.url()).run("status", "--output", "json"))
                            .exits(0)
                            .neverSays("_seedbank");
                    assertThat(seedbank(target.url()).run("restore", backup, "--confirm"))
                            .exits(0);
                    assertSame(target, source, true);
                }
            }
        }
    }

    private long undisturbed(String backup) {
        try (var target = SERVER.createDatabase()) {
            var result = seedbank(target.url()).run("restore", backup, "--confirm");
            assertThat(result).exits(0);
            return result.duration().toNanos();
        }
    }

    @Test
    void rows_that_do_not_fit_leave_the_database_empty() {
        try (var source = source();
                var target = SERVER.createDatabase()) {
            source.run(
                    "create function fits() returns bool language sql as $$ select current_database() = '"
                            + source.name() + "' $$",
                    "create table zz_last (id int check (public.fits()))",
                    "insert into zz_last values (1)");
            var backup = backup(source);
            assertThat(seedbank(target.url()).run("restore", backup, "--confirm"))
                    .exits(1)
                    .warns("zz_last: row 1");
            assertThat(tables(target)).isZero();
            assertThat(schemas(target)).containsExactly("public");
        }
    }

    /** It goes into Seedbank's own schema in the transaction that puts everything in place. */
    @Test
    void the_history_of_migrations_comes_with_all_of_it_or_not_at_all() {
        try (var source = source();
                var target = SERVER.createDatabase()) {
            assertThat(seedbank(source.url())
                            .file("migrations/V1__one.sql", "create table one (id int);")
                            .file("migrations/V2__row.sql", "insert into one values (2);")
                            .run("migrate"))
                    .exits(0);
            var backup = backup(source);
            source.run(
                    "create function fits() returns bool language sql as $$ select current_database() = '"
                            + source.name() + "' $$",
                    "create table zz_last (id int check (public.fits()))",
                    "insert into zz_last values (1)");
            assertThat(seedbank(source.url()).run("backup", "--name", "misfit")).exits(0);
            var misfit = BackupFolder.of(project).only("misfit");
            var seedbank = seedbank(target.url()).file("migrations/V3__three.sql", "create table three (id int);");

            assertThat(seedbank.run("restore", misfit, "--migrate", "--confirm"))
                    .exits(1)
                    .warns("zz_last: row 1");
            assertThat(schemas(target)).containsExactly("public");

            assertThat(seedbank.run("restore", backup, "--migrate", "--dry-run"))
                    .exits(0)
                    .prints(
                            "everything is created in schemas _seedbank_staging_*",
                            "the backup is at version 2, the database at no version",
                            "Would run then: postgresql/V3__three.sql")
                    .neverSays("will stay");
            assertThat(seedbank.run("restore", backup, "--migrate", "--confirm"))
                    .exits(0)
                    .prints("1 migration, now at version 3");
            assertThat(target.query("select version || state from seedbank.migrations order by number"))
                    .containsExactly("1done", "2done", "3done");
            assertThat(target.query("select count(*) from one")).containsExactly("1");
            assertThat(seedbank.run("migrate", "validate")).exits(0);
            assertThat(staging(target)).isZero();
        }
    }

    @Test
    void what_somebody_makes_meanwhile_is_not_lost() throws SQLException {
        while_a_restore_waits(scene -> scene.target.run("create table mine (id int)", "insert into mine values (1)"))
                .check((target, result) -> {
                    assertThat(result)
                            .exits(1)
                            .warns("Somebody created objects in the schema 'public'", "Nothing was changed");
                    assertThat(target.query("select id from mine")).containsExactly("1");
                    assertThat(tables(target)).isEqualTo(1);
                    assertThat(schemas(target)).containsExactly("public");
                });
    }

    /** Its schemas are there while it runs, and a second one keeps away from them. */
    @Test
    void a_second_restore_is_refused_and_a_lost_connection_is_no_loss() throws SQLException {
        while_a_restore_waits(scene -> {
                    var target = scene.target;
                    assertThat(staging(target)).isPositive();
                    assertThat(restore(target, scene.backup)).exits(1).warns("Another restore, clean or undo of '");
                    assertThat(seedbank(target.url()).run("status")).exits(0).neverSays("_seedbank");
                    target.run(
                            "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted");
                })
                .check((target, result) -> {
                    assertThat(result).exits(4);
                    assertThat(tables(target)).isZero();
                });
    }

    /** Then another one may have begun, and taken this one's schemas for leftovers. */
    @Test
    void a_restore_that_lost_its_lock_changes_nothing() throws SQLException {
        while_a_restore_waits(scene -> scene.target.run(
                        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted"
                                + " and objid = 73332265"))
                .check((target, result) -> {
                    assertThat(result)
                            .exits(1)
                            .warns("The connection that holds the restore lock was lost", "Nothing was changed");
                    assertThat(tables(target)).isZero();
                    assertThat(staging(target)).isZero();
                });
    }

    @Test
    void one_that_is_stopped_removes_what_it_made() throws SQLException {
        while_a_restore_waits(scene -> scene.run.interrupt()).check((target, result) -> {
            assertThat(result).exits(130).says("Nothing was changed");
            assertThat(tables(target)).isZero();
            assertThat(staging(target)).isZero();
        });
    }

    /** A restore that waits for its last rows while something happens; then it goes on to its end, and after that a new one works. */
    private Waiter while_a_restore_waits(Consumer<Scene> meanwhile) {
        return checks -> {
            try (var source = waiting();
                    var target = SERVER.createDatabase();
                    var blocker = target.connect();
                    var statement = blocker.createStatement()) {
                var backup = backup(source);
                statement.execute("select pg_advisory_lock(4711)");
                try (var run = seedbank(target.url()).start("restore", backup, "--confirm", "--trust-structure")) {
                    awaitWaiting(target);
                    meanwhile.accept(new Scene(target, backup, run));
                    statement.execute("select pg_advisory_unlock(4711)");
                    checks.accept(target, run.await());
                }
                target.run("drop table if exists mine");
                assertThat(restore(target, backup)).exits(0);
                assertThat(PostgresDigest.of(target)).isEqualTo(PostgresDigest.of(source));
                assertThat(staging(target)).isZero();
            }
        };
    }

    private record Scene(Database target, String backup, CliRun run) {}

    private interface Waiter {
        void check(BiConsumer<Database, CliResult> checks) throws SQLException;
    }

    private CliResult restore(Database target, String backup) {
        return seedbank(target.url()).run("restore", backup, "--confirm", "--trust-structure");
    }

    /** Of whatever there may be thousands, also without tables. */
    @Test
    void what_a_killed_one_left_is_removed_piece_by_piece() {
        try (var source = SERVER.createDatabase().run("create table one (id int)");
                var target = SERVER.createDatabase()) {
            var backup = backup(source);
            target.run(
                    "create schema _seedbank_staging_0_0",
                    "do $$ begin for i in 1..600 loop set local search_path = _seedbank_staging_0_0; "
                            + "execute format('create type e_%s as enum (''a'')', i); "
                            + "execute format('create type c_%s as (e e_%s)', i, i); "
                            + "execute format('create domain d_%s as e_%s', i, i); "
                            + "execute format('create type r_%s as range (subtype = int4)', i); "
                            + "execute format('create function f_%s(c_%s) returns r_%s language sql as ''select null::r_%s''', i, i, i, i); "
                            + "execute format('create procedure p_%s() language sql as ''select 1''', i); "
                            + "execute format('create aggregate a_%s(int) (sfunc = int4pl, stype = int)', i); commit; "
                            + "end loop; end $$");
            assertThat(restore(target, backup)).exits(0);
            assertThat(staging(target)).isZero();
            assertThat(tables(target)).isEqualTo(1);
        }
    }

    /** It is one script that makes all at once. */
    @Test
    void a_backup_without_labels_is_refused_with_the_setting() throws IOException {
        try (var source = source();
                var target = SERVER.createDatabase()) {
            var backup = backup(source);
            ForgedStructure.of(project, "all").unlabel();
            assertThat(seedbank(target.url()).run("restore", backup, "--dry-run"))
                    .exits(1)
                    .warns("max_locks_per_transaction to ");
            assertThat(seedbank(target.url()).run("restore", backup, "--confirm"))
                    .exits(1)
                    .warns("Nothing was changed", "max_locks_per_transaction to ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create function mine() returns int language sql as 'select 1'",
                "alter default privileges in schema public grant select on tables to public",
                "create publication everything for all tables",
                "alter default privileges grant usage on schemas to public",
            })
    void where_it_would_not_be_the_same_the_setting_is_named(String made) {
        try (var source = source();
                var target = SERVER.createDatabase()) {
            var backup = backup(source);
            target.run(made);
            assertThat(seedbank(target.url()).run("restore", backup, "--confirm"))
                    .exits(1)
                    .warns("Nothing was changed", "max_locks_per_transaction to ");
            assertThat(schemas(target)).containsExactly("public");
        }
    }

    private static void assertSame(Database target, Database source, boolean owners) {
        assertThat(PostgresDigest.of(target)).isEqualTo(PostgresDigest.of(source));
        var options = owners
                ? new String[] {"--schema-only"}
                : new String[] {"--schema-only", "--no-owner", "--no-privileges"};
        assertThat(PgDump.structure(target, options)).isEqualTo(PgDump.structure(source, options));
        assertThat(staging(target)).isZero();
    }

    /** Of many kinds, under odd names too, in several schemas that need one another. */
    private static Database source() {
        return SERVER.createDatabase()
                .run(
                        "create schema \"Odd \"\"one\"\"\"",
                        "create type \"Odd \"\"one\"\"\".mood as enum ('good', 'bad')",
                        "create function \"Odd \"\"one\"\"\".next(int) returns int immutable language sql as 'select $1 + 1'",
                        ("do $$ begin for i in 1..%d loop execute format('create table t_%%s (id serial primary key, name text unique, "
                                        + "other int default 1 references t_%%s)', i, greatest(i - 1, 1)); "
                                        + "execute format('insert into t_%%s (name) values (''a''), (''b''), (''c'')', i); commit; "
                                        + "end loop; end $$")
                                .formatted(TABLES),
                        "create table \"Odd \"\"one\"\"\".\"t'1.\" (id int generated always as identity, t int references public.t_7,"
                                + " m \"Odd \"\"one\"\"\".mood default 'good', n int generated always as (\"Odd \"\"one\"\"\".next(2)) stored)",
                        "insert into \"Odd \"\"one\"\"\".\"t'1.\" (t) values (1), (2)",
                        "create index on \"Odd \"\"one\"\"\".\"t'1.\" (\"Odd \"\"one\"\"\".next(id))",
                        "create view \"Odd \"\"one\"\"\".seen as select t.name, o.m from t_1 t join \"Odd \"\"one\"\"\".\"t'1.\" o on o.t = t.id",
                        "create materialized view counted as select m, count(*) from \"Odd \"\"one\"\"\".seen group by m",
                        "create table parts (id int, at date, primary key (id, at)) partition by list (id)",
                        "do $$ begin for i in 1..40 loop execute format("
                                + "'create table part_%s partition of parts for values in (%s)', i, i); commit; end loop; end $$",
                        "insert into parts select n, date '2020-01-01' + n from generate_series(1, 40) n",
                        "create sequence alone start 5",
                        "select nextval('alone')",
                        "create function f() returns trigger language plpgsql as $$ begin return new; end $$",
                        "create trigger g before update on t_2 for each row execute function f()",
                        "alter table t_3 enable row level security",
                        "create policy p on t_3 for select using (id > 1)",
                        "grant select on t_4 to public",
                        "comment on table t_5 is 'it''s'",
                        "create unlogged table \"order\" (id int, constraint \"a b\" check (id > 0))",
                        "create statistics s on name, other from t_6");
    }

    /** Its rows wait for the advisory lock 4711. */
    private static Database waiting() {
        return source().run(
                        "create function waits() returns bool language plpgsql as $$ begin "
                                + "perform pg_advisory_xact_lock_shared(4711); return true; end $$",
                        "create table zz_last (id int check (public.waits()))",
                        "insert into zz_last values (1)");
    }

    private String backup(Database source) {
        assertThat(seedbank(source.url()).run("backup", "--name", "all")).exits(0);
        return BackupFolder.of(project).only("all");
    }

    private String script(String backup) {
        try (var files = Files.walk(project.resolve("backups").resolve(backup))) {
            return Files.readString(files.filter(file -> file.endsWith("schema.sql"))
                    .findFirst()
                    .orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitWaiting(Database db) {
        Waiting.until(
                "the restore waits for the lock",
                () -> !db.query("select 1 from pg_locks where locktype = 'advisory' and not granted")
                        .isEmpty());
    }

    private static void awaitNobody(Database db) {
        Waiting.until(
                "the killed one's sessions are gone",
                () -> db.query(
                                "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                                        + " and backend_type = 'client backend'")
                        .isEmpty());
    }

    private static long tables(Database db) {
        return db.query(
                        "select 1 from pg_tables where schemaname !~ '^(_seedbank|pg_)' and schemaname <> 'information_schema'")
                .size();
    }

    private static int staging(Database db) {
        return db.query("select 1 from pg_namespace where nspname ~ '^_seedbank'")
                .size();
    }

    private static List<String> schemas(Database db) {
        return db.query("select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'");
    }

    private CliRunner seedbank(String url) {
        return CliRunner.in(project).env("DATABASE_URL", url).timeout(Duration.ofMinutes(3));
    }
}
