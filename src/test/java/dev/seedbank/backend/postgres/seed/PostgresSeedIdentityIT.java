package dev.seedbank.backend.postgres.seed;

import static dev.seedbank.backend.postgres.seed.PostgresSeeds.add;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.hashed;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.made;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.reference;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.row;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.seed;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.target;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** By what a seed row is known to be there. */
class PostgresSeedIdentityIT {
    private static final String ALL = "dev.seedbank.testing.PostgresServer#all";

    private static void on(PostgresServer server, String schema, Consumer<Database> test) {
        try (var db = server.createDatabase()) {
            var owner = db.as(db.createOwner());
            owner.run(schema);
            test.accept(owner);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void rows_without_a_key_are_known_by_their_whole_content(PostgresServer server) {
        var schema = """
                create type mood as enum ('sad', 'fine');
                create domain short as varchar(5);
                create table teams (id serial primary key, slug text unique);
                insert into teams (slug) values ('x'), ('core');
                create table notes (id serial primary key, body text, made timestamptz default now(), data json, at point, code char(5),
                    amount numeric(8, 2), tags text[], mood mood, word short, team int references teams, secret text)
                """;
        on(server, schema, db -> {
            SeedRow[] rows = {
                row("body", "'a'"),
                row("body", "'a'"),
                row("body", "'a'", "secret", hashed("1")),
                row("body", "null", "data", "{'b':1,  'a':[2]}", "at", "'(1,2)'", "code", "'ab'", "amount", "1.5"),
                row(
                        "tags",
                        "['x',null,'y']",
                        "mood",
                        "'fine'",
                        "word",
                        "'w'",
                        "team",
                        reference("teams", "slug", "core")),
                row("body", "'b'", "secret", hashed("2"), "made", made("2020-01-01T00:00:00Z")),
                row(),
                row(),
            };
            assertThat(add(db, "notes", rows)).isEqualTo(new SeedCounts(8, 0, 0, 8));
            assertThat(db.query("select id from notes where body = 'b'")).containsExactly("6");
            var digest = PostgresDigest.of(db);
            rows[2] = row("body", "'a'", "secret", hashed("another salt"));
            rows[5] = row("body", "'b'", "secret", hashed("3"), "made", made("2021-01-01T00:00:00Z"));
            assertThat(add(db, "notes", rows)).isEqualTo(new SeedCounts(0, 0, 8, 8));
            assertThat(update(db, "notes", rows)).isEqualTo(new SeedCounts(0, 0, 8, 8));
            assertThat(PostgresDigest.of(db)).isEqualTo(digest);
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void of_equal_rows_there_are_as_many_as_the_file_has(PostgresServer server) {
        on(server, "create table notes (body text, n int)", db -> {
            db.run("insert into notes values ('a', 1), ('b', 2)");
            var a = row("body", "'a'");
            assertThat(add(db, "notes", a, a, a)).isEqualTo(new SeedCounts(2, 0, 1, 3));
            assertThat(add(db, "notes", a, a)).isEqualTo(new SeedCounts(0, 0, 2, 2));
            assertThat(add(db, "notes", a, row("body", "'a'", "n", "1"), row("n", "2", "body", "'b'")))
                    .isEqualTo(new SeedCounts(0, 0, 3, 3));
            assertThat(db.query("select body || count(*) from notes group by body order by body"))
                    .containsExactly("a3", "b1");
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void of_rows_with_the_same_key_the_first_counts(PostgresServer server) {
        on(server, "create table users (id serial primary key, email text unique, name text, age numeric)", db -> {
            SeedRow[] rows = {
                row("email", "'a'", "name", "'first'", "age", "1"),
                row("email", "'b'", "name", "'b'", "age", "1"),
                row("email", "'a'", "name", "'second'", "age", "1.0"),
            };
            assertThat(add(db, "users", rows)).isEqualTo(new SeedCounts(2, 0, 1));
            for (int run = 0; run < 2; run++) {
                assertThat(update(db, "users", rows)).isEqualTo(new SeedCounts(0, 0, 3));
            }
            db.run("truncate users");
            assertThat(seed(db, target("users", false, "age"), List.of(rows))).isEqualTo(new SeedCounts(1, 0, 2));
            assertThat(db.query("select email || name from users")).containsExactly("afirst");
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_key_that_was_made_up_is_none(PostgresServer server) {
        on(server, "create table users (id uuid primary key, email text unique, name text)", db -> {
            assertThat(add(db, "users", row("id", made("00000000-0000-4000-8000-000000000001"), "email", "'a'")))
                    .isEqualTo(new SeedCounts(1, 0, 0));
            var again = row("id", made("00000000-0000-4000-8000-000000000002"), "email", "'a'", "name", "'Ada'");
            assertThat(add(db, "users", again)).isEqualTo(new SeedCounts(0, 0, 1));
            assertThat(update(db, "users", again)).isEqualTo(new SeedCounts(0, 1, 0));
            assertThat(add(db, "users", row("id", made("00000000-0000-4000-8000-000000000003"), "name", "'Bo'")))
                    .isEqualTo(new SeedCounts(1, 0, 0, 1));
            assertThat(add(db, "users", row("id", made("00000000-0000-4000-8000-000000000004"), "name", "'Bo'")))
                    .isEqualTo(new SeedCounts(0, 0, 1, 1));
            assertThat(db.query("select right(id::text, 1) || coalesce(email, '-') || name from users order by id"))
                    .containsExactly("1aAda", "3-Bo");
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void null_is_a_value_in_a_key_that_the_user_names(PostgresServer server) {
        on(server, "create table prices (item text, region text, amount int)", db -> {
            var rows = List.of(
                    row("item", "'a'", "region", "null", "amount", "1"),
                    row("item", "'a'", "region", "'eu'", "amount", "2"),
                    row("item", "'a'", "region", "null", "amount", "3"));
            assertThat(seed(db, target("prices", false, "item", "region"), rows))
                    .isEqualTo(new SeedCounts(2, 0, 1));
            assertThat(seed(db, target("prices", false, "item", "region"), rows))
                    .isEqualTo(new SeedCounts(0, 0, 3));
            db.run("update prices set amount = 9");
            assertThat(seed(db, target("prices", true, "item", "region"), rows)).isEqualTo(new SeedCounts(0, 2, 1));
            assertThat(db.query("select amount from prices order by 1")).containsExactly("1", "2");
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_constraints_alone_know_is_skipped_and_keeps_the_order(PostgresServer server) {
        var schema = """
                create table users (id serial primary key, email text, during int4range, exclude using gist (during with &&));
                create unique index on users (lower(email));
                insert into users (email, during) values ('A', '[1,5)')
                """;
        on(server, schema, db -> {
            assertThat(add(
                            db,
                            "users",
                            row("email", "'z'"),
                            row("email", "'a'"),
                            row("email", "'y'", "during", "'[4,9)'"),
                            row("email", "'x'", "during", "'[5,9)'")))
                    .isEqualTo(new SeedCounts(2, 0, 2, 4));
            assertThat(db.query("select email from users order by id")).containsExactly("A", "z", "x");
        });
    }
}
