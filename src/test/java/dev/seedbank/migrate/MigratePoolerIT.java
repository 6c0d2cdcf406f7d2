package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PgBouncer;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runners at once, directly and behind a pooler in transaction mode. {@code -Drunners.times=20} for as many rounds. */
@Tag("program")
class MigratePoolerIT {
    private static final int TIMES = Integer.getInteger("runners.times", 2);

    @TempDir
    Path project;

    private Database db;
    private Optional<PgBouncer> pooler = Optional.empty();

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
    }

    @AfterEach
    void drop() {
        pooler.ifPresent(PgBouncer::close);
        db.close();
    }

    @Test
    void two_runners_run_each_version_once() {
        runTwice(db.url());
    }

    @Test
    void two_runners_behind_a_pooler_run_each_version_once() {
        pooler = PgBouncer.before(db);
        assumeTrue(pooler.isPresent(), "no pooler on this machine");
        runTwice(pooler.get().url());
    }

    /** The pooler gives the next transaction the connection that has just become free. */
    @Test
    void behind_a_pooler_what_a_migration_sets_does_not_reach_the_next() {
        pooler = PgBouncer.before(db);
        assumeTrue(pooler.isPresent(), "no pooler on this machine");
        db.run("create schema other");
        var seedbank = CliRunner.in(project)
                .env("DATABASE_URL", pooler.get().url())
                .file(
                        "migrations/V1__sets.sql",
                        "set search_path = other; set statement_timeout = 471100; set work_mem = '4711kB'; create table one ();\n")
                .file("migrations/V2__next.sql", """
                        create table two as select current_setting('search_path') as path,
                            current_setting('statement_timeout') as timeout, current_setting('work_mem') as memory;
                        """);
        assertThat(seedbank.run("migrate")).exits(0);

        assertThat(db.query("select to_regclass('other.one') is not null")).containsExactly("t");
        assertThat(db.query(
                        "select path = current_setting('search_path') and timeout <> '471100ms' and memory <> '4711kB'"
                                + " from public.two"))
                .containsExactly("t");
    }

    private void runTwice(String url) {
        var seedbank = CliRunner.in(project)
                .env("DATABASE_URL", url)
                .file("migrations/V1__one.sql", "create table steps (name text); insert into steps values ('one');\n")
                .file("migrations/V2__two.sql", "insert into steps values ('two'); select pg_sleep(0.1);\n")
                .file("migrations/V3__index.sql", "create index concurrently steps_name on steps (name);\n")
                .file(
                        "migrations/V4__four.sql",
                        "-- seedbank:no-transaction\ninsert into steps values ('four');\ninsert into steps values ('five');\n");
        for (int i = 0; i < TIMES; i++) {
            db.run("drop schema if exists seedbank cascade", "drop table if exists steps");

            var runs = List.of(seedbank.start("migrate"), seedbank.start("migrate"));
            runs.forEach(run -> assertThat(run.await()).exits(0));

            assertThat(db.query("select version from seedbank.migrations where state = 'done' order by number"))
                    .as("round %d", i)
                    .containsExactly("1", "2", "3", "4");
            assertThat(db.query("select name from steps order by name")).containsExactly("five", "four", "one", "two");
            assertThat(db.query("select indisvalid from pg_index where indrelid = 'steps'::regclass"))
                    .containsExactly("t");
            assertThat(db.query("select owner from seedbank.lease")).containsExactly("");
            assertThat(seedbank.run("migrate")).exits(0);
            assertThat(seedbank.run("migrate", "status")).exits(0);
        }
    }
}
