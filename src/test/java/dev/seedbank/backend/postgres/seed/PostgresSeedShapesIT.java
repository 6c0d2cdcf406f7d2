package dev.seedbank.backend.postgres.seed;

import static dev.seedbank.backend.postgres.seed.PostgresSeeds.add;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.reference;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.row;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.seed;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.target;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that differ in the columns that they have, tables of all kinds, and which row is named when one does not fit. */
class PostgresSeedShapesIT {
    private static final String ALL = "dev.seedbank.testing.PostgresServer#all";

    private static void on(PostgresServer server, String schema, Consumer<Database> test) {
        try (var db = server.createDatabase()) {
            var owner = db.as(db.createOwner());
            owner.run(schema);
            test.accept(owner);
        }
    }

    private static void refused(Database db, String table, String message, List<SeedRow> rows) {
        assertThatThrownBy(() -> seed(db, target(table, false), rows))
                .isInstanceOf(OperationFailed.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_row_that_lacks_a_column_gets_its_default(PostgresServer server) {
        var schema = """
                create function next_code() returns text language sql as 'select ''code '' || 7';
                create domain word as varchar(8) not null default 'dflt' check (value <> 'bad');
                create table t (id int generated always as identity primary key, s serial, k text unique, a int default 5, b text, w word,
                    d date default '2020-02-02'::timestamptz, f text default next_code(), g int generated always as (a * 2) stored)
                """;
        on(server, schema, db -> {
            SeedRow[] rows = {
                row("k", "'1'"),
                row("k", "'2'", "a", "1", "w", "'w'", "id", "10"),
                row("k", "'3'", "a", "null", "b", "'b'", "s", "40", "d", "'2021-01-01'"),
                row("b", "null", "f", "'f'", "k", "'4'"),
            };
            assertThat(add(db, "t", rows)).isEqualTo(new SeedCounts(4, 0, 0));
            assertThat(db.query("select row(id, s, k, a, b, w, d, f, g)::text from t order by k"))
                    .containsExactly(
                            "(1,1,1,5,,dflt,2020-02-02,\"code 7\",10)",
                            "(10,2,2,1,,w,2020-02-02,\"code 7\",2)",
                            "(2,40,3,,b,dflt,2021-01-01,\"code 7\",)",
                            "(3,3,4,5,,dflt,2020-02-02,f,10)");
            db.run("insert into t (k) values ('5')");
            assertThat(db.query("select id || '/' || s from t where k = '5'")).containsExactly("11/41");

            db.run("update t set a = 0, b = 'kept', w = 'kept', f = 'kept'");
            assertThat(seed(db, target("t", true, "k"), List.of(rows))).isEqualTo(new SeedCounts(0, 3, 1));
            assertThat(db.query("select row(k, a, b, w, f)::text from t order by k"))
                    .containsExactly(
                            "(1,0,kept,kept,kept)",
                            "(2,1,kept,w,kept)",
                            "(3,,b,kept,kept)",
                            "(4,0,,kept,f)",
                            "(5,0,kept,kept,kept)");
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void partitions_inheritance_and_odd_names(PostgresServer server) {
        var schema = """
                create table "a.b ""c"" %s ?" ("n" int, "line" text, "c0 ? %d" text, "Abs'ent\\" int default 3, primary key ("n", "line")) partition by list ("line");
                create table p1 partition of "a.b ""c"" %s ?" for values in ('x');
                create table p2 partition of "a.b ""c"" %s ?" default;
                create table parent (id int primary key, v text);
                create table child () inherits (parent);
                insert into child values (1, 'of the child')
                """;
        on(server, schema, db -> {
            var table = "a.b \"c\" %s ?";
            SeedRow[] rows = {
                row("n", "1", "line", "'x'", "c0 ? %d", "'\\\\ \\t \\n'", "Abs'ent\\", "1"),
                row("n", "1", "line", "'y'", "c0 ? %d", "'z'"),
                row("n", "1", "line", "'x'", "c0 ? %d", "'again'"),
            };
            assertThat(add(db, table, rows)).isEqualTo(new SeedCounts(2, 0, 1));
            assertThat(add(db, table, rows)).isEqualTo(new SeedCounts(0, 0, 3));
            assertThat(update(db, table, row("n", "1", "line", "'y'", "c0 ? %d", "'new'")))
                    .isEqualTo(new SeedCounts(0, 1, 0));
            assertThat(db.query("select row(t.*)::text from \"a.b \"\"c\"\" %s ?\" t order by line"))
                    .containsExactly("(1,x,\"\\\\ \t \n\",1)", "(1,y,new,3)");
            assertThat(add(db, "parent", row("id", "1", "v", "'own'"))).isEqualTo(new SeedCounts(1, 0, 0));
            refused(db, table, "seeds/x.json:2: n: ", List.of(rows[0], row("n", "'no'")));
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_row_is_named_that_breaks_a_rule(PostgresServer server) {
        var schema = """
                create domain word as text check (value <> 'bad');
                create table t (id int primary key, parent int references t, age int constraint grown check (age > 0), w word, u text unique,
                    v varchar(3));
                create function refuse() returns trigger language plpgsql as $$
                begin if new.id = 777 then raise exception 'not that one'; end if; return new; end $$;
                create trigger refuse before insert on t for each row execute function refuse()
                """;
        on(server, schema, db -> {
            var rows = new ArrayList<SeedRow>();
            for (int i = 1; i <= 2000; i++) {
                // Half of them refer to a row below.
                rows.add(row("id", "" + i, "parent", "" + (i % 2 == 0 ? i : 2001 - i), "age", "5", "w", "'w'"));
            }
            for (var wrong : new String[][] {
                {"age", "-1", "seeds/x.json:1501: grown: new row for relation \"t\" violates check constraint"},
                {"w", "'bad'", "seeds/x.json:1501: w: value for domain word violates check constraint"},
                {"id", "777", "seeds/x.json:1501: not that one"},
                {"parent", "5000", "seeds/x.json:1501: parent: insert or update on table \"t\" violates foreign key"},
                {"id", "null", "seeds/x.json:1501: id: null value"},
                {"v", "'long'", "seeds/x.json:1501: v: value too long"},
            }) {
                var some = new ArrayList<>(rows);
                some.remove(776);
                some.set(1500, row("id", "1502", wrong[0], wrong[1]));
                if (wrong[0].equals("id")) {
                    some.set(1500, row(wrong[0], wrong[1]));
                }
                refused(db, "t", wrong[2], some);
                assertThat(db.query("select count(*) from t")).containsExactly("0");
            }
            rows.remove(776);
            assertThat(add(db, "t", rows.toArray(SeedRow[]::new)).inserted()).isEqualTo(1999);
            // With a key that was named, and when rows are updated, other unique constraints are not asked but kept.
            db.run("update t set u = 'taken' where id = 1");
            assertThatThrownBy(() -> seed(
                            db,
                            target("t", false, "id"),
                            List.of(row("id", "1"), row("id", "9001"), row("id", "9002", "u", "'taken'"))))
                    .hasMessageStartingWith("seeds/x.json:3: u: duplicate key value");
            assertThatThrownBy(() ->
                            update(db, "t", row("id", "1"), row("id", "2", "u", "'new'"), row("id", "3", "u", "'new'")))
                    .hasMessageStartingWith("seeds/x.json:3: u: duplicate key value");
            assertThatThrownBy(() -> update(db, "t", row("id", "1", "age", "3"), row("id", "4", "age", "-3")))
                    .hasMessageStartingWith("seeds/x.json:2: grown: ");
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_policy_is_kept_and_the_row_named_that_breaks_it(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run("create table t (id int primary key, tenant text)");
            var owner = db.createOwner();
            db.run(
                    "alter table t owner to "
                            + java.net.URI.create(owner).getUserInfo().replaceFirst(":.*", ""),
                    "alter table t enable row level security",
                    "alter table t force row level security",
                    "create policy own on t using (tenant = 'mine')");
            refused(
                    db.as(owner),
                    "t",
                    "seeds/x.json:2: new row violates row-level security policy",
                    List.of(row("id", "1", "tenant", "'mine'"), row("id", "2", "tenant", "'yours'")));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void references_go_to_other_tables_and_to_rows_above(PostgresServer server) {
        var schema = """
                create table kinds (id uuid primary key default gen_random_uuid(), name text);
                create table nodes (id bigserial primary key, name text, kind text, up int references nodes, unique (up, name));
                insert into kinds (name) values ('file'), ('folder'), ('twice'), ('twice')
                """;
        on(server, schema, db -> {
            var rows = List.of(
                    row("name", "'root'", "kind", reference("kinds", "name", "folder")),
                    row("name", "'a'", "up", reference("nodes", "name", "root"), "kind", "null"),
                    row("name", "'b'", "up", reference("nodes", "name", "a")),
                    row(
                            "name",
                            "'c'",
                            "up",
                            reference("nodes", "name", "root"),
                            "kind",
                            reference("kinds", "name", "file")));
            assertThat(seed(db, target("nodes", false), rows)).isEqualTo(new SeedCounts(4, 0, 0, 1));
            assertThat(db.query(
                            "select n.id || n.name || coalesce(up::text, '-') || coalesce(k.name, '-') from nodes n "
                                    + "left join kinds k on k.id::text = n.kind order by n.id"))
                    .containsExactly("1root-folder", "2a1-", "3b2-", "4c1file");
            assertThat(seed(db, target("nodes", false), rows)).isEqualTo(new SeedCounts(0, 0, 4, 1));
            assertThat(seed(db, target("nodes", true), rows)).isEqualTo(new SeedCounts(0, 0, 4, 1));
            refused(
                    db,
                    "nodes",
                    "seeds/x.json:2: up: no row in nodes has name = 'below'",
                    List.of(
                            row("name", "'x'", "up", reference("nodes", "name", "root")),
                            row("name", "'y'", "up", reference("nodes", "name", "below")),
                            row("name", "'below'", "up", reference("nodes", "name", "root"))));
            refused(
                    db,
                    "nodes",
                    "seeds/x.json:2: kind: more than one row in kinds has name = 'twice'",
                    List.of(row("name", "'x'"), row("name", "'y'", "kind", reference("kinds", "name", "twice"))));
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_role_that_may_not_make_temporary_tables_is_told_so(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run("create table t (id int)");
            var role = db.createOwner();
            db.run("alter database \"%s\" owner to current_user".formatted(db.name()))
                    .run("revoke temporary on database \"%s\" from public".formatted(db.name()));
            assertThatThrownBy(() -> add(db.as(role), "t", row("id", "1")))
                    .hasMessageContaining("may not create temporary tables")
                    .extracting(e -> ((Failure) e).advice())
                    .asString()
                    .contains("grant temporary on database \"" + db.name() + "\" to \"owner_");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void names_are_matched_exactly_and_then_by_their_words(PostgresServer server) {
        on(
                server,
                "create table t (tenant_id int primary key, \"userName\" text, user_name text, html_body text)",
                db -> {
                    assertThat(add(db, "t", row("tenantId", "1", "userName", "'camel'", "HTMLBody", "'h'")))
                            .isEqualTo(new SeedCounts(1, 0, 0));
                    assertThat(seed(
                                    db,
                                    target("t", true, "tenantId"),
                                    List.of(row("tenant_id", "1", "user_name", "'snake'"))))
                            .isEqualTo(new SeedCounts(0, 1, 0));
                    assertThat(db.query("select row(t.*)::text from t")).containsExactly("(1,camel,snake,h)");
                    refused(
                            db,
                            "t",
                            "seeds/x.json:1: UserName: no such column in t",
                            List.of(row("tenantId", "2", "UserName", "'?'")));
                    refused(
                            db,
                            "t",
                            "seeds/x.json:1: tenant_id: a second value for the column 'tenant_id'",
                            List.of(row("tenantId", "2", "tenant_id", "2")));
                });
    }
}
