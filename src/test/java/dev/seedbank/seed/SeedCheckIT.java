package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A dry run says what the real run would refuse, and nothing is emptied for seeds that do not fit. */
@Tag("program")
class SeedCheckIT {
    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_dry_run_on_postgres_checks_names_types_references_and_keys(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var owner = db.as(db.createOwner())
                    .run(
                            "create table teams (id serial primary key, slug text not null unique, code varchar(3))",
                            "create table users (id serial primary key, email text unique, team_id int references teams, age int not null)",
                            "insert into teams (slug) values ('there')");
            var before = PostgresDigest.of(owner);
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", owner.url())
                    .file("seeds/seed.yaml", "generate: {users: {team_id: {reference: teams.slug, from: team}}}")
                    .file("seeds/teams.json", "[{\"slug\": \"core\"}]");
            var users =
                    "[{\"email\": \"a\", \"age\": 1, \"team\": \"there\"}, {\"email\": \"b\", \"age\": 2, \"team\": \"core\"}%s]";
            assertThat(seedbank.file("seeds/users.json", users.formatted("")).run("seed", "--dry-run"))
                    .exits(0)
                    .prints("users: 2 rows");
            for (var wrong : new String[][] {
                {"{\"emial\": \"c\"}", "emial: no such column in users. Did you mean 'email'?"},
                {"{\"age\": \"old\"}", "age: invalid input syntax for type integer: \"old\""},
                {"{\"age\": 3, \"team\": \"nobody\"}", "team_id: no row in teams has slug = 'nobody'"},
                {"{\"email\": \"c\", \"age\": null}", "age: the column may not be NULL, and has no default"},
                {"{\"email\": \"c\"}", "age: the column may not be NULL, and has no default"},
            }) {
                assertThat(seedbank.file("seeds/users.json", users.formatted(",\n" + wrong[0]))
                                .run("seed", "--dry-run"))
                        .exits(1)
                        .says("teams: 1 row", "users: failed", "seeds/users.json:2: " + wrong[1], "nothing was changed")
                        .neverSays("nothing of this run was kept");
            }
            seedbank.file("seeds/users.json", "[{\"email\": \"c\", \"age\": 1}]")
                    .file("seeds/seed.yaml", "generate:\n  users:\n    emial: now\n");
            assertThat(seedbank.run("seed", "--dry-run"))
                    .exits(1)
                    .says("seeds/seed.yaml:3: emial: no such column in users. Did you mean 'email'?")
                    .neverSays("users.json:1");
            seedbank.file("seeds/seed.yaml", "")
                    .file("seeds/users.json", "[]")
                    .file("seeds/teams.csv", "slgu\ncore\n")
                    .file("seeds/teams.json", "[]");
            assertThat(seedbank.run("seed", "--dry-run"))
                    .exits(1)
                    .says("seeds/teams.csv:1: slgu: no such column in teams");
            project.resolve("seeds/teams.csv").toFile().delete();
            seedbank.file("seeds/seed.yaml", "")
                    .file("seeds/teams.json", "[]")
                    .file("seeds/users.json", "[{\"email\": \"c\", \"age\": 1, \"team_id\": 99}]");
            assertThat(seedbank.run("seed", "--dry-run", "--output", "json"))
                    .exits(1)
                    .prints("seeds/users.json:1: team_id: no row in teams has id = '99'", "\"failed\"");
            assertThat(PostgresDigest.of(owner)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_file_that_failed_is_not_blamed_on_those_that_refer_to_it(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create table teams (id int primary key, slug text not null unique)",
                    "create table users (id int primary key, team_id int references teams)");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("seeds/teams.json", "[{\"id\": 1, \"slgu\": \"core\"}]")
                    .file("seeds/users.json", "[{\"id\": 1, \"team_id\": 1}]");
            assertThat(seedbank.run("seed", "--dry-run"))
                    .exits(1)
                    .says("seeds/teams.json:1: slgu: no such column", "users: 1 row")
                    .neverSays("users.json:1");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void nothing_is_emptied_before_the_files_are_known_to_fit(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create table teams (id serial primary key, slug text unique)",
                    "create table users (id int primary key, team_id int references teams)",
                    "insert into teams (slug) values ('core')");
            var before = PostgresDigest.of(db);
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("seeds/people/seed.yaml", "generate: {users: {team_id: {reference: teams.slug}}}")
                    .file("seeds/people/users.json", "[{\"id\": 1, \"team_id\": \"core\"}]");
            // The team would be gone when its user comes; nobody is asked, and no safety backup is taken.
            assertThat(seedbank.run("seed", "people", "--clean"))
                    .exits(1)
                    .warns(
                            "seeds/people/users.json:1: team_id: no row in teams has slug = 'core'",
                            "Nothing was changed")
                    .neverSays("Safety backup");
            assertThat(PostgresDigest.of(db)).isEqualTo(before);
            seedbank.file("seeds/people/teams.json", "[{\"slug\": \"core\"}]");
            assertThat(seedbank.run("seed", "people", "--clean", "--confirm")).exits(0);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void nothing_is_emptied_on_mongodb_either(MongoServer server) {
        var name = server.database();
        try {
            var database = server.open(name);
            database.getCollection("teams").insertOne(new org.bson.Document("_id", 1).append("slug", "core"));
            database.getCollection("users").insertOne(new org.bson.Document("_id", 1));
            var before = MongoDigest.of(database);
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(name))
                    .file("seeds/people/seed.yaml", "generate: {users: {team: {reference: teams.slug}}}")
                    .file("seeds/people/users.json", "[{\"_id\": 2, \"team\": \"core\"}]");
            assertThat(seedbank.run("seed", "people", "--clean", "--confirm"))
                    .exits(1)
                    .warns("seeds/people/users.json:1: team: no document in teams has slug = \"core\"")
                    .neverSays("Safety backup");
            assertThat(seedbank.run("seed", "people", "--dry-run")).exits(0);
            seedbank.file("seeds/people/users.json", "[{\"_id\": 2, \"team\": {\"$oid\": \"x\"}}]");
            assertThat(seedbank.run("seed", "people", "--dry-run"))
                    .exits(1)
                    .says("seeds/people/users.json:1: team: $oid: 'x' is not hexadecimal");
            assertThat(seedbank.run("seed", "people", "--clean", "--confirm")).exits(1);
            assertThat(MongoDigest.of(database)).isEqualTo(before);
            seedbank.file("seeds/people/users.json", "[{\"_id\": 2, \"team\": \"core\"}]")
                    .file("seeds/people/teams.json", "[{\"_id\": 7, \"slug\": \"core\"}]");
            assertThat(seedbank.run("seed", "people", "--clean", "--confirm"))
                    .exits(0)
                    .prints("2 inserted");
            assertThat(database.getCollection("users").find().first())
                    .isEqualTo(new org.bson.Document("_id", 2).append("team", 7));
        } finally {
            server.drop(name);
        }
    }
}
