package dev.seedbank.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code status --watch} on a terminal, and without one. */
@Tag("program")
class StatusWatchIT {
    @TempDir
    Path project;

    @OptionTest("status --watch")
    void shows_what_changes_until_it_is_interrupted() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table first (id int)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            try (var run = seedbank.onTerminal("status", "--watch", "--interval", "0.2s")) {
                run.awaitSaying("first").awaitSaying("Refreshing every 0.2s; Ctrl-C to stop");
                db.run("create table second (id int)");
                run.awaitSaying("second").type("\u0003");
                assertThat(run.await())
                        .exits(130)
                        .says("✘ Interrupted. Nothing was changed")
                        .neverSays("Exception", "\tat ");
            }
        }
    }

    @Test
    void a_server_that_comes_back_is_connected_to_again() {
        var server = PostgresServer.privateServer();
        try (var db = server.createDatabase("watched")) {
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            try (var run = seedbank.onTerminal("status", "--watch", "--interval", "0.2s")) {
                run.awaitSaying("database watched");
                server.stop();
                run.awaitSaying("no status, see the error below").awaitSaying("✘ Store 'postgresql'");
                server.start();
                db.run("create table came_back (id int)");
                run.awaitSaying("came_back").type("\u0003");
                assertThat(run.await()).exits(130);
            }
        } finally {
            server.stop();
        }
    }

    /** A file that somebody is writing is whole the next time. */
    @Test
    void a_file_that_is_wrong_for_a_moment_does_not_end_it() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            seedbank.file("indexes/users.yaml", "collection: users\nindexes: [id]\n");
            try (var run = seedbank.onTerminal("status", "--watch", "--interval", "0.2s")) {
                run.awaitSaying("Refreshing");
                seedbank.file("indexes/users.yaml", "collection: users\nindexes: [");
                run.awaitSaying("indexes: see the error below").awaitSaying("✘ indexes/users.yaml:2: not valid YAML");
                seedbank.file("indexes/users.yaml", "collection: users\nindexes: []\n");
                db.run("create table second (id int)");
                run.awaitSaying("second").type("\u0003");
                assertThat(run.await()).exits(130);
            }
        }
    }

    /** A terminal that is smaller than the status shows its beginning. */
    @Test
    void what_does_not_fit_is_left_out() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "do $$ begin for i in 10..60 loop execute 'create table table_' || i || ' (id int)'; end loop; end $$");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            try (var run = seedbank.onSmallTerminal(20, 120, "status", "--watch", "--interval", "0.2s")) {
                run.awaitSaying("database " + db.name())
                        .awaitSaying(" more lines")
                        .awaitSaying("Refreshing");
                assertThat(run.said()).doesNotContain("table_60");
                run.type("\u0003");
                assertThat(run.await()).exits(130);
            }
        }
    }

    @Test
    void needs_somebody_who_looks() {
        var seedbank = CliRunner.in(project).env("DATABASE_URL", "postgresql://127.0.0.1:1/shop");
        assertThat(seedbank.run("status", "--watch")).exits(2).warns("--watch needs a terminal");
        try (var run = seedbank.onTerminal("status", "--watch", "--output", "json")) {
            assertThat(run.await()).exits(2).says("--watch needs a terminal to draw on, and text as its output");
        }
    }

    @OptionTest("status --interval")
    void an_interval_takes_time() {
        var seedbank = CliRunner.in(project).env("DATABASE_URL", "postgresql://127.0.0.1:1/shop");
        assertThat(seedbank.run("status", "--watch", "--interval", "0s"))
                .exits(2)
                .warns("--interval must be longer than 0s");
    }
}
