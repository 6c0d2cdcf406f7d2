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

/** What looks like a fault and is none, what looks alike and is not the same, and commands that do what they say. */
@Tag("program")
class MaintenanceJudgementIT {
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

    /** Those that people ask for first, in one database, beside one that is used and one that is not a fault. */
    @Test
    void names_six_faults_and_puts_right_those_that_are_safe() throws SQLException {
        db.run(
                "create table teams (id int primary key)" + ALONE,
                "create table users (id int primary key, email text, phone text, code int, team_id int references teams)"
                        + ALONE,
                "create table jobs (id int primary key)" + ALONE,
                "create index users_email on users (email)",
                "create index users_phone on users (phone)",
                "create sequence numbers maxvalue 1000",
                "select setval('numbers', 900)",
                "insert into users (id, email, phone, code) select n, 'e' || n, 'p' || n, n / 2 from generate_series(1, 1000) n",
                "insert into jobs values (1)",
                "analyze teams, users, jobs");
        try {
            db.run("create unique index concurrently users_code on users (code)");
            throw new AssertionError("the codes are not unique");
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessageContaining("users_code");
        }
        db.run("set enable_seqscan = off", "select from users where email = 'e1'", "update users set code = id");
        db.run("create index users_email_again on users (email)");
        Waiting.until(
                "use is counted",
                () -> db.query("select idx_scan > 0 from pg_stat_user_indexes where indexrelname = 'users_email'")
                        .equals(List.of("t")));
        db.run("vacuum analyze users");
        try (var holder = db.connect();
                var waiter = db.connect();
                var locking = holder.createStatement();
                var waiting = waiter.createStatement()) {
            holder.setAutoCommit(false);
            locking.execute("update jobs set id = 2");
            var thread = Thread.ofPlatform().start(() -> {
                try {
                    waiting.execute("update jobs set id = 3");
                } catch (SQLException e) {
                    // it is ended below
                }
            });
            Waiting.until(
                    "a wait for more than a second",
                    () -> db.query(
                                    "select exists (select from pg_locks where not granted and waitstart < now() - interval '1.2 s')")
                            .equals(List.of("t")));
            var pid = holder.unwrap(org.postgresql.PGConnection.class).getBackendPID();
            assertThat(Findings.of(seedbank, "--unused-after", "0").ofDatabase())
                    .containsExactlyInAnyOrder(
                            "blocker/session " + pid,
                            "sequence/public.numbers",
                            "invalid-index/public.users_code",
                            "duplicate-index/public.users_email_again",
                            "unused-index/public.users_phone",
                            "missing-index/public.users.users_team_id_fkey");
            holder.rollback();
            join(thread);
        }
        var fixed = Findings.of(seedbank, "--fix", "--confirm", "--unused-after", "0");
        assertThat(fixed.exitCode()).isEqualTo(5);
        assertThat(fixed.document().path("applied")).hasSize(3);
        assertThat(fixed.ofDatabase())
                .containsExactlyInAnyOrder("sequence/public.numbers", "unused-index/public.users_phone");
        assertThat(db.query("select indexrelname from pg_stat_user_indexes where relname = 'users' order by 1"))
                .containsExactly("users_code", "users_email", "users_phone", "users_pkey", "users_team_id_idx");
        assertThat(db.query("select indisvalid from pg_index where indexrelid = 'users_code'::regclass"))
                .containsExactly("t");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That is all a foreign key asks of its index: an equation is never true of null. */
    @Test
    void an_index_on_what_is_not_null_serves_a_foreign_key() {
        db.run(
                "create table teams (a int, \"B b\" int, primary key (a, \"B b\"), c int unique)",
                "create table users (a int, \"B b\" int, c int references teams (c), d int references teams (c),"
                        + " constraint pair foreign key (a, \"B b\") references teams)",
                "create index on users (\"B b\", a) where \"B b\" is not null and a is not null",
                "create index on users (c) where c is not null",
                "create index on users (d) where d is not null and c is not null");
        assertThat(Findings.of(seedbank).ofDatabase()).containsExactly("missing-index/public.users.users_d_fkey");
    }

    @Test
    void an_included_column_does_not_serve_a_foreign_key() {
        db.run(
                "create table teams (a int, b int, primary key (a, b))",
                "create table users (a int, b int, constraint pair foreign key (a, b) references teams)",
                "create index on users (a) include (b)");
        assertThat(Findings.of(seedbank).ofDatabase()).containsExactly("missing-index/public.users.pair");
    }

    @Test
    void indexes_with_other_options_of_an_operator_class_are_not_the_same() {
        db.run(
                "create table points (n int)",
                "create index few on points using brin (n int4_minmax_multi_ops (values_per_range = 8))",
                "create index many on points using brin (n int4_minmax_multi_ops (values_per_range = 64))",
                "create index many_again on points using brin (n int4_minmax_multi_ops (values_per_range = 64))");
        assertThat(Findings.of(seedbank).ofDatabase()).containsExactly("duplicate-index/public.many_again");
    }

    /** Otherwise the one that stays would seem to be unused. */
    @Test
    void of_two_that_are_the_same_the_one_that_is_used_stays() {
        db.run(
                "create table users (email text)" + ALONE,
                "create index users_email on users (email)",
                "insert into users select n::text from generate_series(1, 1000) n",
                "analyze users");
        db.run(
                "create index users_email_new on users (email)",
                "update pg_index set indisvalid = false where indexrelid = 'users_email'::regclass",
                "set enable_seqscan = off",
                "select from users where email = '1'",
                "update pg_index set indisvalid = true where indexrelid = 'users_email'::regclass");
        Waiting.until(
                "use is counted",
                () -> db.query("select idx_scan > 0 from pg_stat_user_indexes where indexrelname = 'users_email_new'")
                        .equals(List.of("t")));
        assertThat(Findings.of(seedbank).ofDatabase()).containsExactly("duplicate-index/public.users_email");
    }

    @Test
    void indexes_of_foreign_keys_get_names_of_their_own() {
        var table = "t\u00e4belle_mit_einem_sehr_langen_namen_der_lang_ist";
        db.run(
                "create table teams (id int primary key)",
                "create table %s (parent_eins int references teams, parent_zwei int references teams)".formatted(table),
                "create table \"\u8868\u8868\u8868\u8868\u8868\u8868\u8868\u8868\u8868\u8868\u8868\u8868\u8868\u8868\u8868\u8868\" (a int references teams, b int references teams)",
                "create table a_b (c int references teams)",
                "create table a (b_c int references teams)",
                "create table a_b_c_1_idx ()");
        assertThat(seedbank.run("maintenance", "--fix", "--confirm")).exits(0).prints("6 findings fixed");
        assertThat(db.query("select relname from pg_class where relname ~ '^a_.*idx$' order by 1"))
                .containsExactly("a_b_c_1_idx", "a_b_c_2_idx", "a_b_c_idx");
        assertThat(Findings.of(seedbank).ofDatabase()).isEmpty();
    }

    @Test
    void a_fix_that_fails_leaves_the_others_and_says_so() {
        db.run(
                "create table users (a int, b int)" + ALONE,
                "insert into users values (1, 1), (1, 2)",
                "analyze users",
                "create index one on users (b)",
                "create index two on users (b)");
        try {
            db.run("create unique index concurrently users_a on users (a)");
            throw new AssertionError("the values are not unique");
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessageContaining("users_a");
        }
        assertThat(seedbank.run("maintenance", "--fix", "--confirm"))
                .exits(1)
                .prints("1 finding fixed, 1 failed: postgresql/public.users_a")
                .warns("Key (a)=(1) is duplicated", "The other fixes are not affected")
                .neverSays("nothing of this run was kept");
    }

    @Test
    void the_command_for_a_sequence_is_one_that_works_and_helps() {
        db.run(
                "create table parent (id serial)",
                "create table a_child () inherits (parent)",
                "select setval('parent_id_seq', 2100000000)",
                "create sequence largest",
                "select setval('largest', 9200000000000000000)");
        var found = Findings.of(seedbank);
        assertThat(found.ofDatabase()).containsExactly("sequence/public.largest", "sequence/public.parent_id_seq");
        assertThat(found.fix("parent_id_seq"))
                .isEqualTo("ALTER TABLE \"public\".\"parent\" ALTER COLUMN \"id\" TYPE bigint;"
                        + " ALTER SEQUENCE \"public\".\"parent_id_seq\" AS bigint");
        assertThat(found.get("largest").path("fix").isNull()).isTrue();
        assertThat(found.get("largest").path("what").asText()).endsWith("there is no larger type");
        db.run(found.fix("parent_id_seq"));
        assertThat(Findings.of(seedbank).ofDatabase()).containsExactly("sequence/public.largest");
    }

    /** It is the whole that is looked at, and its parts only where they differ from it. */
    @Test
    void a_partitioned_table_is_one_table() {
        db.run(
                "create table teams (id int primary key)",
                "create table users (id serial, kind int, team_id int references teams) partition by list (kind)",
                "create index users_kind on users (kind)",
                "create index users_kind_again on users (kind)",
                "do $$ begin for i in 1..5 loop execute format('create table a_users_%s partition of users for values in (%s)', i, i); end loop; end $$",
                "insert into users (kind) select 1 + n % 5 from generate_series(1, 4000) n",
                "analyze a_users_1",
                "select setval('users_id_seq', 2100000000)");
        var found = Findings.of(seedbank);
        assertThat(found.ofDatabase())
                .containsExactlyInAnyOrder(
                        "never-analyzed/public.users",
                        "duplicate-index/public.users_kind_again",
                        "missing-index/public.users.users_team_id_fkey",
                        "sequence/public.users_id_seq");
        assertThat(found.fix("public.users_kind_again")).isEqualTo("DROP INDEX \"public\".\"users_kind_again\"");
        assertThat(found.get("public.users_kind_again").at("/fix/safe").asBoolean())
                .isFalse();
        assertThat(found.fix("users_id_seq")).startsWith("ALTER TABLE \"public\".\"users\" ");
        assertThat(seedbank.run("maintenance", "--fix", "--confirm"))
                .exits(5)
                .prints("✔ postgresql/public.users: ANALYZE \"public\".\"users\"", "1 finding fixed");
        var analyzed = Findings.of(seedbank);
        assertThat(analyzed.ofDatabase()).noneMatch(it -> it.startsWith("never-analyzed"));
        assertThat(analyzed.get("users_team_id_fkey").at("/evidence/0/value").asInt())
                .isEqualTo(4000);
    }

    @Test
    void a_table_that_is_mostly_free_space_is_named_and_an_empty_one_is_not() {
        db.run(
                "create table wide (id int, t text)" + ALONE,
                "insert into wide select n, repeat('x', 1000) from generate_series(1, 30000) n",
                "create table full_ (id int, t text)" + ALONE,
                "insert into full_ select n, repeat('x', 1000) from generate_series(1, 15000) n",
                "create table emptied (id int)" + ALONE,
                "insert into emptied select generate_series(1, 200)",
                "delete from wide where id % 3 > 0");
        db.run("delete from emptied");
        db.run("vacuum (analyze) wide");
        db.run("vacuum (analyze) full_");
        Waiting.until(
                "dead rows are counted",
                () -> db.query("select n_dead_tup > 0 from pg_stat_user_tables where relname = 'emptied'")
                        .equals(List.of("t")));
        var found = Findings.of(seedbank);
        assertThat(found.ofDatabase()).containsExactly("bloat/public.wide");
        assertThat(found.fix("public.wide")).isEqualTo("VACUUM (FULL, ANALYZE) \"public\".\"wide\"");
        db.run(found.fix("public.wide"));
        assertThat(Findings.of(seedbank).ofDatabase()).isEmpty();
    }
}
