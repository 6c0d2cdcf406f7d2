package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More tables than the server has room for locks. */
@Tag("program")
@Tag("long")
class ManyTablesIT {
    private static final int TABLES = 2500;
    private static final PostgresServer SERVER = PostgresServer.privateServer();

    @TempDir
    Path project;

    /** With its room for 1,400 locks at most it takes less time to make too many tables. */
    @BeforeAll
    static void makeLittleRoom() {
        setMaxLocks(10);
    }

    private static void setMaxLocks(int number) {
        try (var db = SERVER.createDatabase()) {
            db.run("alter system set max_locks_per_transaction = " + number);
        }
        SERVER.stop();
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void a_backup_needs_no_lock_for_each_of_them() {
        try (var db = tables(TABLES)) {
            db.run(
                    "create table parts (id int, at date, primary key (id, at)) partition by list (id)",
                    "do $$ begin for i in 1..150 loop "
                            + "execute format('create table part_%s partition of parts for values in (%s)', i, i); commit; "
                            + "end loop; end $$",
                    "insert into parts select n, date '2020-01-01' + n from generate_series(1, 150) n");
            assertThat(seedbank(db).run("backup")).exits(0).prints((3 * TABLES + 150) + " rows");
            assertThat(seedbank(db).run("backup", "verify")).exits(0);
        }
    }

    /** Nothing is touched, not even for a safety backup; and the setting that is named is enough. */
    @Test
    void what_cannot_be_locked_at_once_is_refused_with_the_setting_that_it_needs() {
        try (var db = tables(600);
                var empty = SERVER.createDatabase()) {
            var seedbank = seedbank(db);
            assertThat(seedbank.run("backup", "--name", "all")).exits(0);
            assertThat(seedbank.run("clean", "--table", "t_1", "--confirm")).exits(0);
            var backups = BackupFolder.of(project);
            var names = backups.names();
            var backup = backups.only("all");
            assertThat(refused(seedbank, "clean", "--confirm")).isGreaterThan(10);
            refused(seedbank, "undo", "--confirm");
            refused(seedbank, "restore", backup, "--dry-run");
            refused(seedbank, "restore", backup, "--recreate", "--confirm");
            empty.run("create function mine() returns int language sql as 'select 1'");
            refused(seedbank(empty), "restore", backup, "--confirm");
            int needed = refused(seedbank, "restore", backup, "--confirm");
            assertThat(backups.names()).isEqualTo(names);
            assertThat(db.query("select (select count(*) from t_1) || '|' || (select count(*) from t_600)"))
                    .containsExactly("0|3");
            assertThat(seedbank.run("restore", backup, "--table", "t_600", "--confirm"))
                    .exits(0);
            setMaxLocks(needed);
            assertThat(seedbank.run("restore", backup, "--confirm", "--no-safety-backup"))
                    .exits(0);
            assertThat(db.query("select count(*) from t_1")).containsExactly("3");
        } finally {
            makeLittleRoom();
        }
    }

    /** @return the value that the message names */
    private static int refused(CliRunner seedbank, String... arguments) {
        var result = seedbank.run(arguments);
        assertThat(result).exits(1).warns("Nothing was changed", "max_locks_per_transaction to ");
        return Integer.parseInt(result.err().replaceAll("(?s).*max_locks_per_transaction to (\\d+).*", "$1"));
    }

    @Test
    void a_change_of_structure_that_no_lock_kept_away_is_found() throws SQLException {
        try (var db = tables(TABLES);
                var blocker = db.connect();
                var statement = blocker.createStatement()) {
            db.run("create table z_last (id int primary key)");
            blocker.setAutoCommit(false);
            statement.execute("lock table z_last in access exclusive mode");
            try (var run = seedbank(db).start("backup")) {
                Waiting.until(
                        "the backup waits for the last table",
                        () -> !db.query("select 1 from pg_locks where not granted and relation = 'z_last'::regclass")
                                .isEmpty());
                db.run("truncate t_1");
                blocker.rollback();
                assertThat(run.await())
                        .exits(1)
                        .warns(
                                "The structure of a table was changed while the tables were read",
                                "max_locks_per_transaction to " + settingThatLocks(db, TABLES + 1) + ",");
            }
            assertThat(BackupFolder.of(project).names()).isEmpty();
            assertThat(BackupFolder.of(project).leftovers()).isEmpty();
        }
    }

    /** Half of the server's room for locks is left to others. */
    private static String settingThatLocks(Database db, int tables) {
        return db.query("select ceil(%s / (current_setting('max_connections')::numeric".formatted(2 * tables)
                        + " + current_setting('max_prepared_transactions')::numeric))")
                .getFirst();
    }

    private static Database tables(int number) {
        return SERVER.createDatabase()
                .run("do $$ begin for i in 1..%d loop ".formatted(number)
                        + "execute format('create table t_%s (id serial, name text)', i); "
                        + "execute format('insert into t_%s (name) values (''a''), (''b''), (''c'')', i); commit; "
                        + "end loop; end $$");
    }

    private CliRunner seedbank(Database db) {
        return CliRunner.in(project).env("DATABASE_URL", db.url()).timeout(Duration.ofMinutes(3));
    }
}
