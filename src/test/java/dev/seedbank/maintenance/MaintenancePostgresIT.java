package dev.seedbank.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a database is named, nothing else is, and what is safe to put right can be put right. */
@Tag("program")
class MaintenancePostgresIT {
    /** Autovacuum would come in between. */
    private static final String ALONE = " with (autovacuum_enabled = false)";

    @TempDir
    Path project;

    /** One fault of each kind, beside as many things of the kind that are as they should be. */
    private static void plant(Database db) {
        db.run(
                "create table companies (id int primary key, name text)" + ALONE,
                "create table users (id int generated always as identity primary key, email text, name text, age int, code int,"
                        + " company_id int references companies, boss_id int references users)"
                        + ALONE,
                "create index users_boss on users (boss_id)",
                "create index users_email on users (email)",
                "create index users_name on users (name)",
                "create index users_name_email on users (name, email)",
                "create index users_name_desc on users (name desc nulls last)",
                "create index users_age on users (age)",
                "create index users_adult on users (age) where age > 17",
                "insert into users (email, name, age, code) select 'e' || n, 'n' || n, n, 7 from generate_series(1, 2000) n",
                "create table orders (id int primary key)" + ALONE,
                "create sequence orders_number",
                "alter table orders alter id set default nextval('orders_number')",
                "select setval('orders_number', 1932735283)",
                "create sequence small_number maxvalue 1000",
                "select setval('small_number', 800)",
                "create sequence half_number maxvalue 1000",
                "select setval('half_number', 500)",
                "create table churn (id int)" + ALONE,
                "insert into churn select generate_series(1, 5000)",
                "create table fresh (id int)" + ALONE,
                "insert into fresh values (1)",
                "create table empty (id int)",
                "analyze companies, users, orders, churn");
        db.run("delete from churn where id > 1000");
        try {
            db.run("create unique index concurrently users_code on users (code)");
            throw new AssertionError("the codes are not unique");
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessageContaining("users_code");
        }
        db.run(
                "set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off; set enable_incremental_sort = off",
                "select from users where email = 'e1'",
                "select from users order by name, email limit 1",
                "select from users order by name desc nulls last limit 1",
                "select from users where age = 20");
        db.run("create index users_email_again on users (email)");
        Waiting.until(
                "use is counted",
                () -> db.query("select count(*) from pg_stat_user_indexes where relname = 'users' and idx_scan > 0")
                                .getFirst()
                                .compareTo("4")
                        >= 0);
        Waiting.until(
                "dead rows are counted",
                () -> db.query("select n_dead_tup >= 4000 from pg_stat_user_tables where relname = 'churn'")
                        .equals(List.of("t")));
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void names_what_was_planted_and_nothing_else(PostgresServer server) {
        try (var db = server.createDatabase()) {
            plant(db);
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            var found = Findings.of(seedbank, "--unused-after", "0");
            assertThat(found.exitCode()).isEqualTo(5);
            assertThat(found.ids())
                    .containsExactlyInAnyOrder(
                            "sequence/public.orders_number",
                            "sequence/public.small_number",
                            "invalid-index/public.users_code",
                            "duplicate-index/public.users_email_again",
                            "covered-index/public.users_name",
                            unused(db),
                            "missing-index/public.users.users_company_id_fkey",
                            "dead-rows/public.churn",
                            "never-analyzed/public.fresh",
                            "no-backup/backups");
            assertThat(found.get("sequence/public.orders_number")
                            .path("severity")
                            .asText())
                    .isEqualTo("critical");
            assertThat(found.fix("sequence/public.orders_number"))
                    .isEqualTo("ALTER TABLE \"public\".\"orders\" ALTER COLUMN \"id\" TYPE bigint;"
                            + " ALTER SEQUENCE \"public\".\"orders_number\" AS bigint");
            assertThat(found.get(unused(db)).at("/evidence/1/since").asText()).startsWith("20");
            var text = seedbank.run("maintenance");
            assertThat(text)
                    .exits(5)
                    .prints(
                            "connections: ",
                            "cache hits: ",
                            "warning public.users_email_again is the same as users_email [duplicate-index]",
                            "Safe fix: DROP INDEX CONCURRENTLY \"public\".\"users_email_again\"",
                            "To apply 5 safe fixes: seedbank maintenance --fix",
                            "Unused indexes are not judged: their use has been counted for 0 hours only")
                    .neverSays("unused-index");
        }
    }

    /** Which of the two on the age the planner has used is up to it. */
    private static String unused(Database db) {
        var name = db.query("select indexrelname from pg_stat_user_indexes"
                + " where indexrelname in ('users_age', 'users_adult') and idx_scan = 0");
        return "unused-index/public." + name.getFirst();
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void fixes_what_is_safe_and_says_what_is_left(PostgresServer server) {
        try (var db = server.createDatabase()) {
            plant(db);
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            var dryRun = seedbank.run("maintenance", "--fix", "--dry-run");
            assertThat(dryRun)
                    .prints(
                            "Would run:",
                            "postgresql: CREATE INDEX CONCURRENTLY \"users_company_id_idx\" ON \"public\".\"users\" (\"company_id\")",
                            "Dry run: nothing was changed");
            assertThat(indexes(db)).contains("users_email_again").doesNotContain("users_company_id_idx");
            assertThat(seedbank.run("maintenance", "--fix")).exits(3);

            var failed = seedbank.run("maintenance", "--fix", "--confirm");
            assertThat(failed)
                    .exits(1)
                    .prints("4 findings fixed", "covered-index", "✔ postgresql/public.churn: VACUUM (ANALYZE)")
                    .warns("postgresql/public.users_code: REINDEX INDEX CONCURRENTLY", "could not create unique index");
            assertThat(indexes(db))
                    .containsExactlyInAnyOrder(
                            "companies_pkey",
                            "orders_pkey",
                            "users_pkey",
                            "users_boss",
                            "users_email",
                            "users_name",
                            "users_name_email",
                            "users_name_desc",
                            "users_age",
                            "users_adult",
                            "users_code",
                            "users_company_id_idx");

            db.run("update users set code = id");
            var fixed = Findings.of(seedbank, "--fix", "--confirm");
            assertThat(fixed.document().at("/applied/0/fixed").asBoolean()).isTrue();
            assertThat(fixed.ofDatabase())
                    .containsExactlyInAnyOrder(
                            "sequence/public.orders_number",
                            "sequence/public.small_number",
                            "covered-index/public.users_name");
            assertThat(db.query("select indisvalid from pg_index where indexrelid = 'users_code'::regclass"))
                    .containsExactly("t");
            assertThat(seedbank.run("maintenance", "--fix")).exits(5).prints("None of these is fixed automatically");
        }
    }

    @Test
    void keeps_what_a_constraint_needs_and_what_is_declared() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table users (id int primary key, email text unique, code int, team int)" + ALONE,
                    "create unique index users_id_again on users (id)",
                    "create index users_email_again on users (email)",
                    "create index users_code on users (code)",
                    "alter table users cluster on users_code",
                    "create index users_code_again on users (code)",
                    "create index users_team on users (team)",
                    "create index users_team_fast on users (team) with (fillfactor = 70)",
                    "create index users_team_more on users (team) include (code)",
                    "create index users_team_opclass on users (team, email text_pattern_ops)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            var found = Findings.of(seedbank);
            assertThat(found.ofDatabase())
                    .containsExactlyInAnyOrder(
                            "duplicate-index/public.users_id_again",
                            "duplicate-index/public.users_email_again",
                            "duplicate-index/public.users_code_again",
                            "covered-index/public.users_team");
            assertThat(found.get("users_id_again").at("/fix/safe").asBoolean()).isTrue();
            seedbank.file("indexes/people.yaml", "collection: users\nindexes: [code]\n");
            var declared = Findings.of(seedbank);
            assertThat(declared.get("users_id_again").at("/fix/safe").asBoolean())
                    .isFalse();
            seedbank.file("indexes/people.yaml", "collection: public.users\nindexes: [code]\n");
            assertThat(Findings.of(seedbank)
                            .get("users_id_again")
                            .at("/fix/safe")
                            .asBoolean())
                    .isFalse();
        }
    }

    /** Which indexes there are to be is for the file to say, and a file that cannot be read might say anything. */
    @Test
    void an_index_is_not_built_where_a_file_declares_the_tables_indexes_or_cannot_be_read() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key, boss int references users)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            var missing = "missing-index/public.users.users_boss_fkey";
            assertThat(Findings.of(seedbank).get(missing).at("/fix/safe").asBoolean())
                    .isTrue();
            seedbank.file("indexes/users.yaml", "indexes: []\n");
            assertThat(Findings.of(seedbank).get(missing).at("/fix/safe").asBoolean())
                    .isFalse();
            seedbank.file("indexes/users.yaml", "indexes: [");
            var unread = Findings.of(seedbank);
            assertThat(unread.exitCode()).isEqualTo(2);
            assertThat(unread.get(missing).at("/fix/safe").asBoolean()).isFalse();
            assertThat(seedbank.run("maintenance", "--fix", "--confirm"))
                    .exits(2)
                    .prints("None of these is fixed automatically")
                    .warns("indexes/users.yaml");
        }
    }

    @Test
    void leaves_out_what_is_seedbanks_own_or_an_extensions() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key)", "create schema audit", "create table audit.log (id int)");
            db.run("create index one on audit.log (id)", "create index two on audit.log (id)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            seedbank.file("migrations/V1__a.sql", "create table a (id int);");
            assertThat(seedbank.run("migrate")).exits(0);
            assertThat(Findings.of(seedbank).ofDatabase()).containsExactly("duplicate-index/audit.two");
            seedbank.file(
                    "seedbank.yaml", "seedbank: {stores: {main: {url: '%s', schemas: [public]}}}".formatted(db.url()));
            assertThat(Findings.of(seedbank).ofDatabase()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void names_who_keeps_others_waiting(PostgresServer server) throws SQLException {
        try (var db = server.createDatabase();
                var holder = db.run("create table users (id int)", "insert into users values (1)")
                        .connect();
                var waiter = db.connect();
                var locking = holder.createStatement();
                var waiting = waiter.createStatement()) {
            holder.setAutoCommit(false);
            locking.execute("lock table users");
            var thread = Thread.ofPlatform().start(() -> {
                try {
                    waiting.execute("update users set id = 2");
                } catch (SQLException e) {
                    // it is ended below
                }
            });
            var pid = holder.unwrap(org.postgresql.PGConnection.class).getBackendPID();
            Waiting.until(
                    "a wait for more than a second",
                    () -> db.query(
                                    "select exists (select from pg_locks where not granted and waitstart < now() - interval '1.2 s')")
                            .equals(List.of("t")));
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            var found = Findings.of(seedbank);
            assertThat(found.exitCode()).isEqualTo(5);
            assertThat(found.ofDatabase()).containsExactly("blocker/session " + pid);
            assertThat(found.document().at("/stores/0/notes/0").asText())
                    .isEqualTo("Not looked at: public.users, because a session has locked it");
            assertThat(found.get("blocker/session " + pid).path("what").asText())
                    .contains("idle in transaction", "(waits for public.users)");
            assertThat(found.fix("blocker/session " + pid)).isEqualTo("SELECT pg_terminate_backend(%d)".formatted(pid));
            holder.rollback();
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_role_that_may_not_see_others_is_told_so_and_gets_the_rest() throws SQLException {
        try (var db = PostgresServer.any().createDatabase();
                var other = db.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1");
            var owner = db.createOwner();
            db.as(owner)
                    .run(
                            "create table users (a int, b int)",
                            "create index one on users (a)",
                            "create index two on users (a)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", owner);
            assertThat(seedbank.run("maintenance", "--longer-than", "0s"))
                    .exits(5)
                    .prints(
                            "Not looked at: sessions of other users, which this role may not see",
                            "duplicate-index",
                            "connections: ")
                    .neverSays("idle-in-transaction");
            db.run("revoke select on pg_stat_activity from public");
            var refused = seedbank.run("maintenance");
            assertThat(refused).exits(5).prints("Not looked at: other sessions (permission denied", "duplicate-index");
            db.run("grant select on pg_stat_activity to public");
        }
    }

    @Test
    void a_slot_that_nobody_reads_is_named() {
        var server = PostgresServer.privateServer();
        try (var db = server.createDatabase()) {
            db.run("select pg_create_physical_replication_slot('old_standby', true)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            var found = Findings.of(seedbank);
            assertThat(found.ofDatabase()).containsExactly("replication-slot/slot old_standby");
            assertThat(found.fix("slot old_standby")).isEqualTo("SELECT pg_drop_replication_slot('old_standby')");
            db.run("select pg_drop_replication_slot('old_standby')");
        } finally {
            server.stop();
        }
    }

    @Test
    void waits_for_a_migration_to_end() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (a int)", "create index one on users (a)", "create index two on users (a)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            seedbank.file("migrations/V1__a.sql", "create table a (id int);");
            assertThat(seedbank.run("migrate")).exits(0);
            db.run("update seedbank.lease set owner = 'other', place = 'elsewhere', process = '', since = now(),"
                    + " expires_at = now() + interval '1 hour'");
            assertThat(seedbank.run("maintenance", "--fix", "--confirm", "--lock-timeout", "0s"))
                    .exits(1)
                    .warns("is being changed already: elsewhere");
            assertThat(indexes(db)).contains("one", "two");
        }
    }

    @Test
    void a_store_that_is_down_keeps_nobody_from_seeing_the_others() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (a int)", "create index one on users (a)", "create index two on users (a)");
            var seedbank = CliRunner.in(project).file("seedbank.yaml", """
                    seedbank:
                      stores:
                        gone: {url: 'postgresql://127.0.0.1:1/shop'}
                        main: {url: '%s'}
                    """.formatted(db.url()));
            assertThat(seedbank.run("maintenance"))
                    .exits(4)
                    .prints("gone: not looked at", "duplicate-index")
                    .warns("✘ Store 'gone': ");
        }
    }

    private static List<String> indexes(Database db) {
        return db.query("select indexrelname from pg_stat_user_indexes where schemaname <> 'seedbank' order by 1");
    }
}
