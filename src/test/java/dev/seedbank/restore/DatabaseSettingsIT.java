package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a database is set to, or a role in it, changes how values are written and read; a restore brings them back all the same. */
@Tag("program")
class DatabaseSettingsIT {
    private static final List<String> SETTINGS = List.of(
            "datestyle = 'German, DMY'",
            "intervalstyle = 'sql_standard'",
            "extra_float_digits = -15",
            "bytea_output = 'escape'",
            "timezone = 'Pacific/Apia'",
            "array_nulls = off",
            "standard_conforming_strings = off",
            "backslash_quote = off",
            "xmlbinary = 'hex'",
            "xmloption = 'document'",
            "quote_all_identifiers = on",
            "transform_null_equals = on",
            "default_transaction_isolation = 'serializable'",
            "default_transaction_deferrable = on",
            "idle_in_transaction_session_timeout = '1s'");

    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void settings_of_the_database_change_no_value(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create table vals (id int primary key, a text[], f float8, t timestamptz, i interval, b bytea, x text)",
                    "insert into vals values (1, array['a', null, 'NULL', ''], 0.1::float8 + 0.2,"
                            + " '2020-02-03 04:05:06.789+00', '1 year -2 days 3 hours', '\\x00ff5c27', E'a\\\\b''c')");
            var before = values(db);
            for (var setting : SETTINGS) {
                db.run("alter database \"" + db.name() + "\" set " + setting);
            }
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("seeds/vals.json", "[{\"id\": 2, \"a\": [null, \"NULL\"]}]");
            assertThat(seedbank.run("backup")).exits(0);
            assertThat(seedbank.run("clean", "--confirm")).exits(0);
            assertThat(seedbank.run("restore", "backup-", "--confirm")).exits(0);
            assertThat(values(db)).isEqualTo(before);
            assertThat(seedbank.run("seed")).exits(0);
            assertThat(db.query("select a[1] is null and a[2] = 'NULL' from vals where id = 2"))
                    .containsExactly("t");
        }
    }

    /**
     * Since PostgreSQL 17 a role may be given no more than some time for a transaction; a backup takes as long as it takes.
     * Here it waits for a lock for longer than that. The limit is not so short that it could end the first statement, which lifts it.
     */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_time_limit_for_transactions_ends_no_backup(PostgresServer server) throws Exception {
        try (var db = withTimeLimit(server)) {
            assertThat(whileLocked(db, "access exclusive", "backup")).exits(0).prints("1000 rows");
        }
    }

    /** The lock lets others read, so that it is the transaction of the restore itself that waits. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_time_limit_for_transactions_ends_no_restore(PostgresServer server) throws Exception {
        try (var db = withTimeLimit(server)) {
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(seedbank.run("backup")).exits(0);
            db.run("delete from vals where id > 10");
            assertThat(whileLocked(db, "share", "restore", "latest", "--confirm"))
                    .exits(0);
            assertThat(db.query("select count(*) from vals")).containsExactly("1000");
        }
    }

    /** A second for each transaction of sessions that are opened from now on, where the server knows such a limit. */
    private static Database withTimeLimit(PostgresServer server) {
        var db = server.createDatabase()
                .run("create table vals (id int)", "insert into vals select generate_series(1, 1000)");
        if (Integer.parseInt(db.query("show server_version_num").getFirst()) >= 170_000) {
            db.run("alter database \"" + db.name() + "\" set transaction_timeout = '1s'");
        }
        return db;
    }

    /** Runs the program, and lets it wait for the table for a second and a half. */
    private CliResult whileLocked(Database db, String mode, String... arguments) throws Exception {
        try (var other = db.connect();
                var lock = other.createStatement()) {
            lock.execute("select set_config('transaction_timeout', '0', false)"
                    + " where current_setting('transaction_timeout', true) is not null");
            lock.execute("begin; lock table vals in " + mode + " mode");
            try (var run = CliRunner.in(project).env("DATABASE_URL", db.url()).start(arguments)) {
                Waiting.until(
                        "it waits for the table",
                        () -> !db.query("select 1 from pg_locks where not granted and relation = 'vals'::regclass")
                                .isEmpty());
                Thread.sleep(1500);
                lock.execute("commit");
                return run.await();
            }
        }
    }

    /** In bytes, which nothing that was set above changes. */
    private static List<String> values(Database db) {
        return db.query("select encode(array_send(a), 'hex') || ' ' || encode(float8send(f), 'hex') || ' '"
                + " || encode(timestamptz_send(t), 'hex') || ' ' || encode(interval_send(i), 'hex') || ' '"
                + " || encode(b, 'hex') || ' ' || encode(textsend(x), 'hex') from vals where id = 1");
    }
}
