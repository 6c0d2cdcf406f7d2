package dev.seedbank.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --fix} says was fixed is fixed, whoever comes in between. */
@Tag("program")
class MaintenanceFixesIT {
    private static final String ALONE = " with (autovacuum_enabled = false)";

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

    private void plantDeadRows() {
        db.run(
                "create table churn (id int)" + ALONE,
                "insert into churn select generate_series(1, 5000)",
                "analyze churn");
        db.run("delete from churn where id > 1000");
        Waiting.until(
                "dead rows are counted",
                () -> db.query("select n_dead_tup >= 4000 from pg_stat_user_tables where relname = 'churn'")
                        .equals(List.of("t")));
    }

    /** It only warns, and goes on. */
    @Test
    void what_the_server_passes_over_is_not_fixed() {
        plantDeadRows();
        var role = "guest_" + ProcessHandle.current().pid();
        db.run(
                "create role %s login password 'guest'".formatted(role),
                "grant create on database \"%s\" to %s".formatted(db.name(), role));
        try {
            var guest = seedbank.env("DATABASE_URL", db.url(role, "guest"));
            assertThat(guest.run("maintenance", "--fix", "--confirm"))
                    .exits(1)
                    .prints("0 findings fixed, 1 failed: postgresql/public.churn", "dead-rows")
                    .warns("VACUUM (ANALYZE) \"public\".\"churn\" failed: permission denied to vacuum \"churn\"")
                    .neverSays("✔ postgresql/public.churn");
        } finally {
            db.run("drop owned by " + role, "drop role " + role);
        }
    }

    @Test
    void rows_that_an_old_transaction_sees_are_not_fixed() throws SQLException {
        db.run("create table other (id int)");
        try (var old = db.connect();
                var reading = old.createStatement()) {
            old.setAutoCommit(false);
            reading.execute("set transaction isolation level repeatable read");
            reading.execute("select from other");
            plantDeadRows();
            var pid = old.unwrap(org.postgresql.PGConnection.class).getBackendPID();
            var result = seedbank.run("maintenance", "--fix", "--confirm");
            assertThat(result)
                    .exits(1)
                    .prints("0 findings fixed, 1 failed: postgresql/public.churn")
                    .warns("session %d still sees the dead rows".formatted(pid))
                    .neverSays("✔ postgresql/public.churn");
            old.rollback();
        }
        assertThat(seedbank.run("maintenance", "--fix", "--confirm")).exits(0).prints("1 finding fixed");
    }

    /** PostgreSQL first makes it invalid, and then waits for all who may use it. */
    @Test
    void a_drop_that_is_interrupted_is_named_and_the_next_run_ends_it() throws SQLException {
        db.run(
                "create table teams (id int primary key)",
                "create table users (a int, team_id int references teams)",
                "create index one on users (a)",
                "create index two on users (a)");
        try (var old = db.connect();
                var reading = old.createStatement()) {
            old.setAutoCommit(false);
            reading.execute("select from users");
            try (var run = seedbank.start("maintenance", "--fix", "--confirm")) {
                Waiting.until("the drop has begun", () -> valid("two").equals(List.of("f")));
                assertThat(run.interrupt().await())
                        .exits(130)
                        .warns("Interrupted. Possibly changed: postgresql/public.two")
                        .neverSays("users_team_id_fkey: ");
            }
            old.rollback();
        }
        assertThat(valid("users_team_id_idx")).isEmpty();
        var found = Findings.of(seedbank);
        assertThat(found.ofDatabase())
                .containsExactly("invalid-index/public.two", "missing-index/public.users.users_team_id_fkey");
        assertThat(found.fix("public.two")).isEqualTo("DROP INDEX CONCURRENTLY \"public\".\"two\"");
        assertThat(seedbank.run("maintenance", "--fix", "--confirm")).exits(0).prints("2 findings fixed");
        assertThat(valid("two")).isEmpty();
        assertThat(valid("one")).containsExactly("t");
    }

    private List<String> valid(String index) {
        return db.query("select indisvalid from pg_index where indexrelid = to_regclass('%s')".formatted(index));
    }

    /** Each tenant's schema has indexes of the same names. */
    @Test
    void what_a_build_that_failed_has_left_is_removed_and_no_index_of_that_name_elsewhere() throws SQLException {
        for (var tenant : List.of("one", "two")) {
            db.run(
                    "create schema " + tenant,
                    "create table %s.teams (id int primary key)".formatted(tenant),
                    "create table %s.users (team_id int references %s.teams)".formatted(tenant, tenant));
        }
        seedbank.file("seedbank.yaml", "seedbank: {stores: {main: {url: '%s', schemas: [one]}}}".formatted(db.url()));
        try (var old = db.connect();
                var reading = old.createStatement();
                var worker = db.connect();
                var working = worker.createStatement()) {
            old.setAutoCommit(false);
            reading.execute("insert into one.users values (null)");
            reading.execute("insert into two.users values (null)");
            try (var run = seedbank.start("maintenance", "--fix", "--confirm")) {
                Waiting.until(
                        "the build has begun",
                        () -> valid("one.users_team_id_idx").equals(List.of("f")));
                var thread = Thread.ofPlatform().start(() -> {
                    try {
                        working.execute("create index concurrently users_team_id_idx on two.users (team_id)");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
                Waiting.until(
                        "the other, too", () -> valid("two.users_team_id_idx").equals(List.of("f")));
                db.run(
                        "select pg_cancel_backend(pid) from pg_stat_activity where state = 'active' and query ~ '^CREATE INDEX CONCURRENTLY'");
                Waiting.until(
                        "it clears away",
                        () -> db.query(
                                        "select count(*) from pg_stat_activity where state = 'active' and query ~ '^DROP INDEX CONCURRENTLY'")
                                .equals(List.of("1")));
                old.rollback();
                assertThat(run.await()).exits(1);
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(valid("one.users_team_id_idx")).isEmpty();
        assertThat(valid("two.users_team_id_idx")).containsExactly("t");
    }

    @Test
    void it_goes_on_when_the_migration_it_waits_for_has_ended() {
        db.run("create table users (a int)", "create index one on users (a)", "create index two on users (a)");
        seedbank.file("migrations/V1__a.sql", "create table a (id int);");
        assertThat(seedbank.run("migrate")).exits(0);
        db.run("update seedbank.lease set owner = 'other', place = 'elsewhere', process = '', since = now(),"
                + " expires_at = now() + interval '1 hour'");
        try (var run = seedbank.start("maintenance", "--fix", "--confirm")) {
            run.awaitSaying("Waiting for ");
            assertThat(valid("two")).containsExactly("t");
            db.run("update seedbank.lease set owner = ''");
            assertThat(run.await()).exits(0).prints("1 finding fixed");
        }
    }
}
