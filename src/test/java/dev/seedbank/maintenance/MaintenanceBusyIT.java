package dev.seedbank.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that others work on at the same time: their work is no fault, and nobody is waited for. */
@Tag("program")
class MaintenanceBusyIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void open() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void an_index_that_is_rebuilt_or_dropped_just_now_is_no_fault() throws SQLException {
        db.run(
                "create table users (a int, b int)",
                "create index users_a on users (a)",
                "create index users_b on users (b)");
        during("reindex table concurrently users", "2", () -> {
            var found = Findings.of(seedbank);
            assertThat(ofIndexes(found)).isEmpty();
            assertThat(found.document().at("/stores/0/notes").toString())
                    .contains("public.users_a_ccnew is being built or dropped just now");
        });
        during(
                "drop index concurrently users_a",
                "1",
                () -> assertThat(ofIndexes(Findings.of(seedbank))).isEmpty());
        assertThat(db.query("select count(*) from pg_index where indrelid = 'users'::regclass"))
                .containsExactly("1");
    }

    @Test
    void an_index_that_is_built_just_now_is_not_missing() throws SQLException {
        db.run("create table teams (id int primary key)", "create table users (team_id int references teams)");
        during(
                "create index concurrently on users (team_id)",
                "1",
                () -> assertThat(ofIndexes(Findings.of(seedbank))).isEmpty());
        assertThat(ofIndexes(Findings.of(seedbank))).isEmpty();
    }

    /** Who holds them up is found, too. */
    private static List<String> ofIndexes(Findings found) {
        return found.ids().stream().filter(it -> it.contains("-index/")).toList();
    }

    /** Holds it up by a transaction that reads the table, until {@code invalid} indexes are there. */
    private void during(String statement, String invalid, Runnable look) throws SQLException {
        try (var old = db.connect();
                var worker = db.connect();
                var working = worker.createStatement()) {
            hold(old, "insert into users select from generate_series(1, 1)");
            var thread = Thread.ofPlatform().start(() -> {
                try {
                    working.execute(statement);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            Waiting.until(
                    "it has begun",
                    () -> db.query("select count(*) from pg_index where not indisvalid")
                            .equals(List.of(invalid)));
            look.run();
            old.rollback();
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who waits for one who waits is kept waiting by the first. */
    @Test
    void all_whom_a_session_keeps_waiting_are_named() throws SQLException {
        db.run("create table jobs (id int primary key)", "insert into jobs values (1), (2)");
        try (var first = db.connect();
                var second = db.connect();
                var third = db.connect()) {
            hold(first, "update jobs set id = 10 where id = 1");
            hold(second, "update jobs set id = 20 where id = 2");
            var threads = List.of(
                    updating(second, "update jobs set id = 11 where id = 1"),
                    updating(third, "update jobs set id = 21 where id = 2"));
            Waiting.until(
                    "two waits for more than a second",
                    () -> db.query(
                                    "select count(*) from pg_locks where not granted and waitstart < now() - interval '1.2 s'")
                            .equals(List.of("2")));
            var blocker = "blocker/session " + pid(first);
            var found = Findings.of(seedbank);
            assertThat(found.ids().stream().filter(it -> it.startsWith("blocker/")))
                    .containsExactly(blocker);
            assertThat(found.get(blocker).path("what").asText())
                    .contains("%d (waits for a row of public.jobs)".formatted(pid(second)))
                    .contains("%d (waits for a row of public.jobs)".formatted(pid(third)));
            assertThat(found.get(blocker).at("/evidence/0/value").asInt()).isEqualTo(2);
            first.rollback();
            threads.getFirst().join();
            second.rollback();
            threads.getLast().join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread updating(Connection connection, String sql) {
        return Thread.ofPlatform().start(() -> {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
    }

    private static void hold(Connection connection, String... statements) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        }
    }

    @Test
    void a_locked_sequence_is_not_waited_for() throws SQLException {
        db.run(
                "create sequence dropped",
                "create sequence restarted",
                "create sequence numbers maxvalue 100",
                "select nextval('dropped'), nextval('restarted'), setval('numbers', 90)");
        try (var other = db.connect()) {
            hold(other, "drop sequence dropped", "alter sequence restarted restart");
            var found = Findings.of(seedbank);
            assertThat(found.ofDatabase()).containsExactly("sequence/public.numbers");
            assertThat(found.document().at("/stores/0/notes").toString())
                    .contains(
                            "Not looked at: public.dropped, because a session has locked it",
                            "Not looked at: public.restarted, because a session has locked it");
        }
    }

    @Test
    void a_sequence_that_the_role_may_not_read_is_said_to_be_passed_over() {
        db.run("create sequence numbers", "select nextval('numbers')", "create sequence unused");
        var seen = seedbank.env("DATABASE_URL", db.createOwner());
        assertThat(seen.run("maintenance"))
                .exits(0)
                .prints("Not looked at: 2 sequences, such as public.numbers, that this role may not read");
        db.run("grant usage on numbers to public");
        assertThat(seen.run("maintenance"))
                .exits(0)
                .prints("Not looked at: the sequence public.unused that this role may not read");
    }
}
