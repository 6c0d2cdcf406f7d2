package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
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
}
