package dev.seedbank.backend.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.Store;
import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.backend.schema.SchemaChanger;
import dev.seedbank.backend.schema.SchemaDesigner.Place;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaPlan.Answers;
import dev.seedbank.backend.schema.SchemaPlan.PossibleRename;
import dev.seedbank.backend.schema.SchemaState;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans for a database with rows, and what becomes of these and of whoever works there. */
class PostgresSchemaIT {
    /** A plan is broken off before every so many-th statement, or before each with {@code -Dtests.all}. */
    private static final int EACH = Boolean.getBoolean("tests.all") ? 1 : 8;

    private static final Place BESIDE = new Place(Optional.empty(), true, false);

    private final PostgresServer server = PostgresServer.any();

    static SchemaPlan plan(Store store, String declared, PossibleRename... dropped) {
        return plan(store, BESIDE, declared, dropped);
    }

    /** For a role that can make no database. */
    static SchemaPlan planInside(Store store, String declared) {
        return plan(store, new Place(Optional.empty(), false, true), declared);
    }

    private static SchemaPlan plan(Store store, Place place, String declared, PossibleRename... dropped) {
        try (var designer = store.schemaDesigner(place)) {
            return designer.plan(
                    new SchemaState.Live(),
                    new SchemaState.Declared(List.of(new SchemaFile("schema/all.sql", declared))),
                    new Answers(List.of(), List.of(dropped)));
        }
    }

    static void run(Store store, SchemaPlan plan) {
        run(store, plan, SchemaChanger.Listener.SILENT);
    }

    static void run(Store store, SchemaPlan plan, SchemaChanger.Listener listener) {
        try (var changer = store.schemaChanger(Duration.ofSeconds(5), listener)) {
            changer.run(plan, listener);
        }
    }

    static List<String> sql(SchemaPlan plan) {
        return plan.steps().stream().map(SchemaStep::sql).toList();
    }

    @Test
    void a_plan_is_run_and_then_nothing_is_left_to_do() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(
                        db.run("create table users (id int)").url())) {
            var declared = "create table users (id int, name text default 'x');";
            var plan = plan(store, declared);
            assertThat(sql(plan)).containsExactly("ALTER TABLE public.users ADD COLUMN name text DEFAULT 'x'::text");
            run(store, plan);
            assertThat(sql(plan(store, declared))).isEmpty();
        }
    }

    @Test
    void a_plan_is_for_the_structure_that_it_was_made_for() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(
                        db.run("create table users (id int)").url())) {
            var plan = plan(store, "create table users (id int, name text);");
            db.run("create index on users (id)");
            assertThatThrownBy(() -> run(store, plan))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageContaining("has changed since the plan was made");
            assertThat(db.query("select column_name from information_schema.columns where table_name = 'users'"))
                    .containsExactly("id");
        }
    }

    @Test
    void what_rows_lose_is_counted() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run("""
                        create table a (id int, gone text, name varchar(10), price numeric(6, 2));
                        insert into a values (1, 'x', 'abcdef', 1.25), (2, null, 'abc', 2), (3, 'y', null, 3);
                        create table b as select generate_series(1, 42) n;
                        create table empty (n int);""").url())) {
            var plan = plan(store, "create table a (id int, name varchar(3), price numeric(6, 1));");
            assertThat(plan.steps())
                    .filteredOn(SchemaStep::losesData)
                    .extracting(SchemaStep::sql, SchemaStep::loss)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("DROP TABLE public.b", "42 rows"),
                            org.assertj.core.groups.Tuple.tuple(
                                    "ALTER TABLE public.a DROP COLUMN gone", "2 values of column \"gone\""),
                            org.assertj.core.groups.Tuple.tuple(
                                    "ALTER TABLE public.a ALTER COLUMN name TYPE character varying(3) USING name::character varying(3)",
                                    "1 value of column \"name\" cut or rounded to fit character varying(3)"),
                            org.assertj.core.groups.Tuple.tuple(
                                    "ALTER TABLE public.a ALTER COLUMN price TYPE numeric(6,1) USING price::numeric(6,1)",
                                    "1 value of column \"price\" cut or rounded to fit numeric(6,1)"));
            run(store, plan);
            assertThat(db.query("select name || '|' || price from a order by id"))
                    .containsExactly("abc|1.3", "abc|2.0", "null");
        }
    }

    @Test
    void a_domain_that_cuts_tells_what_it_cuts() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run("""
                        create domain code as varchar(8);
                        create table t (c code, cs code[], p numeric(8, 3));
                        insert into t values ('abcdefgh', '{abcd,ef}', 1.234), ('ab', '{cd}', 5);""").url())) {
            var plan = plan(store, """
                    create domain code as varchar(3);
                    create domain price as numeric(8, 1);
                    create table t (c code, cs code[], p price);""");
            assertThat(plan.steps())
                    .filteredOn(SchemaStep::losesData)
                    .extracting(SchemaStep::loss)
                    .containsExactly(
                            "1 value of column \"c\" cut or rounded to fit character varying(3)",
                            "1 value of column \"cs\" cut or rounded to fit character varying(3)[]",
                            "1 value of column \"p\" cut or rounded to fit numeric(8,1)");
            run(store, plan);
            assertThat(db.query("select c || cs::text || p from t order by p"))
                    .containsExactly("abc{abc,ef}1.2", "ab{cd}5.0");
        }
    }

    @Test
    void rows_that_came_since_the_plan_was_made_are_kept() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(
                        db.run("create table a (id int, note text); insert into a values (1); create table b (n int);")
                                .url())) {
            var table = plan(store, "create table a (id int, note text);");
            db.run("insert into b values (1)");
            assertThatThrownBy(() -> run(store, table)).hasMessageContaining("public.b had nothing to lose");
            assertThat(db.query("select n from b")).containsExactly("1");
            var column = plan(store, "create table a (id int); create table b (n int);");
            assertThat(column.losesData()).isFalse();
            db.run("update a set note = 'x'");
            assertThatThrownBy(() -> run(store, column)).hasMessageContaining("public.a had nothing to lose");
            assertThat(db.query("select note from a")).containsExactly("x");
        }
    }

    @Test
    void values_that_go_are_refused_while_rows_have_them() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run("""
                        create type mood as enum ('sad', 'ok');
                        create table t (m mood, all_of_them mood[]);
                        insert into t values ('ok', '{sad,ok}');""").url())) {
            var declared =
                    "create type mood as enum ('ok', 'fine', 'great'); create table t (m mood, all_of_them mood[]);";
            assertThat(plan(store, declared).refusals())
                    .extracting(SchemaPlan.Refusal::object, SchemaPlan.Refusal::reason)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "type public.mood",
                            "the value 'sad' cannot be removed while in use: 1 row of public.t.all_of_them"));
            db.run("update t set all_of_them = '{ok}'");
            run(store, plan(store, declared));
            assertThat(db.query("select m::text || all_of_them::text from t")).containsExactly("ok{ok}");
        }
    }

    @Test
    void a_possible_rename_is_a_question_where_something_could_be_lost() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(
                        db.run("create table t (id int, username text)").url())) {
            var declared = "create table t (id int, user_name text);";
            assertThat(plan(store, declared).renames()).isEmpty();
            db.run("insert into t values (1, 'ann')");
            var question = new PossibleRename("column", "public.t.username", "user_name");
            assertThat(plan(store, declared).renames()).containsExactly(question);
            assertThat(sql(plan(store, declared, question)))
                    .containsExactly(
                            "ALTER TABLE public.t DROP COLUMN username",
                            "ALTER TABLE public.t ADD COLUMN user_name text");
            var hinted = plan(store, declared + "\n" + question.hint());
            assertThat(sql(hinted)).containsExactly("ALTER TABLE public.t RENAME COLUMN username TO user_name");
            run(store, hinted);
            assertThat(db.query("select user_name from t")).containsExactly("ann");
            assertThat(sql(plan(store, declared + "\n" + question.hint()))).isEmpty();
        }
    }

    @Test
    void a_new_identity_goes_on_where_the_old_sequence_was() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run("""
                        create table t (id serial primary key, name text);
                        insert into t (name) select 'n' from generate_series(1, 10); delete from t where id > 3;""").url())) {
            run(store, plan(store, "create table t (id int generated always as identity primary key, name text);"));
            assertThat(db.query("insert into t (name) values ('next') returning id"))
                    .containsExactly("11");
        }
    }

    @Test
    void an_index_that_was_left_unfinished_is_built_again() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run("create table t (a int); insert into t values (1), (1)")
                        .url())) {
            assertThatThrownBy(() -> db.run("create unique index concurrently t_a on t (a)"))
                    .hasMessageContaining("could not create unique index");
            db.run("delete from t where ctid = (select min(ctid) from t)");
            var declared = "create table t (a int); create unique index t_a on t (a);";
            var plan = plan(store, declared);
            assertThat(sql(plan))
                    .containsExactly(
                            "DROP INDEX CONCURRENTLY public.t_a",
                            "CREATE UNIQUE INDEX CONCURRENTLY t_a ON public.t USING btree (a)");
            run(store, plan);
            assertThat(sql(plan(store, declared))).isEmpty();
        }
    }

    @Test
    void a_unique_index_is_refused_before_anything_is_done_if_rows_are_the_same() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(
                        db.run("create table t (a int, \"B c\" text); insert into t values (1, 'x'), (1, 'x')")
                                .url())) {
            var plan = plan(
                    store, "create table t (a int, \"B c\" text, d int); create unique index u on t (a, \"B c\");");
            assertThat(plan.refusals())
                    .singleElement()
                    .satisfies(it -> assertThat(it.reason()).contains("have the same \"a\", \"B c\": 1, x"));
        }
    }

    /** Killed after any of its transactions, the next plan does the rest. */
    @Test
    void a_plan_that_was_killed_is_completed_by_the_next() {
        var before = """
                create table r (id int primary key); insert into r values (1);
                create table t (id int, a int, r int); insert into t values (1, 2, 1);""";
        var declared = """
                create table r (id int primary key);
                create table t (id int primary key, a int not null unique check (a > 0), r int references r, u uuid not null default gen_random_uuid());
                create index t_r on t (r);""";
        int total = 1;
        for (int stop = 1; stop <= total; stop += EACH) {
            try (var db = server.createDatabase().run(before)) {
                try (var store = PostgresStores.open(db.url())) {
                    var plan = plan(store, declared);
                    total = plan.steps().size();
                    int at = stop;
                    assertThatThrownBy(() -> run(store, plan, stopping(at))).isInstanceOf(Killed.class);
                }
                try (var store = PostgresStores.open(db.url())) {
                    run(store, plan(store, declared));
                    assertThat(sql(plan(store, declared)))
                            .as("killed at %d", stop)
                            .isEmpty();
                }
                assertThat(db.query("select id from t where u is not null")).containsExactly("1");
            }
        }
        assertThat(total).isGreaterThan(10);
    }

    @Test
    void a_backfill_that_a_trigger_undoes_ends_and_says_so() {
        var keep =
                "create function keep() returns trigger language plpgsql as 'begin return old; end'; create trigger keep before update on t for each row execute function keep();";
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run("create table t (id int); insert into t values (1), (2)", keep)
                        .url())) {
            var plan = plan(
                    store, "-- seedbank:backfill public.t.c: 'x'\ncreate table t (id int, c text not null);" + keep);
            assertThat(plan.steps()).anyMatch(it -> it.risks().contains(SchemaStep.Risk.TRIGGERS));

            assertThatThrownBy(() -> run(store, plan)).hasMessageContaining("rows of public.t get no value for c");
            db.run("drop trigger keep on t");
            var rest = plan(store, "-- seedbank:backfill public.t.c: 'x'\ncreate table t (id int, c text not null);");
            run(store, rest);
            assertThat(db.query("select c from t")).containsExactly("x", "x");
        }
    }

    @Test
    void a_backfill_of_partitions_keeps_the_values_that_are_there() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                "create table t (id int, c text) partition by list (id)",
                                "create table t1 partition of t for values in (1)",
                                "create table t2 partition of t for values in (2)",
                                "insert into t values (1, null), (2, 'FR')")
                        .url())) {
            run(store, plan(store, """
                    -- seedbank:backfill public.t.c: 'DE'
                    create table t (id int, c text not null) partition by list (id);
                    create table t1 partition of t for values in (1);
                    create table t2 partition of t for values in (2);"""));
            assertThat(db.query("select c from t order by id")).containsExactly("DE", "FR");
        }
    }

    @Test
    void an_identity_goes_on_where_the_sequence_was() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                "create table t (id serial primary key)",
                                "insert into t values (default), (default)",
                                "select setval('t_id_seq', 500)")
                        .url())) {
            run(store, plan(store, """
                    -- seedbank:backfill public.t.c: 'x'
                    create table t (id int generated by default as identity primary key, c text not null);"""));
            db.run("insert into t (c) values ('y')");
            assertThat(db.query("select max(id) from t")).containsExactly("501");
        }
    }

    @Test
    void a_new_column_runs_no_triggers() {
        var touch =
                "create function touch() returns trigger language plpgsql as 'begin new.at := now(); return new; end'; create trigger touch before update on t for each row execute function touch();";
        try (var db = server.createDatabase();
                var store = PostgresStores.open(
                        db.run("create table t (at timestamptz); insert into t values ('2001-01-01')", touch)
                                .url())) {
            var plan = plan(store, "create table t (at timestamptz, u uuid default gen_random_uuid());" + touch);
            run(store, plan);
            assertThat(db.query("select concat(extract(year from at), u is not null) from t"))
                    .containsExactly("2001t");
        }
    }

    @Test
    void what_is_made_anew_is_made_anew_once() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                "create table t (a int, b int)",
                                "create view v as select a, b from t",
                                "create view w as select * from v")
                        .url())) {
            assertThat(
                            sql(
                                    plan(
                                            store,
                                            "create table t (a int, b int); create view v as select b from t; create view w as select b from v;")))
                    .hasSize(4);
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static SchemaChanger.Listener stopping(int at) {
        return new SchemaChanger.Listener() {
            @Override
            public void statement(int number, int total, SchemaStep step) {
                if (number == at) {
                    throw new Killed();
                }
            }
        };
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void writers_go_on_while_keys_and_indexes_come(PostgresServer any) throws InterruptedException {
        try (var db = any.createDatabase();
                var store = PostgresStores.open(db.run("""
                        create table r (id int primary key); insert into r select generate_series(1, 1000);
                        create table t (id bigint generated always as identity, a int not null, b int);
                        insert into t (a, b) select i, 1 + i % 1000 from generate_series(1, 300000) i;""").url())) {
            var declared = """
                    create table r (id int primary key);
                    create table t (id bigint generated always as identity primary key, a int not null, b int not null references r check (b > 0));
                    create index t_a on t (a); create unique index t_id_a on t (id, a);""";
            var plan = plan(store, declared);
            var longest = longestWrite(db, () -> run(store, plan));
            assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofMillis(3500));
            assertThat(sql(plan(store, declared))).isEmpty();
        }
    }

    /** Nanoseconds. */
    private static long longestWrite(Database db, Runnable work) throws InterruptedException {
        var done = new AtomicBoolean();
        var longest = new AtomicLong();
        var writer = Thread.ofVirtual().start(() -> {
            try (var connection = db.connect();
                    var statement = connection.createStatement()) {
                while (!done.get()) {
                    long begin = System.nanoTime();
                    statement.execute("insert into t (a, b) values (1, 1)");
                    longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
                }
            } catch (SQLException e) {
                longest.set(Long.MAX_VALUE);
            }
        });
        work.run();
        done.set(true);
        writer.join();
        return longest.get();
    }
}
