package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code seed --clean}: what was there before comes back if the seeds do not fit. */
@Tag("program")
class SeedCleanIT {
    private static final String[] SCHEMA = {
        "create table teams (id serial primary key, slug text unique)",
        "create table users (id serial primary key, email text unique, team_id int references teams, age int check (age > 0))",
        "create materialized view adults as select count(*) from users where age >= 18",
        "insert into teams (slug) values ('old'), ('older')",
        "insert into users (email, team_id, age) values ('someone', 1, 40)"
    };

    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_failure_leaves_rows_and_sequences_as_they_were(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var owner = db.as(db.createOwner()).run(SCHEMA);
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", owner.url())
                    .file("seeds/base/teams.json", "[{\"slug\": \"core\"}]")
                    .file("seeds/people/seed.yaml", "generate: {users: {team_id: {reference: teams.slug}}}")
                    .file("seeds/people/users.json", "[{\"email\": \"a\", \"team_id\": \"core\", \"age\": 20}]");
            var before = PostgresDigest.of(owner);
            // What it refers to is in another set, which this run does not seed.
            assertThat(seedbank.run("seed", "people", "--clean", "--confirm"))
                    .exits(1)
                    .warns("seeds/people/users.json:1: team_id: no row in teams has slug = 'core'");
            assertThat(PostgresDigest.of(owner)).isEqualTo(before);
            seedbank.file("seeds/people/users.json", "[{\"email\": \"a\", \"team_id\": \"core\", \"age\": -1}]");
            assertThat(seedbank.run("seed", "--clean", "--confirm"))
                    .exits(1)
                    .warns("seeds/people/users.json:1: ", "age");
            assertThat(PostgresDigest.of(owner)).isEqualTo(before);

            seedbank.file("seeds/people/users.json", "[{\"email\": \"a\", \"team_id\": \"core\", \"age\": 20}]");
            owner.run("create table noseeds (id int)");
            assertThat(seedbank.run("seed", "--clean", "--dry-run"))
                    .exits(0)
                    .prints(
                            "Would empty:\n  postgresql/noseeds\n  postgresql/teams\n  postgresql/users\nWould seed:\n");
            assertThat(seedbank.run("seed", "--clean", "--dry-run", "-o", "json"))
                    .prints("\"emptied\"", "\"noseeds\"");
            owner.run("drop table noseeds");
            assertThat(PostgresDigest.of(owner)).isEqualTo(before);
            assertThat(seedbank.run("seed", "--clean", "--confirm")).exits(0).prints("2 inserted");
            assertThat(owner.query(
                            "select u.id || u.email || t.id || slug from users u join teams t on t.id = team_id"))
                    .containsExactly("1a1core");
            assertThat(owner.query("select count from adults")).containsExactly("1");
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(PostgresDigest.of(owner)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_read_only_database_is_not_seeded(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run("create table teams (id serial primary key, slug text unique)")
                    .run("alter database \"" + db.name() + "\" set default_transaction_read_only = on");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("seeds/teams.json", "[{\"slug\": \"core\"}]");
            assertThat(seedbank.run("seed"))
                    .exits(1)
                    .warns("The database is read-only", "default_transaction_read_only");
            assertThat(db.query("select count(*) from teams")).containsExactly("0");
        }
    }
}
