package dev.seedbank.backend.postgres.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.SeedSource;
import dev.seedbank.backend.Seeder;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresSeederIT {
    private static final SeedSource SOURCE = new SeedSource("seeds/test.json", "hash");

    private static final String SCHEMA = """
            create table departments (id int generated always as identity primary key, slug text not null unique, name varchar(10));
            create table users (
                id serial primary key, email text not null unique, department int references departments, age smallint, tags text[],
                data jsonb, code char(5), flags bit(3), made timestamptz default '2000-01-01', upper_email text generated always as (upper(email)) stored);
            create table notes (body text);
            """;

    private static void seeding(PostgresServer server, Consumer<Database> test) {
        try (var db = server.createDatabase()) {
            var owner = db.as(db.createOwner());
            owner.run(SCHEMA);
            test.accept(owner);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void inserts_what_is_new_and_skips_what_is_there(PostgresServer server) {
        seeding(server, db -> {
            var departments = List.of(json("slug", "'it'", "name", "'IT'"), json("slug", "'hr'", "id", "40"));
            assertThat(seed(db, target("departments", false), departments)).isEqualTo(new SeedCounts(2, 0, 0));
            assertThat(seed(db, target("departments", false), departments)).isEqualTo(new SeedCounts(0, 0, 2));
            // The identity goes on behind the value of the file.
            db.run("insert into departments (slug) values ('next')");
            assertThat(db.query("select id from departments order by id")).containsExactly("1", "40", "41");

            var users = List.of(
                    row(
                            1,
                            "email",
                            new Value.Json("\"a@x\""),
                            "department",
                            reference("it"),
                            "tags",
                            new Value.Json("[\"x\", null]"),
                            "data",
                            new Value.Json("{\"$json\": \"null\"}"),
                            "code",
                            new Value.Json("\"ab\""),
                            "flags",
                            new Value.Text("101")),
                    row(
                            2,
                            "email",
                            new Value.Text("b@x"),
                            "department",
                            reference("hr"),
                            "age",
                            new Value.Text(""),
                            "tags",
                            new Value.Text("[\"y\"]"),
                            "data",
                            new Value.Json("null"),
                            "code",
                            new Value.Text("")));
            assertThat(seed(db, target("users", false, "email"), users)).isEqualTo(new SeedCounts(2, 0, 0));
            assertThat(seed(db, target("users", false, "email"), users)).isEqualTo(new SeedCounts(0, 0, 2));
            assertThat(
                            db.query(
                                    "select row(email, department, age, tags, data, code, flags, made)::text from users order by id"))
                    .containsExactly(
                            "(a@x,1,,\"{x,NULL}\",null,\"ab   \",101,\"2000-01-01 00:00:00+00\")",
                            "(b@x,40,,{y},,\"     \",,\"2000-01-01 00:00:00+00\")");
        });
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void updates_what_differs_and_leaves_made_up_values_alone(PostgresServer server) {
        seeding(server, db -> {
            Function<String, List<SeedRow>> users = age -> List.of(
                    row(
                            1,
                            "email",
                            new Value.Text("a@x"),
                            "age",
                            new Value.Text(age),
                            "code",
                            new Value.Generated(Value.Kind.TEXT, age),
                            "data",
                            new Value.Json("{\"b\":1, \"a\":2}")),
                    row(
                            2,
                            "email",
                            new Value.Text("b@x"),
                            "age",
                            new Value.Text("5"),
                            "code",
                            new Value.Generated(Value.Kind.TEXT, age),
                            "data",
                            new Value.Json("1.0")));
            assertThat(seed(db, target("users", true, "email"), users.apply("30")))
                    .isEqualTo(new SeedCounts(2, 0, 0));
            assertThat(seed(db, target("users", true, "email"), users.apply("30")))
                    .isEqualTo(new SeedCounts(0, 0, 2));
            assertThat(seed(db, target("users", true), users.apply("31"))).isEqualTo(new SeedCounts(0, 1, 1));
            assertThat(db.query("select age || trim(code) from users order by email"))
                    .containsExactly("3130", "530");
        });
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_does_not_fit_is_named_by_file_line_and_field(PostgresServer server) {
        seeding(server, db -> {
            refused(
                    db,
                    "users",
                    "seeds/x.json:1: emial: no such column in users. Did you mean 'email'?",
                    json("emial", "'a'"));
            refused(
                    db,
                    "users",
                    "seeds/x.json:1: upper_email: the database computes",
                    json("email", "'a'", "upper_email", "'A'"));
            refused(
                    db,
                    "users",
                    "seeds/x.json:3: age: invalid input syntax for type smallint: \"old\"",
                    json("email", "'a'", "age", "1"),
                    json("email", "'b'", "age", "2"),
                    json("email", "'c'", "age", "'old'"));
            refused(
                    db,
                    "users",
                    "seeds/x.json:1: age: value \"99999\" is out of range",
                    json("email", "'a'", "age", "99999"));
            refused(db, "users", "seeds/x.json:1: email: null value", json("email", "null"));
            refused(
                    db,
                    "users",
                    "seeds/x.json:1: code: value too long for type character(5)",
                    json("email", "'a'", "code", "'abcdef'"));
            refused(db, "users", "seeds/x.json:1: flags: ", json("email", "'a'", "flags", "'1010'"));
            refused(
                    db,
                    "users",
                    "seeds/x.json:1: department: insert or update on table \"users\" violates foreign key",
                    json("email", "'a'", "department", "7"));
            refused(
                    db,
                    "users",
                    "seeds/x.json:1: tags: column 'tags' (text[]) cannot hold an object",
                    json("email", "'a'", "tags", "{}"));
            refused(db, "users", "seeds/x.json:1: data: ", json("email", "'a'", "data", "{'a':}"));
            refused(
                    db,
                    "users",
                    "seeds/x.json:1: department: no row in departments has slug = 'it'",
                    row(1, "email", new Value.Text("a"), "department", reference("it")));
            refused(
                    db,
                    "users",
                    "refers to a table 'department' that does not exist. Did you mean 'departments'?",
                    row(
                            1,
                            "email",
                            new Value.Text("a"),
                            "department",
                            new Value.Reference(table("department"), "slug", new Value.Text("x"))));
            assertThat(db.query("select count(*) from users")).containsExactly("0");
        });
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void many_rows_of_changing_shape_and_references_to_rows_above(PostgresServer server) {
        seeding(server, db -> {
            db.run("create table tree (id int primary key, name text unique, parent int references tree)");
            var rows = new ArrayList<SeedRow>();
            rows.add(row(1, "id", new Value.Json("0"), "name", new Value.Text("n0")));
            for (int i = 1; i < 1500; i++) {
                rows.add(row(
                        i + 1,
                        "id",
                        new Value.Json(String.valueOf(i)),
                        "name",
                        new Value.Text("n" + i),
                        "parent",
                        i % 7 == 0
                                ? new Value.Json("null")
                                : new Value.Reference(table("tree"), "name", new Value.Text("n" + i / 2))));
            }
            assertThat(seed(db, target("tree", false), rows)).isEqualTo(new SeedCounts(1500, 0, 0));
            assertThat(db.query("select count(*) from tree where parent <> id / 2"))
                    .containsExactly("0");
            assertThat(seed(db, target("notes", false), List.of(json(), json("body", "'x'"))))
                    .isEqualTo(new SeedCounts(2, 0, 0, 2));
        });
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void nothing_stays_without_a_commit(PostgresServer server) {
        seeding(server, db -> {
            try (var store = PostgresStores.open(db.url())) {
                try (var seeder = store.seeder()) {
                    assertThat(seeder.isEmpty()).isTrue();
                    assertThat(seeder.isAtomic()).isTrue();
                    seeder.seed(
                            target("notes", false), List.of(json("body", "'x'")).iterator(), SOURCE);
                    assertThat(seeder.isEmpty()).isFalse();
                }
                try (var seeder = store.seeder()) {
                    assertThat(seeder.isEmpty()).isTrue();
                }
            }
        });
    }

    private static void refused(Database db, String table, String words, SeedRow... rows) {
        var numbered = new ArrayList<SeedRow>();
        for (var row : rows) {
            numbered.add(new SeedRow(row.file(), numbered.size() + 1, row.fields()));
        }
        assertThatThrownBy(() -> seed(db, target(table, false), numbered))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining(words);
    }

    private static SeedCounts seed(Database db, SeedTarget target, List<SeedRow> rows) {
        try (var store = PostgresStores.open(db.url());
                Seeder seeder = store.seeder()) {
            var counts = seeder.seed(target, rows.iterator(), SOURCE);
            seeder.commit();
            return counts;
        }
    }

    private static SeedTarget target(String table, boolean update, String... unique) {
        return new SeedTarget(table(table), List.of(unique), update);
    }

    private static Collection table(String name) {
        return new Collection("public", name, true, Collection.Kind.DATA);
    }

    private static Value reference(String slug) {
        return new Value.Reference(table("departments"), "slug", new Value.Json('"' + slug + '"'));
    }

    private static SeedRow json(String... fields) {
        var values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = i % 2 == 0 ? fields[i] : new Value.Json(fields[i].replace('\'', '"'));
        }
        return row(1, values);
    }

    private static SeedRow row(long line, Object... fields) {
        var map = new LinkedHashMap<String, Value>();
        for (int i = 0; i < fields.length; i += 2) {
            map.put((String) fields[i], (Value) fields[i + 1]);
        }
        return new SeedRow("seeds/x.json", line, map);
    }
}
