package dev.seedbank.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that are killed, run twice at once, or wait for others. */
@Tag("program")
class IndexFaultsIT {
    private static final int KILLS = Integer.getInteger("kills", 4);

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        db.run(
                "create table users (id int primary key, email text)",
                "insert into users select n, md5(n::text) || repeat('x', 200) from generate_series(1, 200000) n");
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .file("indexes/users.yaml", "indexes:\n  - {key: email, unique: true}\n  - [email, id]\n");
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private void isAsDeclared(int count) {
        assertThat(seedbank.run("index", "status")).exits(0).prints(count + " indexes as declared");
        assertThat(db.query("select count(*) from pg_index where not indisvalid"))
                .containsExactly("0");
        assertThat(db.query("select count(*) from pg_indexes where tablename = 'users'"))
                .containsExactly(String.valueOf(count + 1));
    }

    /** Killed at a moment of a run that takes about a second, again and again: the next run ends as one that nobody disturbed. */
    @Test
    void a_killed_build_is_finished_by_the_next() {
        for (int i = 1; i <= KILLS; i++) {
            var run = seedbank.start("index", "apply");
            run.awaitSaying("On postgresql");
            pause(100L * i);
            run.kill();
            assertThat(seedbank.run("index", "apply")).exits(0);
            isAsDeclared(2);
            db.run(
                    "do $$ declare i text; begin for i in select indexname from pg_indexes where tablename = 'users' and indexname <> 'users_pkey'"
                            + " loop execute format('drop index %I', i); end loop; end $$");
        }
    }

    /** As an administrator or a restart of the server does it. */
    @Test
    void a_build_that_the_server_ends_is_finished_by_the_next() {
        var run = seedbank.start("index", "apply");
        awaitBuild();
        db.run("select pg_terminate_backend(pid) from pg_stat_progress_create_index");
        run.await();
        assertThat(seedbank.run("index", "apply")).exits(0);
        isAsDeclared(2);
    }

    private void awaitBuild() {
        for (int i = 0; i < 600; i++) {
            if (!db.query("select pid from pg_stat_progress_create_index").isEmpty()) {
                return;
            }
            pause(20);
        }
        throw new AssertionError("no build began");
    }

    @Test
    void of_several_at_once_one_builds_and_the_others_find_nothing_to_do() {
        var runs = IntStream.range(0, 4)
                .mapToObj(i -> seedbank.start("index", "apply"))
                .toList();
        runs.forEach(run -> assertThat(run.await()).exits(0));
        isAsDeclared(2);
    }

    /** Whoever writes is not kept waiting by a build that itself waits for an old transaction. */
    @Test
    void writers_go_on_while_a_build_waits() throws SQLException {
        try (var old = db.connect()) {
            old.setAutoCommit(false);
            try (var statement = old.createStatement()) {
                statement.execute("update users set email = 'held' where id = 1");
            }
            var run = seedbank.start("index", "apply");
            awaitBuild();
            db.run("set lock_timeout = '5s'; insert into users values (0, 'meanwhile')");
            run.awaitSaying("Waiting for a lock");
            old.commit();
            assertThat(run.await()).exits(0);
        }
        isAsDeclared(2);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
