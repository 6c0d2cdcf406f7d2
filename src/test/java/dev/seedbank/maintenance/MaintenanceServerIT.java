package dev.seedbank.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that are a whole server's, each planted on one that nobody else uses; nothing else is named. */
@Tag("program")
class MaintenanceServerIT {
    private static PostgresServer server;
    private static boolean statements;

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeAll
    static void start() {
        server = PostgresServer.privateServer();
        try (var admin = server.createDatabase()) {
            statements = admin.query("select count(*) from pg_available_extensions where name = 'pg_stat_statements'")
                    .equals(List.of("1"));
            admin.run("alter system set max_prepared_transactions = 10");
            if (statements) {
                admin.run("alter system set shared_preload_libraries = 'pg_stat_statements'");
            }
        }
        restart();
    }

    private static void restart() {
        server.stop();
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void open() {
        db = server.createDatabase();
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void transactions_that_stay_open() throws SQLException {
        db.run("create table jobs (id int)", "create table others (id int)");
        try (var preparing = db.connect();
                var idle = db.connect();
                var working = db.connect();
                var quiet = db.connect();
                var waiting = db.connect();
                var statement = preparing.createStatement()) {
            preparing.setAutoCommit(false);
            statement.execute("lock table jobs");
            statement.execute("prepare transaction 'the second''s phase'");
            idle.setAutoCommit(false);
            idle.createStatement().execute("select from others");
            quiet.createStatement().execute("select 1");
            var thread = running(waiting, "update jobs set id = 2");
            var other = running(working, "select pg_sleep(600), 'geheim'");
            Waiting.until(
                    "a wait for more than a second",
                    () -> db.query(
                                    "select exists (select from pg_locks where not granted and waitstart < now() - interval '1.2 s')")
                            .equals(List.of("t")));
            var found = Findings.of(seedbank, "--longer-than", "1s");
            assertThat(found.ofDatabase())
                    .containsExactlyInAnyOrder(
                            "prepared-transaction/transaction the second's phase",
                            "blocker/a prepared transaction",
                            "idle-in-transaction/session " + pid(idle),
                            "long-operation/session " + pid(working));
            assertThat(found.get("long-operation/session " + pid(working))
                            .path("what")
                            .asText())
                    .endsWith("has been running a statement for a long time: select pg_sleep( …");
            assertThat(found.fix("blocker/a prepared transaction"))
                    .isEqualTo("ROLLBACK PREPARED 'the second''s phase'");
            assertThat(found.fix("the second's phase")).isEqualTo("ROLLBACK PREPARED 'the second''s phase'");
            assertThat(found.fix("idle-in-transaction/session " + pid(idle)))
                    .isEqualTo("SELECT pg_terminate_backend(%d)".formatted(pid(idle)));
            assertThat(found.fix("long-operation/session " + pid(working)))
                    .isEqualTo("SELECT pg_cancel_backend(%d)".formatted(pid(working)));
            db.run(found.fix("the second's phase"), found.fix("long-operation/session " + pid(working)));
            join(thread);
            join(other);
        }
        assertThat(Findings.of(seedbank).ofDatabase()).isEmpty();
    }

    private static Thread running(Connection connection, String sql) {
        return Thread.ofPlatform().start(() -> {
            try {
                connection.createStatement().execute(sql);
            } catch (SQLException e) {
                // it is ended by the test
            }
        });
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that has only this role's attention: the server has plenty. */
    @Test
    void connections_near_the_limit_of_a_role() throws SQLException {
        var owner = db.createOwner();
        var role = db.as(owner).query("select current_user").getFirst();
        db.run("alter role %s connection limit 10".formatted(role));
        var open = new ArrayList<Connection>();
        try {
            while (open.size() < 7) {
                open.add(db.as(owner).connect());
            }
            var found = Findings.of(CliRunner.in(project).env("DATABASE_URL", owner));
            assertThat(found.ofDatabase()).containsExactly("connections/connections of role " + role);
            assertThat(found.get("of role " + role).at("/evidence/0/limit").asInt())
                    .isEqualTo(10);
        } finally {
            for (var connection : open) {
                connection.close();
            }
        }
    }

    @Test
    void connections_near_the_limit() throws SQLException {
        int limit = Integer.parseInt(db.query(
                        "select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int")
                .getFirst());
        var open = new ArrayList<Connection>();
        try {
            while (open.size() < limit * 82 / 100) {
                open.add(db.connect());
            }
            var found = Findings.of(seedbank);
            assertThat(found.ofDatabase()).containsExactly("connections/connections");
            assertThat(found.get("connections").at("/evidence/0/limit").asInt()).isEqualTo(limit);
        } finally {
            for (var connection : open) {
                connection.close();
            }
        }
        Waiting.until(
                "they are gone",
                () -> db.query("select count(*) < 10 from pg_stat_activity where datname = current_database()")
                        .equals(List.of("t")));
        assertThat(Findings.of(seedbank).ofDatabase()).isEmpty();
    }

    /** Of a table that is large beside the server's memory most is read from the disk each time. */
    @Test
    void a_cache_that_serves_few_of_the_reads() {
        db.run(
                "create table big (t text)",
                "alter table big alter t set storage plain",
                "insert into big select repeat('x', 7000) from generate_series(1, 5000)",
                "vacuum analyze big",
                "checkpoint");
        restart();
        db.run("do $$ begin for i in 1..220 loop perform count(*) from big; end loop; end $$");
        Waiting.until(
                "reads are counted",
                () -> db.query(
                                "select blks_hit + blks_read > 1000000 from pg_stat_database where datname = current_database()")
                        .equals(List.of("t")));
        var found = Findings.of(seedbank);
        assertThat(found.exitCode()).isZero();
        assertThat(found.ofDatabase()).containsExactly("cache/cache");
        assertThat(found.get("cache/cache").at("/evidence/0/value").asInt()).isLessThan(90);
    }

    /** The catalog is told that the database's oldest transaction is older than it is, and nobody is left to put that right. */
    @Test
    void transaction_ids_that_run_out() {
        db.run("create table users (id int)", "alter system set autovacuum = off", "select pg_reload_conf()");
        try {
            Waiting.until(
                    "autovacuum has stopped",
                    () -> db.query("select count(*) from pg_stat_activity where backend_type like 'autovacuum%'")
                            .equals(List.of("0")));
            db.run(aged(900_000_000));
            var found = Findings.of(seedbank);
            assertThat(found.ofDatabase())
                    .containsExactly("autovacuum-off/autovacuum", "transaction-age/transaction ids");
            assertThat(found.get("transaction ids").path("severity").asText()).isEqualTo("warning");
            assertThat(found.fix("transaction ids")).isEqualTo("VACUUM (FREEZE, VERBOSE)");
            db.run(aged(1_700_000_000));
            assertThat(Findings.of(seedbank)
                            .get("transaction ids")
                            .path("severity")
                            .asText())
                    .isEqualTo("critical");
        } finally {
            db.run(aged(10), "alter system reset autovacuum", "select pg_reload_conf()");
        }
    }

    private static String aged(long transactions) {
        return "update pg_database set datfrozenxid = ((txid_current() + 4294967296 - %d) %% 4294967296)::text::xid where datname = current_database()"
                .formatted(transactions);
    }

    @Test
    void the_slowest_statements_where_the_server_keeps_them() {
        assertThat(Findings.of(seedbank).document().at("/stores/0/slowest")).isEmpty();
        Assumptions.assumeTrue(statements, "no pg_stat_statements on this server");
        db.run("create schema \"the ext\"", "create extension pg_stat_statements schema \"the ext\"");
        db.run(
                "select pg_sleep(0.2)",
                "select 'ada' || generate_series(1, 10)",
                "create role someone password 'geheim'",
                "create subscription s connection 'postgresql://u:geheim@h/db' publication p with (connect = false)");
        try {
            var slowest = Findings.of(seedbank).document().at("/stores/0/slowest");
            assertThat(slowest.at("/0/statement").asText()).isEqualTo("select pg_sleep($1)");
            assertThat(slowest.at("/0/milliseconds").asInt()).isGreaterThanOrEqualTo(200);
            assertThat(slowest.toString())
                    .doesNotContain("ada")
                    .doesNotContain("geheim")
                    .doesNotContain("pg_class")
                    .contains("create subscription s connection …");
            assertThat(seedbank.run("maintenance")).exits(0).prints("SLOWEST STATEMENTS", "select pg_sleep($1)");
        } finally {
            db.run("drop role someone", "alter subscription s disable", "alter subscription s set (slot_name = none)");
            db.run("drop subscription s");
        }
    }
}
