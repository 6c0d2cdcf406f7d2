package dev.seedbank.backend.postgres.schema;

import static dev.seedbank.backend.postgres.schema.PostgresSchemaIT.plan;
import static dev.seedbank.backend.postgres.schema.PostgresSchemaIT.run;
import static dev.seedbank.backend.postgres.schema.PostgresSchemaIT.sql;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.testing.PostgresServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who owns what, who may do what, and what nobody may read, before and after a plan. */
class SchemaRightsIT {
    private final PostgresServer server = PostgresServer.any();

    @Test
    void what_is_made_anew_keeps_its_owner_and_its_grants() {
        try (var db = server.createDatabase()) {
            var owner = db.createOwner();
            db.as(owner).run("""
                    create table t (a int, b text); create view v as select a, b from t; create view w as select b from v;
                    grant select on w to public;""");
            try (var store = PostgresStores.open(db.url())) {
                run(
                        store,
                        plan(
                                store,
                                "create table t (a int, b varchar(20)); create view v as select b, a from t; create view w as select b from v;"));
            }
            assertThat(
                            db.query(
                                    "select pg_get_userbyid(relowner) = (select pg_get_userbyid(datdba) from pg_database where datname = current_database())"
                                            + " and (relname = 'v' or has_table_privilege('public', oid, 'select')) from pg_class where relname in ('v', 'w')"))
                    .containsExactly("t", "t");
        }
    }

    @Test
    void a_function_that_is_made_anew_is_still_everybodys() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                "create function f(a int) returns int language sql as 'select 1'",
                                "alter default privileges grant execute on functions to pg_monitor")
                        .url())) {
            run(store, plan(store, "create function f(a int) returns bigint language sql as 'select 1::bigint';"));
            assertThat(db.query("select has_function_privilege('pg_read_all_data', 'f(int)', 'execute')"))
                    .containsExactly("t");
        }
    }

    @Test
    void overloads_keep_their_owner() {
        try (var db = server.createDatabase()) {
            var owner = db.createOwner();
            var definer = "create function f(a %s) returns int language sql security definer as 'select 1';";
            db.as(owner)
                    .run(
                            definer.formatted("int") + definer.formatted("text"),
                            "revoke execute on function f(int) from public",
                            "revoke execute on function f(text) from public");
            try (var store = PostgresStores.open(db.url())) {
                var declared = definer.formatted("bigint") + definer.formatted("varchar");
                run(store, plan(store, declared));
                assertThat(sql(plan(store, declared))).isEmpty();
                assertThat(db.query("select distinct pg_get_userbyid(proowner) = pg_get_userbyid(datdba)"
                                + " and not has_function_privilege('pg_monitor', p.oid, 'execute') from pg_proc p, pg_database"
                                + " where proname = 'f' and datname = current_database()"))
                        .containsExactly("t");
                db.run("alter function f(bigint) owner to current_user");
                assertThat(plan(store, definer.formatted("int") + definer.formatted("text"))
                                .refusals())
                        .anyMatch(it -> it.reason().contains("whose owners or grants differ"));
            }
        }
    }

    private static final String HIDDEN = """
            alter table p enable row level security;
            alter table p force row level security;
            create policy hide on p as restrictive for select using (%s);
            """;

    /** Nobody sees meanwhile what a policy hides, whatever else a plan does. */
    @Test
    void a_policy_is_there_while_rows_are_filled() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                "create table p (id int primary key, secret text)",
                                HIDDEN.formatted("secret <> 'yes'"),
                                "grant select on p to pg_monitor",
                                "insert into p values (1, 'yes')")
                        .url())) {
            var declared = "-- seedbank:backfill public.p.c: 'DE'\n"
                    + "create table p (id int primary key, secret varchar(10), c text not null);\n"
                    + HIDDEN.formatted("secret <> 'yes'");
            var statements = sql(plan(store, declared));
            assertThat(statements).noneMatch(it -> it.startsWith("REVOKE ") || it.contains(" ROW LEVEL SECURITY"));
            int dropped = indexOf(statements, "DROP POLICY hide");
            int type = indexOf(statements, "ALTER TABLE public.p ALTER COLUMN secret TYPE");
            assertThat(indexOf(statements, "DO ")).isLessThan(dropped);
            assertThat(List.of(dropped, indexOf(statements, "CREATE POLICY hide")))
                    .isEqualTo(List.of(type - 1, type + 1));
            run(store, plan(store, declared));
            assertThat(sql(plan(store, declared))).isEmpty();
            assertThat(db.query("select has_table_privilege('pg_monitor', 'p', 'select')"))
                    .containsExactly("t");
        }
    }

    @Test
    void a_policy_that_would_be_missing_is_refused() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                "create function f(a int) returns boolean language sql as 'select true'",
                                "create table p (id int primary key)",
                                HIDDEN.formatted("f(id)"),
                                "insert into p values (1)")
                        .url())) {
            var plan = plan(
                    store,
                    "-- seedbank:backfill public.p.c: 'DE'\n"
                            + "create function f(a int, b int default 1) returns boolean language sql as 'select true';"
                            + "create table p (id int primary key, c text not null);\n"
                            + HIDDEN.formatted("f(id)"));
            assertThat(plan.refusals()).anyMatch(it -> it.reason().contains("others would see what it hides"));
        }
    }

    private static int indexOf(List<String> statements, String start) {
        return IntStream.range(0, statements.size())
                .filter(it -> statements.get(it).startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_policy_that_changes_is_never_missing() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                "create table t (a int, b int)",
                                "alter table t enable row level security",
                                "create policy p on t as restrictive for select using (a > 0)",
                                "create policy q on t as restrictive for select using (a > 0)")
                        .url())) {
            var steps = plan(store, """
                            create table t (a int, b int);
                            alter table t enable row level security;
                            create index on t (b);
                            create policy p on t as restrictive for select using (a > 1);
                            create policy q on t as restrictive for all using (a > 1);""").steps();
            var words = steps.stream()
                    .map(it -> it.sql().replaceFirst(" ON .*", ""))
                    .toList();
            assertThat(words).contains("ALTER POLICY p");
            int drop = words.indexOf("DROP POLICY q");
            assertThat(words.get(drop + 1)).isEqualTo("CREATE POLICY q");
            assertThat(steps.subList(drop, drop + 2)).noneMatch(SchemaStep::alone);
        }
    }

    @Test
    void nobody_gets_a_right_by_default_that_they_did_not_have() {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run(
                                "create table t (a int, b int)",
                                "create materialized view m as select a from t",
                                "alter default privileges grant select on tables to public")
                        .url())) {
            var plan = plan(store, "create table t (a int, b int); create materialized view m as select a, b from t;");
            run(store, plan);
            assertThat(
                            db.query(
                                    "select count(*) from pg_class c, aclexplode(relacl) a where relname = 'm' and grantee = 0"))
                    .containsExactly("0");
        }
    }

    /** As when the file is run from its beginning to its end. */
    @Test
    void default_privileges_hold_for_what_a_file_declares_after_them() {
        var rights = "alter default privileges grant select on tables to pg_monitor;";
        var table = "create table t (a int); create table u (a int);";
        var granted = "select string_agg(relname, ',' order by relname) from pg_class where relkind = 'r'"
                + " and relname in ('t', 'u') and has_table_privilege('pg_monitor', oid, 'select')";
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run("create table t (a int)").url())) {
            run(store, plan(store, rights + table));
            assertThat(db.query(granted)).containsExactly("t,u");
            assertThat(sql(plan(store, rights + table))).isEmpty();
        }
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run("create table t (a int)").url())) {
            run(store, plan(store, table + rights));
            assertThat(db.query(granted)).containsExactly("null");
            assertThat(sql(plan(store, table + rights))).isEmpty();
        }
    }

    /** Which is never read, so it would be gone with the mapping. */
    @Test
    void a_user_mapping_keeps_its_password() {
        var declared = """
                create extension postgres_fdw;
                create server s foreign data wrapper postgres_fdw options (host 'b', dbname 'd');
                create user mapping for public server s options (user 'jane', password 'other');
                create foreign table ft (a int) server s;""";
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.run("""
                        create extension postgres_fdw;
                        create server s foreign data wrapper postgres_fdw options (host 'a', port '1');
                        create user mapping for public server s options (user 'joe', password 'kept');
                        create foreign table ft (a int) server s;
                        create table t (a int);""").url())) {
            var plan = plan(store, declared + "create table t (a int);");
            assertThat(sql(plan))
                    .containsExactly(
                            "ALTER SERVER s OPTIONS (DROP port, SET host 'b', ADD dbname 'd')",
                            "ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET \"user\" 'jane')");
            assertThat(plan.notes()).singleElement().asString().contains("not read from files");
            run(store, plan);
            assertThat(db.query("select umoptions::text from pg_user_mappings"))
                    .containsExactly("{user=jane,password=kept}");

            assertThat(plan(
                                    store,
                                    "create extension postgres_fdw; create server s foreign data wrapper postgres_fdw;"
                                            + "create foreign table ft (a int) server s; create user mapping for pg_monitor server s;"
                                            + "create table t (a int);")
                            .steps())
                    .filteredOn(SchemaStep::losesData)
                    .extracting(SchemaStep::sql)
                    .containsExactly("DROP USER MAPPING FOR PUBLIC SERVER s");
        }
    }

    @Test
    void a_function_keeps_owner_and_grants_when_its_parameters_change() {
        try (var db = PostgresServer.any().createDatabase();
                var store = PostgresStores.open(db.run("""
                        create function f(a int) returns int language sql as 'select 1';
                        revoke execute on function f(int) from public;
                        grant execute on function f(int) to pg_monitor;
                        alter function f(int) owner to pg_read_all_data;
                        create function g(a int) returns int language sql as 'select 1';
                        revoke execute on function g(int) from public;""").url())) {
            var declared = """
                    create function f(b int, c text default '') returns int language sql as 'select 1';
                    create function g(other int) returns int language sql as 'select 1';""";
            run(store, plan(store, declared));
            assertThat(sql(plan(store, declared))).isEmpty();
            assertThat(
                            db.query(
                                    "select proname || ' ' || pg_get_userbyid(proowner) || ' ' || has_function_privilege('pg_monitor', oid, 'execute')"
                                            + " || ' ' || has_function_privilege('pg_write_all_data', oid, 'execute') from pg_proc where proname = 'f'"))
                    .containsExactly("f pg_read_all_data true false");
            assertThat(
                            db.query(
                                    "select has_function_privilege('pg_monitor', oid, 'execute') from pg_proc where proname = 'g'"))
                    .containsExactly("f");
        }
    }
}
