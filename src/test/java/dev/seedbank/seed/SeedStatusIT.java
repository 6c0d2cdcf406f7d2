package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code seed status} on PostgreSQL, and what is noted of what was seeded. */
@Tag("program")
class SeedStatusIT {
    private static final String USERS =
            "[{\"email\": \"a\", \"name\": \"Ada\"}, {\"email\": \"b\", \"name\": \"Bo\"}, {\"email\": \"c\", \"name\": \"Cy\"}]";

    @TempDir
    Path project;

    private CliRunner seedbank(Database db) {
        return CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    private static Database users(PostgresServer server) {
        return server.createDatabase()
                .run(
                        "create table users (id serial primary key, email text unique, name text, at timestamptz default now())");
    }

    /** {@code PRESENT NEW CHANGED-IN-FILE CHANGED-IN-DATABASE DELETED} of the only file. */
    private static String counts(CliRunner seedbank, String... arguments) {
        var words = new java.util.ArrayList<>(List.of("seed", "status"));
        words.addAll(List.of(arguments));
        var result = seedbank.run(words.toArray(String[]::new));
        var rows = result.out()
                .lines()
                .filter(line -> line.contains("postgresql/"))
                .toList();
        assertThat(rows).as(result.out() + result.err()).hasSize(1);
        var numbers = rows.getFirst().strip().replaceFirst("^\\S+ +\\S+ +", "").replaceAll(" +", " ");
        boolean clean = numbers.endsWith(" 0 0 0 0");
        assertThat(result).exits(clean ? 0 : 5);
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void each_row_is_in_one_of_five_states(PostgresServer server) {
        try (var db = users(server)) {
            var seedbank = seedbank(db).file("seeds/users.json", USERS);
            assertThat(counts(seedbank)).isEqualTo("0 3 0 0 0");
            assertThat(db.query("select count(*) from pg_namespace where nspname = 'seedbank'"))
                    .as("reading writes nothing")
                    .containsExactly("0");
            assertThat(seedbank.run("seed")).exits(0);
            assertThat(seedbank.run("seed", "status")).exits(0).prints("3 rows are present, as the files say");
            assertThat(counts(seedbank)).isEqualTo("3 0 0 0 0");

            db.run("update users set name = 'Bob' where email = 'b'");
            assertThat(counts(seedbank)).isEqualTo("2 0 0 1 0");
            db.run("delete from users where email = 'c'");
            assertThat(counts(seedbank)).isEqualTo("1 0 0 1 1");
            assertThat(seedbank.run("seed", "status"))
                    .exits(5)
                    .warns(
                            "Seeds: 1 row has changed in the database, 1 row was deleted in the database",
                            "seedbank seed --update");

            seedbank.file(
                    "seeds/users.json",
                    USERS.replace("Ada", "Ada L.").replace("}]", "}, {\"email\": \"d\", \"name\": \"Di\"}]"));
            assertThat(counts(seedbank)).isEqualTo("0 1 1 1 1");
            assertThat(seedbank.run("seed")).exits(0).prints("2 inserted, 2 skipped");
            assertThat(counts(seedbank))
                    .as("what was skipped is still to be updated")
                    .isEqualTo("2 0 1 1 0");
            assertThat(seedbank.run("seed", "--update")).exits(0).prints("2 updated");
            assertThat(counts(seedbank)).isEqualTo("4 0 0 0 0");
            db.run("update users set name = 'Ada' where email = 'a'");
            assertThat(counts(seedbank)).isEqualTo("3 0 0 1 0");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void values_that_every_run_makes_are_not_compared(PostgresServer server) {
        try (var db = users(server)) {
            db.run("create table teams (id serial primary key, slug text unique)")
                    .run("alter table users add team int references teams, add password text, add token uuid");
            var seedbank = seedbank(db)
                    .file("seeds/lookups/teams.json", "[{\"slug\": \"core\"}]")
                    .file("seeds/people/seed.yaml", """
                            generate:
                              users:
                                password: {password: secret, cost: 4}
                                team: {reference: teams.slug}
                                at: now
                                token: uuid
                            """)
                    .file("seeds/people/users.json", USERS.replace("\"name\"", "\"team\": \"core\", \"name\""));
            assertThat(counts(seedbank, "people")).isEqualTo("0 3 0 0 0");
            assertThat(seedbank.run("seed")).exits(0);
            assertThat(seedbank.run("seed", "status")).exits(0).prints("4 rows are present");
            db.run("update users set password = 'x', token = null, at = null");
            assertThat(counts(seedbank, "people")).isEqualTo("3 0 0 0 0");
            db.run("insert into teams (slug) values ('other')").run("update users set team = 2 where email = 'b'");
            assertThat(counts(seedbank, "people")).isEqualTo("2 0 0 1 0");
            assertThat(counts(seedbank, "--collection", "users")).isEqualTo("2 0 0 1 0");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void rows_without_a_key_and_repeated_rows(PostgresServer server) {
        try (var db = server.createDatabase().run("create table notes (body text, n int)")) {
            var seedbank = seedbank(db)
                    .file(
                            "seeds/notes.json",
                            "[{\"body\": \"x\"}, {\"body\": \"x\"}, {\"body\": \"y\", \"n\": 1}, {\"body\": null}]");
            assertThat(seedbank.run("seed")).exits(0).prints("4 inserted");
            assertThat(counts(seedbank)).isEqualTo("4 0 0 0 0");
            db.run("delete from notes where ctid = (select min(ctid) from notes where body = 'x')");
            assertThat(counts(seedbank)).isEqualTo("3 0 0 0 1");
            seedbank.file("seeds/notes.json", "[{\"body\": \"y\", \"n\": 2}, {\"body\": \"x\"}]");
            assertThat(counts(seedbank)).isEqualTo("1 1 0 0 0");
        }
        try (var db = users(server)) {
            var seedbank = CliRunner.in(project.resolve("other"))
                    .env("DATABASE_URL", db.url())
                    .file("seeds/users.json", USERS.replace("\"c\"", "\"a\""));
            assertThat(seedbank.run("seed")).exits(0).prints("2 inserted, 1 skipped");
            assertThat(counts(seedbank)).isEqualTo("2 0 0 0 0");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_empties_or_replaces_a_table_forgets_what_was_seeded(PostgresServer server) {
        try (var db = users(server)) {
            var seedbank = seedbank(db).file("seeds/users.json", USERS);
            assertThat(seedbank.run("seed")).exits(0);
            assertThat(seedbank.run("backup", "--name", "full")).exits(0);
            assertThat(seedbank.run("clean", "-y")).exits(0);
            assertThat(noted(db)).containsExactly("0", "0");
            assertThat(counts(seedbank)).isEqualTo("0 3 0 0 0");
            assertThat(seedbank.run("undo", "-y")).exits(0);
            assertThat(noted(db)).containsExactly("0", "0");
            assertThat(counts(seedbank)).isEqualTo("3 0 0 0 0");

            assertThat(seedbank.run("seed", "--clean", "-y")).exits(0);
            assertThat(noted(db)).containsExactly("1", "1");
            assertThat(seedbank.run("seed", "--update")).exits(0);
            assertThat(noted(db)).containsExactly("1", "1");
            assertThat(seedbank.run("restore", "-y")).exits(0);
            assertThat(noted(db)).containsExactly("0", "0");
            seedbank.file("seeds/users.json", USERS.replace("Ada", "fails").replace("}]", "}, {\"email\": []}]"));
            assertThat(seedbank.run("seed")).exits(1);
            assertThat(noted(db)).as("a run that fails notes nothing").containsExactly("0", "0");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_reset_of_the_structure_forgets_what_was_seeded(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var seedbank = seedbank(db)
                    .file("migrations/V1__users.sql", "create table users (email text primary key, name text);")
                    .file("seeds/users.json", USERS);
            assertThat(seedbank.run("init")).exits(0);
            assertThat(seedbank.run("init", "--quick", "--reset", "-y")).exits(0);
            assertThat(noted(db)).containsExactly("0", "0");
            assertThat(counts(seedbank)).isEqualTo("0 3 0 0 0");
        }
    }

    private static List<String> noted(Database db) {
        return db.query(
                "select count(*) from seedbank.seeds union all select count(*) from seedbank.seed_rows order by 1");
    }

    @Test
    void status_counts_the_files_and_finds_those_that_changed_since() {
        try (var db = users(PostgresServer.any())) {
            var seedbank = seedbank(db)
                    .file("seeds/users.json", USERS)
                    .file("seeds/lookups/seed.yaml", "environments: [production]")
                    .file("seeds/lookups/users.json", USERS)
                    .file("seeds/more/users.json", "[]");
            assertThat(seedbank.run("status")).exits(0).prints("Seeds: 0 of 2 files seeded\n");
            assertThat(seedbank.run("seed", "default")).exits(0);
            assertThat(seedbank.run("status")).exits(0).prints("Seeds: 1 of 2 files seeded\n");
            db.run("update users set name = 'x'");
            assertThat(seedbank.run("status")).as("no row is looked at").exits(0);
            seedbank.file("seeds/users.json", USERS.replace("Ada", "Eva"));
            assertThat(seedbank.run("status"))
                    .exits(5)
                    .prints("Seeds: 1 of 2 files seeded, 1 changed since\n")
                    .warns("Seeds: 1 file has changed since it was seeded: seeds/users.json", "seedbank seed status");
            assertThat(seedbank.run("seed")).exits(0);
            assertThat(seedbank.run("status")).exits(0).prints("Seeds: 2 of 2 files seeded\n");
            seedbank.file("seeds/more/seed.yaml", "ordre: []");
            assertThat(seedbank.run("status"))
                    .exits(2)
                    .prints("Seeds: see the error below")
                    .warns("Did you mean 'order'?");
        }
    }

    @Test
    void a_role_that_may_not_note_it_seeds_all_the_same() {
        try (var db = users(PostgresServer.any())) {
            var seeder = db.as(db.createOwner());
            var seedbank = seedbank(seeder).file("seeds/users.json", USERS);
            db.run("grant all on users, users_id_seq to public")
                    .run("revoke create on database \"" + db.name() + "\" from public");
            db.run("do $$ begin execute format('revoke create on database %I from %I', current_database(), '"
                    + seeder.query("select current_user").getFirst() + "'); end $$");
            assertThat(seedbank.run("seed"))
                    .exits(0)
                    .prints("3 inserted")
                    .says(
                            "what was seeded is not recorded for seed status",
                            "may not write to the tables seeds and seed_rows");
            db.run("update users set name = 'other' where email = 'a'").run("delete from users where email = 'b'");
            assertThat(counts(seedbank)).isEqualTo("1 1 0 1 0");
            assertThat(CliRunner.in(project).env("DATABASE_URL", db.url()).run("seed"))
                    .exits(0);
            db.run("grant select, insert, update, delete on seedbank.seeds, seedbank.seed_rows to public");
            seedbank.file("seeds/users.json", USERS.replace("Cy", "Cyd"));
            assertThat(seedbank.run("seed", "--update")).exits(0).neverSays("seed status will not know");
            assertThat(counts(seedbank)).isEqualTo("3 0 0 0 0");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_row_that_was_inserted_anew_is_noted_anew(PostgresServer server) {
        try (var db = users(server)) {
            var seedbank = seedbank(db).file("seeds/users.json", USERS);
            assertThat(seedbank.run("seed")).exits(0);
            seedbank.file("seeds/users.json", USERS.replace("Ada", "Eva").replace("Bo", "Bob"));
            db.run("delete from users where email = 'a'");
            assertThat(seedbank.run("seed")).exits(0).prints("1 inserted, 2 skipped");
            assertThat(counts(seedbank)).isEqualTo("2 0 1 0 0");
            db.run("update users set name = 'edited'");
            assertThat(counts(seedbank)).isEqualTo("0 0 1 2 0");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_reference_to_no_row_is_no_null_and_settings_are_a_part_of_the_file(PostgresServer server) {
        try (var db = server.createDatabase()
                .run("create table teams (id serial primary key, slug text unique)")
                .run("create table users (name text unique, team int, unique (team, name))")) {
            var seedbank = seedbank(db)
                    .file("seeds/teams/teams.json", "[{\"slug\": \"core\"}, {\"slug\": \"other\"}]")
                    .file("seeds/users/seed.yaml", "generate: {users: {team: {reference: teams.slug, value: core}}}")
                    .file("seeds/users/users.json", "[{\"name\": \"a\", \"team\": null}, {\"name\": \"b\"}]");
            assertThat(seedbank.run("seed")).exits(0);
            assertThat(counts(seedbank, "users")).isEqualTo("2 0 0 0 0");
            seedbank.file("seeds/users/users.json", "[{\"name\": \"a\", \"team\": \"nobody\"}, {\"name\": \"b\"}]");
            assertThat(counts(seedbank, "users")).isEqualTo("1 0 1 0 0");
            seedbank.file("seeds/users/users.json", "[{\"name\": \"a\", \"team\": null}, {\"name\": \"b\"}]")
                    .file("seeds/users/seed.yaml", "generate: {users: {team: {reference: teams.slug, value: other}}}");
            assertThat(counts(seedbank, "users")).isEqualTo("1 0 1 0 0");
            assertThat(seedbank.run("status"))
                    .exits(5)
                    .warns("1 file has changed since it was seeded: seeds/users/users.json");
            db.run("create schema app", "create table app.users (name text unique, team int)");
            assertThat(seedbank.run("config")).exits(0);
            seedbank.file(
                    "seedbank.yaml",
                    "seedbank: {stores: {postgresql: {url: \"%s\", schemas: [app, public]}}}\n".formatted(db.url()));
            assertThat(counts(seedbank, "users"))
                    .as("another table than that which was seeded")
                    .isEqualTo("0 2 0 0 0");
        }
    }

    @Test
    void notes_that_are_not_as_they_should_be_tell_nothing() {
        try (var db = users(PostgresServer.any())) {
            var seedbank = seedbank(db).file("seeds/users.json", USERS);
            assertThat(seedbank.run("seed")).exits(0);
            db.run("drop table seedbank.seed_rows");
            seedbank.file("seeds/users.json", USERS.replace("Ada", "Eva"));
            assertThat(counts(seedbank)).isEqualTo("2 0 0 1 0");
            assertThat(seedbank.run("seed", "--update")).exits(0).neverSays("seed status will not know");
            db.run("alter table seedbank.seeds drop column behind");
            seedbank.file("seeds/users.json", USERS);
            assertThat(seedbank.run("seed", "--update"))
                    .exits(0)
                    .says("do not have the structure that this version expects");
            assertThat(seedbank.run("status")).exits(0).prints("Seeds: 0 of 1 file seeded");
            assertThat(seedbank.run("clean", "-y")).exits(0);
        }
    }

    @Test
    void a_role_that_only_reads_compares_too() {
        try (var db = users(PostgresServer.any())) {
            var seedbank = seedbank(db).file("seeds/users.json", USERS);
            assertThat(seedbank.run("seed")).exits(0);
            db.run("update users set name = 'x' where email = 'a'");
            var reader = db.as(db.createOwner());
            var role = reader.query("select current_user").getFirst();
            db.run(
                    "grant select on users to " + role,
                    "alter role " + role + " set default_transaction_read_only = on");
            var reading = CliRunner.in(project).env("DATABASE_URL", reader.url());
            assertThat(counts(reading)).isEqualTo("2 0 0 1 0");
            assertThat(reading.run("seed", "status")).says("may not read the table seedbank.seed_rows");
        }
    }

    @Test
    void what_cannot_be_compared_is_named_and_the_rest_is_compared() {
        try (var db = users(PostgresServer.any())) {
            var seedbank = seedbank(db)
                    .file("seeds/users.json", USERS)
                    .file("seeds/nothing.json", "[{\"a\": 1}]")
                    .file("seeds/bad/users.json", "[{\"emial\": \"x\"}]");
            assertThat(seedbank.run("seed", "--collection", "users", "default")).exits(0);
            assertThat(seedbank.run("seed", "status"))
                    .exits(1)
                    .warns("no table 'nothing'", "seeds/bad/users.json:1: emial: no such column in users");
            assertThat(seedbank.run("seed", "status", "-o", "json")).exits(1).prints("\"present\" : 3", "\"error\"");
            assertThat(seedbank.run("seed", "status", "--quiet")).exits(1).neverSays("seeds/users.json\n");
        }
    }

    @OptionTest("seed status --collection")
    void words_before_status_are_refused() {
        try (var db = users(PostgresServer.any())) {
            var seedbank = seedbank(db).file("seeds/users.json", USERS).file("seeds/more/users.json", USERS);
            assertThat(seedbank.run("seed", "more", "status")).exits(2).warns("'more' must come after 'seed status'");
            assertThat(seedbank.run("seed", "--update", "status")).exits(2).warns("--update does nothing");
            assertThat(counts(seedbank, "more", "--collection", "users")).isEqualTo("0 3 0 0 0");
            assertThat(seedbank.run("seed", "status", "--collection", "user"))
                    .exits(2)
                    .warns("Did you mean 'users'?");
            assertThat(seedbank.run("seed", "status", "moer")).exits(2).warns("Did you mean 'more'?");
            assertThat(seedbank.run("seed", "status", "--profile", "prod"))
                    .exits(0)
                    .prints(
                            "Left out: set 'default' (only for development and test; this is production)\n",
                            "No seed files are for this environment");
        }
    }
}
