package dev.seedbank.backend.postgres.schema;

import static dev.seedbank.backend.postgres.schema.PostgresSchemaIT.plan;
import static dev.seedbank.backend.postgres.schema.PostgresSchemaIT.run;
import static dev.seedbank.backend.postgres.schema.PostgresSchemaIT.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.backend.schema.SchemaChanger;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What queries and writers need is there while a plan runs, and after one that was broken off. */
class SchemaLiveIT {
    private static final int EACH = Boolean.getBoolean("tests.all") ? 1 : 9;

    private static final String BEFORE = """
            create table r (id int primary key);
            create table t (id int primary key, a int not null, b int, r int references r,
                constraint u unique (a), constraint positive check (a > 0));
            create index i on t (b); comment on index i is 'the old one';
            create index by_r on t (r);
            insert into r values (1);
            insert into t select n, n, n, 1 from generate_series(1, 100) n;
            create materialized view m as select a, count(*) n from t group by a;
            create unique index m_a on m (a);
            create index m_n on m (n);
            comment on materialized view m is 'counts';
            grant select on m to pg_monitor;
            create view v as select a, n from m;
            create view w as select id, a from t;""";

    private static final String AFTER = """
            create table r (id int primary key);
            create table t (id int primary key, a int not null, b int, r int references r on delete cascade,
                c uuid not null default gen_random_uuid(),
                constraint u unique (a, b), constraint positive check (a > 0 and b > 0));
            create index i on t (b desc); comment on index i is 'the old one';
            create index by_r_and_a on t (r, a);
            create materialized view m as select a, b, count(*) n from t group by a, b;
            create unique index m_a on m (a);
            create index m_n on m (n desc);
            comment on materialized view m is 'counts';
            create view v as select n, a from m;
            create view w as select a, id from t;""";

    /** What somebody else sees between any two statements. A lock may be waited for; nothing may be missing. */
    private record Witness(Database db, List<String> complaints) implements SchemaChanger.Listener {
        private static final List<String> QUERIES = List.of(
                "select case when count(*) = 100 then '' else 'rows of m' end from m",
                "select case when count(*) = 100 then '' else 'rows of v' end from v where n = 1",
                "select case when count(*) = 100 then '' else 'rows of w' end from w",
                "select case when count(*) > 0 then '' else 'unique index' end from pg_index where indrelid = 't'::regclass"
                        + " and indisunique and indisvalid and not indisprimary",
                "select case when count(*) > 0 then '' else 'index of b' end from pg_index where indrelid = 't'::regclass"
                        + " and indisvalid and indkey::text = '3'",
                "select case when count(*) > 0 then '' else 'index of r' end from pg_index where indrelid = 't'::regclass"
                        + " and indisvalid and indkey::text like '4%'",
                "select case when count(*) > 0 then '' else 'check' end from pg_constraint where conrelid = 't'::regclass"
                        + " and contype = 'c' and convalidated and pg_get_constraintdef(oid) like '%a > 0%'",
                "select case when count(*) > 0 then '' else 'foreign key' end from pg_constraint where conrelid = 't'::regclass"
                        + " and contype = 'f' and convalidated");

        @Override
        public void statement(int number, int total, SchemaStep step) {
            for (var query : QUERIES) {
                try (var connection = db.connect();
                        var statement = connection.createStatement()) {
                    statement.execute("set lock_timeout = '20ms'");
                    var result = statement.executeQuery(query);
                    result.next();
                    if (!result.getString(1).isEmpty()) {
                        complaints.add(result.getString(1) + " before " + step.sql());
                    }
                } catch (SQLException e) {
                    if (!"55P03".equals(e.getSQLState())) {
                        complaints.add(e.getMessage() + " before " + step.sql());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void nothing_is_missing_while_a_plan_runs(PostgresServer server) {
        try (var db = server.createDatabase().run(BEFORE);
                var store = PostgresStores.open(db.url())) {
            var witness = new Witness(db, new ArrayList<>());
            run(store, plan(store, AFTER), witness);
            assertThat(witness.complaints()).isEmpty();
            assertThat(sql(plan(store, AFTER))).isEmpty();
            assertThat(db.query("select count(*) || ' ' || count(distinct c) from t"))
                    .containsExactly("100 100");
            assertThat(db.query("select sum(n) from m")).containsExactly("100");
            assertThat(db.query("select has_table_privilege('pg_monitor', 'm', 'select')"))
                    .containsExactly("t");
            assertThat(leftovers(db)).isEmpty();
        }
    }

    private static List<String> leftovers(Database db) {
        return db.query("select relname from pg_class where relname like 'seedbank%' and relkind in ('i', 'm')"
                + " union all select conname from pg_constraint where conname like 'seedbank%'");
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void what_a_broken_off_plan_built_is_cleared_away_by_the_next() {
        int total = 1;
        for (int stop = 1; stop <= total; stop += EACH) {
            try (var db = PostgresServer.any().createDatabase().run(BEFORE);
                    var store = PostgresStores.open(db.url())) {
                var plan = plan(store, AFTER);
                total = plan.steps().size();
                int at = stop;
                assertThatThrownBy(() -> run(store, plan, stopping(at))).isInstanceOf(Killed.class);
                var rest = plan(store, AFTER);
                assertThat(rest.steps()).as("killed at %d", stop).noneMatch(SchemaStep::losesData);
                run(store, rest);
                assertThat(sql(plan(store, AFTER))).as("killed at %d", stop).isEmpty();
                assertThat(leftovers(db)).as("killed at %d", stop).isEmpty();
                assertThat(db.query("select sum(n) from v")).containsExactly("100");
            }
        }
        assertThat(total).isGreaterThan(30);
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

    /** What is built beside needs what only comes with the plan, or goes with it. */
    @Test
    void what_cannot_be_built_beside_is_made_anew_as_ever() {
        try (var db = PostgresServer.any().createDatabase().run(BEFORE);
                var store = PostgresStores.open(db.url())) {
            var declared = """
                    create table r (id bigint primary key);
                    create table t (id int primary key, a bigint not null, d int, r bigint references r on delete cascade,
                        constraint u unique (a, d), constraint positive check (a > 0 and d > 0));
                    create index i on t (d desc);
                    create index by_r on t (r desc);
                    create materialized view m as select d, count(*) n from t group by d;
                    create view v as select n, d from m;
                    create view w as select a, id from t;""";
            run(
                    store,
                    plan(store, declared, plan(store, declared).renames().toArray(SchemaPlan.PossibleRename[]::new)));
            assertThat(sql(plan(store, declared))).isEmpty();
            assertThat(db.query("select sum(n) from v")).containsExactly("100");
        }
    }

    private static final String MONTHS = """
            create table p (id int, k int, constraint low check (id < 100)) partition by range (k);
            create table p1 partition of p for values from (1) to (10);
            create table p2 partition of p for values from (10) to (20);
            alter table p1 add constraint "it's" check (id > 0);
            insert into p select n, n from generate_series(1, 19) n;""";

    private static final String WITHOUT_P1 = """
            create table p (id int, k int, constraint low check (id < 100)) partition by range (k);
            create table p2 partition of p for values from (10) to (20);
            create table p1 (id int, k int, constraint low check (id < 100), constraint "it's" check (id > 0));""";

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_partition_is_detached_while_others_write(PostgresServer server) {
        try (var db = server.createDatabase().run(MONTHS);
                var store = PostgresStores.open(db.url())) {
            var plan = plan(store, WITHOUT_P1);
            assertThat(sql(plan)).contains("ALTER TABLE public.p DETACH PARTITION public.p1 CONCURRENTLY");
            run(store, plan);
            assertThat(sql(plan(store, WITHOUT_P1))).isEmpty();
            assertThat(db.query("select (select count(*) from p1) || ' ' || (select count(*) from p)"))
                    .containsExactly("9 10");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_partition_that_has_half_left_leaves(PostgresServer server) throws SQLException {
        try (var db = server.createDatabase().run(MONTHS);
                var store = PostgresStores.open(db.url())) {
            try (var reader = db.connect();
                    var reading = reader.createStatement();
                    var other = db.connect();
                    var statement = other.createStatement()) {
                reader.setAutoCommit(false);
                reading.execute("select from p");
                statement.execute("set statement_timeout = '500ms'");
                assertThatThrownBy(() -> statement.execute("alter table p detach partition p1 concurrently"))
                        .hasMessageContaining("statement timeout");
                reader.rollback();
            }
            assertThat(db.query("select inhdetachpending from pg_inherits where inhrelid = 'p1'::regclass"))
                    .containsExactly("t");
            run(store, plan(store, WITHOUT_P1));
            assertThat(sql(plan(store, WITHOUT_P1))).isEmpty();
        }
    }

    @Test
    void rows_are_seen_while_the_bounds_of_their_partition_change() {
        var declared = MONTHS.replaceFirst("(?s)alter table.*", "")
                .replace("from (1) to (10)", "from (0) to (10)")
                .replace("from (10) to (20)", "from (10) to (30)");
        try (var db = PostgresServer.any()
                        .createDatabase()
                        .run(MONTHS.replace("alter table p1 add constraint \"it's\" check (id > 0);", ""));
                var store = PostgresStores.open(db.url())) {
            var seen = new ArrayList<String>();
            run(store, plan(store, declared), new SchemaChanger.Listener() {
                @Override
                public void statement(int number, int total, SchemaStep step) {
                    try (var connection = db.connect();
                            var statement = connection.createStatement()) {
                        statement.execute("set lock_timeout = '20ms'");
                        var result = statement.executeQuery("select count(*) from p");
                        result.next();
                        seen.add(result.getString(1));
                    } catch (SQLException e) {
                        seen.add(e.getSQLState());
                    }
                }
            });
            assertThat(seen).contains("19").isSubsetOf("19", "55P03");
            assertThat(sql(plan(store, declared))).isEmpty();
            assertThat(leftovers(db)).isEmpty();
        }
    }

    @Test
    void what_others_do_without_for_a_while_is_told() {
        try (var db = PostgresServer.any()
                        .createDatabase()
                        .run("create table t (id int primary key, v int); create unique index u on t (v);"
                                + " insert into t values (1, 1);");
                var store = PostgresStores.open(db.url())) {
            var plan =
                    plan(store, "create table t (id int primary key, v bigint); create unique index u on t (v desc);");
            assertThat(plan.steps())
                    .filteredOn(it -> it.risks().contains(SchemaStep.Risk.ABSENT))
                    .extracting(SchemaStep::sql)
                    .containsExactly("DROP INDEX public.u");
        }
    }

    @Test
    void beside_a_default_partition_one_is_detached_under_a_lock() {
        try (var db = PostgresServer.any().createDatabase().run(MONTHS, "create table rest partition of p default");
                var store = PostgresStores.open(db.url())) {
            var declared = WITHOUT_P1 + "create table rest partition of p default;";
            var plan = plan(store, declared);
            assertThat(sql(plan)).containsExactly("ALTER TABLE public.p DETACH PARTITION public.p1");
            run(store, plan);
            assertThat(sql(plan(store, declared))).isEmpty();
        }
    }
}
