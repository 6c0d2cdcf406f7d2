package dev.seedbank.backend.postgres.schema;

import static dev.seedbank.backend.postgres.schema.PostgresSchemaIT.plan;
import static dev.seedbank.backend.postgres.schema.PostgresSchemaIT.run;
import static dev.seedbank.backend.postgres.schema.PostgresSchemaIT.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.PostgresServer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No value goes without a word: what rows lose is told with numbers, and what is not known is refused. */
class SchemaLossIT {
    private final PostgresServer server = PostgresServer.any();

    private static List<String> losses(SchemaPlan plan) {
        assertThat(plan.refusals()).isEmpty();
        return plan.steps().stream()
                .filter(SchemaStep::losesData)
                .map(SchemaStep::loss)
                .toList();
    }

    /** Of a value, as text: old type, new type, value, whether something of it is lost. */
    private static final String CASTS = """
            timestamp      | time          | '2024-05-06 07:08:09'           | true
            timestamp      | date          | '2024-05-06 07:08:09'           | true
            timestamp      | date          | '2024-05-06'                    | false
            timestamp      | timestamp(0)  | '2024-05-06 07:08:09.6'         | true
            text           | "char"        | 'hello'                         | true
            text           | "char"        | 'h'                             | false
            text           | name          | repeat('x', 64)                 | true
            text           | varchar(3)    | 'abcd'                          | true
            text           | varchar(3)    | 'abc'                           | false
            text           | date          | '2024-05-06 07:08'              | true
            text           | date          | '2024-05-06'                    | false
            text           | timestamp     | '2024-05-06 07:08+02'           | true
            text           | timestamp     | '2024-05-06 07:08'              | false
            text           | numeric(10,2) | '1.239'                         | true
            text           | numeric(10,2) | '1.2'                           | false
            text           | int           | '007'                           | false
            text           | real          | '0.1'                           | false
            text           | real          | '0.123456789'                   | true
            text           | jsonb         | '{"a": 1}'                      | false
            text           | jsonb         | '{"a": 1, "a": 2}'              | true
            text           | bit(3)        | '10101'                         | true
            text           | timestamptz   | '2024-05-06 07:08+02'           | false
            text[]         | name[]        | array[repeat('x', 64)]          | true
            text[]         | date[]        | array['2024-05-06']             | false
            oid            | int           | 3000000000                      | true
            oid            | int           | 30                              | false
            json           | jsonb         | '{"a": 1, "a": 2}'              | true
            json           | jsonb         | '[{"b": {"a": 1, "a": 2}}]'     | true
            json           | jsonb         | '{"bb": 1, "a": {"bb": [1]}}'   | false
            numeric(12,4)  | numeric(12,1) | 1.2345                          | true
            numeric(12,4)  | numeric(12,1) | 1.2                             | false
            numeric        | real          | 0.1                             | false
            float8         | real          | 0.123456789012                  | true
            int            | text          | 7                               | false
            int            | bigint        | 7                               | false
            box            | polygon       | '(1,1),(0,0)'                   | false
            """;

    private record Cast(String from, String to, String value, boolean lost) {
        static List<Cast> all() {
            return CASTS.lines()
                    .map(line ->
                            Arrays.stream(line.split("\\|")).map(String::strip).toList())
                    .map(it -> new Cast(it.get(0), it.get(1), it.get(2), Boolean.parseBoolean(it.get(3))))
                    .toList();
        }

        static String table(List<Cast> casts, Function<Cast, String> type) {
            return IntStream.range(0, casts.size())
                    .mapToObj(it -> "c%d %s".formatted(it, type.apply(casts.get(it))))
                    .collect(Collectors.joining(", ", "create table t (", ")"));
        }
    }

    @Test
    void a_value_that_is_not_what_it_was_is_told() {
        var casts = Cast.all();
        var values = casts.stream().map(Cast::value).collect(Collectors.joining(", "));
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                Cast.table(casts, Cast::from),
                                "insert into t values (%s)".formatted(values),
                                "insert into t default values")
                        .url())) {
            var declared = Cast.table(casts, Cast::to);
            var plan = plan(store, declared);

            assertThat(plan.refusals()).isEmpty();
            for (int i = 0; i < casts.size(); i++) {
                var column = " ALTER COLUMN c%d TYPE ".formatted(i);
                assertThat(plan.steps())
                        .filteredOn(it -> it.sql().contains(column))
                        .as(casts.get(i).toString())
                        .extracting(SchemaStep::losesData)
                        .containsExactly(casts.get(i).lost());
            }
            run(store, plan);
            assertThat(sql(plan(store, declared))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            create type p as (x int, y int)               | row(1, 2)                      | create type p as (y int, x int)
            create type p as (v numeric(9,4), t text)     | row(1.2345, 'a')               | create type p as (t text, v numeric(9,1))
            create type p as range (subtype = timestamp)  | p('2024-01-01', '2024-01-02')  | create type p as range (subtype = date)
            """)
    void what_becomes_of_values_with_parts_is_not_guessed(String type, String value, String other) {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                type,
                                "create table full_one (c p)",
                                "create table empty_one (c p[])",
                                "insert into full_one values (%s)".formatted(value))
                        .url())) {
            var plan = plan(store, other + "; create table full_one (c p); create table empty_one (c p[]);");

            assertThat(plan.refusals())
                    .singleElement()
                    .satisfies(it -> assertThat(it.reason()).contains("the values of c"))
                    .satisfies(it -> assertThat(it.advice()).contains("-- seedbank:using public.full_one.c:"));
        }
    }

    @Test
    void an_attribute_that_goes_takes_its_values_along() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                "create type p as (x int, z text)",
                                "create domain d as p",
                                "create table t (a p, b p[], c d)",
                                "insert into t values (row(1, 'a'), array[row(1, 'b')::p], row(null, 'c')), (null, null, null)")
                        .url())) {
            var declared = "create type p as (x int); create domain d as p; create table t (a p, b p[], c d);";
            assertThat(losses(plan(store, declared))).containsExactly("the attribute z of 3 values");

            db.run("delete from t");
            var plan = plan(store, declared);
            assertThat(losses(plan)).isEmpty();
            db.run("insert into t values (row(1, 'late'), null, null)");
            assertThatThrownBy(() -> run(store, plan)).isInstanceOf(OperationFailed.class);
            assertThat(db.query("select (a).z from t")).containsExactly("late");
        }
    }

    @Test
    void a_value_that_came_since_the_plan_was_made_is_not_rounded() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run("create table t (n numeric(9, 4)); insert into t values (1.5)")
                        .url())) {
            var plan = plan(store, "create table t (n numeric(9, 1));");
            assertThat(losses(plan)).isEmpty();
            db.run("insert into t values (3.1415)");

            assertThatThrownBy(() -> run(store, plan))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageContaining("has rows now");
            assertThat(db.query("select n::text from t order by n")).containsExactly("1.5000", "3.1415");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table t enable row level security; alter table t force row level security",
                "do $$ begin execute format('revoke select on t from %I', current_user); end $$"
            })
    void rows_that_cannot_be_seen_may_be_lost(String hidden) {
        try (var db = server.createDatabase()) {
            var owner = db.createOwner();
            db.as(owner).run("create table t (n numeric(9, 4))", "insert into t values (1.2345)", hidden);
            try (var store = PostgresStores.open(owner)) {
                var plan = PostgresSchemaIT.planInside(store, "create table t (n numeric(9, 1));");

                assertThat(plan.steps()).anyMatch(SchemaStep::losesData);
            }
        }
    }

    @Test
    void what_only_grows_is_not_looked_at() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(
                        db.run("create table t (a varchar(5), b int, c date); insert into t values ('a', 1, now())")
                                .url())) {
            assertThat(plan(store, "create table t (a text, b bigint, c timestamp);")
                            .steps())
                    .hasSize(3)
                    .allMatch(it -> it.untold().isEmpty() && !it.losesData());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "timestamptz, time",
        "timestamptz, date",
        "timestamptz[], timestamp[]",
        "timestamp[], timestamptz[]",
        "timetz, time",
        "date[], timestamptz[]"
    })
    void a_zone_is_not_guessed_for_parts_and_lists(String from, String to) {
        var value = from.endsWith("[]") ? "'{2024-05-06 07:08}'" : "'2024-05-06 07:08:09+00'";
        try (var db = server.createDatabase();
                var store = PostgresStores.open(
                        db.run("create table t (at %s)".formatted(from), "insert into t values (%s)".formatted(value))
                                .url())) {
            assertThat(plan(store, "create table t (at %s);".formatted(to)).refusals())
                    .singleElement()
                    .satisfies(it -> assertThat(it.reason()).contains("which time zone"));
        }
    }

    /** Without an index each row would have to be compared with every other one. */
    @Test
    void rows_that_an_exclusion_refuses_are_found_by_the_server_and_nothing_changes() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                "create table t (id int primary key, r int4range)",
                                "insert into t values (1, '[1,5)'), (2, '[3,8)')")
                        .url())) {
            var plan = plan(
                    store, "create table t (id int primary key, r int4range, x int, exclude using gist (r with &&));");
            assertThat(plan.steps()).anyMatch(it -> it.risks().contains(SchemaStep.Risk.LONG_LOCK));
            assertThatThrownBy(() -> run(store, plan))
                    .hasMessageContaining("could not create exclusion constraint \"t_r_excl\"");
            assertThat(db.query("select count(*) || ' ' || sum(id) from t")).containsExactly("2 3");
            assertThat(db.query("select count(*) from pg_attribute where attrelid = 't'::regclass and attname = 'x'"))
                    .containsExactly("0");
        }
    }

    @Test
    void a_hint_that_names_no_column_is_noted() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.url())) {
            var plan = plan(store, """
                    -- seedbank:backfill t.nue: 1
                    -- seedbank:using public.t.id: id::int
                    create table t (id int, neu int);""");
            assertThat(plan.notes()).containsExactly("seedbank:backfill public.t.nue names no column that is declared");
        }
    }

    @Test
    void a_zone_is_not_guessed() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(
                        db.run("create table t (at timestamp); insert into t values ('2024-07-01 12:00')")
                                .url())) {
            assertThat(plan(store, "create table t (at timestamptz);").refusals())
                    .singleElement()
                    .satisfies(it -> assertThat(it.reason()).contains("which time zone"));

            var hint = "-- seedbank:using public.t.at: at AT TIME ZONE 'Europe/Berlin'\n";
            var plan = plan(store, hint + "create table t (at timestamptz);");
            assertThat(losses(plan)).isEmpty();
            run(store, plan);
            assertThat(db.query("select to_char(at at time zone 'UTC', 'HH24:MI') from t"))
                    .containsExactly("10:00");
        }
    }

    @Test
    void a_hint_that_stayed_in_the_file_multiplies_nothing_unseen() {
        var hint = "-- seedbank:using public.t.price: (price * 100)::bigint\n";
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run("create table t (price bigint); insert into t values (150)")
                        .url())) {
            assertThat(losses(plan(store, hint + "create table t (price numeric(20, 0));")))
                    .singleElement()
                    .asString()
                    .startsWith("1 value of column \"price\" replaced by what seedbank:using says");
        }
    }

    @Test
    void rows_that_a_constraint_refuses_are_counted_before() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                "create table r (id int primary key, x int, unique (id, x))",
                                "create table t (a int, b int)",
                                "insert into t values (0, 1), (-1, null), (1, null)")
                        .url())) {
            assertThat(plan(
                                    store,
                                    "create table r (id int primary key, x int, unique (id, x)); create table t (a int check (a > 0), b int);")
                            .refusals())
                    .extracting(SchemaPlan.Refusal::reason)
                    .containsExactly("2 rows of public.t violate the constraint t_a_check");
            assertThat(plan(
                                    store,
                                    "create table r (id int primary key, x int, unique (id, x)); create table t (a int, b int references r);")
                            .refusals())
                    .extracting(SchemaPlan.Refusal::reason)
                    .containsExactly("1 row of public.t violates the constraint t_b_fkey");
            var pairs =
                    "create table r (id int primary key, x int, unique (id, x)); create table t (a int, b int, foreign key (a, b) references r (id, x));";
            assertThat(plan(store, pairs).refusals())
                    .extracting(SchemaPlan.Refusal::reason)
                    .containsExactly("1 row of public.t violates the constraint t_a_b_fkey");
            assertThat(db.query("select count(*) from pg_constraint where conrelid = 't'::regclass"))
                    .containsExactly("0");
        }
    }

    @Test
    void views_with_rows_and_positions_are_told() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                "create table t (a int)",
                                "insert into t values (1), (2)",
                                "create materialized view m as select a from t",
                                "create materialized view n as select a from t with no data",
                                "create sequence s",
                                "create sequence unused",
                                "select setval('s', 500)")
                        .url())) {
            var plan = plan(store, "create table t (a int);");
            assertThat(losses(plan)).containsExactlyInAnyOrder("2 rows", "its position, 500");
            run(store, plan);
            assertThat(db.query("select relname from pg_class where relname in ('m', 'n', 's', 'unused')"))
                    .isEmpty();
        }
    }

    @Test
    void what_files_say_nothing_of_is_left_alone() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(
                        db.run("create table t (a int); create schema app; create table app.u (a int)")
                                .url())) {
            assertThat(sql(plan(store, "create schema app; create table app.u (a int, b int);")))
                    .containsExactly("ALTER TABLE app.u ADD COLUMN b integer");
        }
    }
}
