package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another session is in the way for longer than a run waits. */
@Tag("program")
class SeedLockIT {
    @TempDir
    Path project;

    @Test
    void who_holds_the_lock_is_said_and_nothing_is_seeded() throws SQLException {
        try (var db = PostgresServer.any().createDatabase();
                var locking = db.connect();
                var inserting = db.connect();
                var statement = locking.createStatement();
                var insert = inserting.createStatement()) {
            db.run(
                    "create table teams (id int primary key)",
                    "create table users (id int primary key)",
                    "create table notes (id int primary key)");
            statement.execute("set application_name = 'a long report'");
            locking.setAutoCommit(false);
            statement.execute("lock table users in access exclusive mode");
            insert.execute("set application_name = 'someone else'");
            inserting.setAutoCommit(false);
            insert.execute("insert into notes values (1)");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("seeds/rows/teams.json", "[{\"id\": 1}]")
                    .file("seeds/rows/users.json", "[{\"id\": 1}]")
                    .file("seeds/notes/notes.json", "[{\"id\": 1}]");
            // Both wait half a minute, side by side.
            try (var first = seedbank.start("seed", "rows");
                    var second = seedbank.start("seed", "notes")) {
                assertThat(first.await())
                        .exits(1)
                        .warns(
                                "Gave up waiting for a lock on table public.users",
                                "application a long report",
                                "try again")
                        .neverSays("Correct the file");
                assertThat(second.await())
                        .exits(1)
                        .warns("Gave up waiting for a lock on table public.notes", "application someone else");
            }
            locking.rollback();
            inserting.rollback();
            assertThat(db.query("select count(*) from teams")).containsExactly("0");
            assertThat(seedbank.run("seed")).exits(0).prints("3 inserted");
        }
    }

    /** Of rows that no constraint keeps apart; both are to look for them before one of them has inserted any. */
    @Test
    void two_runs_at_once_double_nothing() throws SQLException {
        try (var db = PostgresServer.any().createDatabase();
                var locking = db.connect();
                var statement = locking.createStatement()) {
            db.run("create table users (name text)", "create table teams (id serial primary key, name text)");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("seeds/seed.yaml", "unique: {teams: name}\n")
                    .file("seeds/teams.json", "[{\"name\": \"red\"}, {\"name\": \"blue\"}]")
                    .file("seeds/users.json", "[{\"name\": \"Ada\"}, {\"name\": \"Bo\"}, {\"name\": \"Bo\"}]");
            locking.setAutoCommit(false);
            statement.execute("lock table users, teams in exclusive mode"); // as inserting does, it lets others read
            try (var first = seedbank.start("seed");
                    var second = seedbank.start("seed")) {
                Waiting.until(
                        "both wait",
                        () -> db.query("select pid from pg_stat_activity where datname = current_database()"
                                                + " and wait_event_type = 'Lock'")
                                        .size()
                                == 2);
                locking.rollback();
                assertThat(first.await()).exits(0);
                assertThat(second.await()).exits(0);
            }
            assertThat(db.query("select name from users order by name")).containsExactly("Ada", "Bo", "Bo");
            assertThat(db.query("select name from teams order by name")).containsExactly("blue", "red");
        }
    }

    /** Of documents that no unique index keeps apart. */
    @Test
    void runs_at_once_double_nothing_on_mongodb() {
        var server = MongoServer.any();
        var name = server.database();
        try {
            var rows = IntStream.range(0, 3_000)
                    .mapToObj("{\"name\": \"n%d\"}%n"::formatted)
                    .collect(Collectors.joining());
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(name))
                    .timeout(Duration.ofMinutes(3))
                    .file("seeds/seed.yaml", "unique: {teams: name}\n")
                    .file("seeds/teams.jsonl", rows)
                    .file("seeds/users.jsonl", rows);
            var runs =
                    IntStream.range(0, 3).mapToObj(_ -> seedbank.start("seed")).toList();
            runs.forEach(run -> assertThat(run.await()).exits(0));
            assertThat(server.open(name).getCollection("teams").countDocuments())
                    .isEqualTo(3_000);
            assertThat(server.open(name).getCollection("users").countDocuments())
                    .isEqualTo(3_000);
        } finally {
            server.drop(name);
        }
    }
}
