package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code migrate validate --downs} on MongoDB: whether the ways back lead back. */
@Tag("program")
@SuppressWarnings("NullAway.Init") // each test begins with use()
class MigrateDownsMongoIT {
    @TempDir
    Path project;

    private @Nullable MongoServer server;
    private String database = "";
    private CliRunner seedbank;

    private void use(MongoServer on) {
        server = on;
        database = on.database();
        seedbank = CliRunner.in(project).env("DATABASE_URI", on.url(database));
        migration(1, """
                up:
                  - createCollection: users
                  - createIndex: {collection: users, key: {email: 1}, unique: true}
                down:
                  - drop: users
                """);
    }

    @AfterEach
    void drop() {
        if (server != null) {
            server.drop(database);
        }
    }

    private CliRunner migration(int version, String yaml) {
        return seedbank.file("migrations/V%d__step.yaml".formatted(version), yaml);
    }

    /** Databases that it has left, and what it has made in the real one. */
    private List<String> left() {
        var left = server.client().listDatabaseNames().into(new ArrayList<>());
        left.removeIf(it -> !it.startsWith("seedbank_scratch_"));
        server.open(database).listCollectionNames().into(left);
        return left;
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void runs_each_up_down_and_up_again_elsewhere(MongoServer on) {
        use(on);
        migration(2, """
                up:
                  - updateMany: {collection: users, filter: {role: {$exists: false}}, update: {$set: {role: user}}, batch: 10}
                down:
                  - updateMany: {collection: users, filter: {}, update: {$unset: {role: 1}}, batch: 10}
                """);
        migration(3, "up:\n  - createIndex: {collection: users, key: {role: 1}}\n");
        migration(4, """
                up:
                  - insertOne: {collection: settings, document: {_id: 1}}
                down:
                  - deleteMany: {collection: settings, filter: {}}
                """);

        assertThat(seedbank.run("migrate", "validate", "--downs"))
                .exits(0)
                .prints("3 down scripts tried in a scratch database", "4 migrations checked: all fit");
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void names_downs_that_fail_or_leave_something(MongoServer on) {
        use(on);
        migration(2, """
                up:
                  - createIndex: {collection: users, key: {name: 1}}
                  - insertOne: {collection: teams, document: {_id: 1}}
                down:
                  - dropIndex: {collection: users, index: name_1}
                """);
        migration(3, """
                up:
                  - createIndex: {collection: users, key: {role: 1}}
                down:
                  - dropIndex: {collection: users, index: rolle_1}
                """);

        assertThat(seedbank.run("migrate", "validate", "--downs"))
                .exits(5)
                .prints("migrations/V2__step.yaml leaves another structure after its down script", "teams");
        assertThat(left()).isEmpty();

        migration(2, "up: []\n");
        assertThat(seedbank.run("migrate", "validate", "--downs", "--output", "json"))
                .exits(5)
                .prints("V3__step.yaml down script fails", "\"downsTried\" : 2");
        assertThat(left()).isEmpty();
    }

    @Test
    void a_validator_taken_back_is_none() {
        use(MongoServer.any());
        server.assumes(Capability.VALIDATORS);
        migration(2, """
                up:
                  - runCommand: {collMod: users, validator: {email: {$exists: true}}, validationLevel: moderate}
                down:
                  - runCommand: {collMod: users, validator: {}, validationLevel: strict}
                """);

        assertThat(seedbank.run("migrate", "validate", "--downs")).exits(0);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void a_step_that_fails_on_its_way_up_is_told(MongoServer on) {
        use(on);
        migration(2, "up:\n  - renameCollection: {from: nothing, to: other}\n");

        assertThat(seedbank.run("migrate", "validate", "--downs")).exits(1).warns("migrations/V2__step.yaml:2");
        assertThat(left()).isEmpty();
    }

    /** It might know the real database's URL. */
    @Test
    void no_program_is_run() {
        use(MongoServer.any());
        migration(2, "up:\n  - exec: [touch, was-here]\n");
        seedbank.file("seedbank.yaml", """
                seedbank:
                  migrations: {allow-exec: true}
                  stores:
                    main:
                      url: ${DATABASE_URI}
                """);

        assertThat(seedbank.run("migrate", "validate", "--downs")).exits(2).warns("In a scratch database");
        assertThat(project.resolve("was-here")).doesNotExist();
        assertThat(left()).isEmpty();
    }

    @Test
    void a_server_in_production_gets_none() {
        use(MongoServer.any());
        var settings = "seedbank:\n  scratch-url: ${SCRATCH_URL}\n  stores:\n    main:\n      url: ${DATABASE_URI}\n";
        var production = seedbank.file("seedbank.yaml", settings);
        assertThat(production
                        .env("SCRATCH_URL", "postgresql://localhost/x")
                        .run("migrate", "validate", "--downs", "--profile", "prod"))
                .exits(3)
                .warns("does not make its scratch database on a server with production databases", "scratch-url");
        assertThat(left()).isEmpty();

        assertThat(production
                        .env("SCRATCH_URL", server.url(server.database()))
                        .run("migrate", "validate", "--downs", "--profile", "prod"))
                .exits(3)
                .warns("a server with production databases");
        assertThat(left()).isEmpty();

        var another =
                MongoServer.all().stream().filter(it -> !it.equals(server)).findFirst();
        assumeTrue(another.isPresent());
        assertThat(production
                        .env("SCRATCH_URL", another.get().url(another.get().database()))
                        .run("migrate", "validate", "--downs", "--profile", "prod"))
                .exits(0)
                .prints("1 down script tried");
        assertThat(left()).isEmpty();
    }

    @Test
    void users_which_would_outlive_the_database_are_not_tried() {
        use(MongoServer.any());
        migration(2, """
                up:
                  - when: {count: {collection: users, filter: {}, is: 0}}
                    do: [{runCommand: {createUser: app, pwd: secret, roles: [readWrite]}}]
                """);
        assertThat(seedbank.run("migrate", "validate", "--downs"))
                .exits(2)
                .warns("createUser changes more than its own database", "None was run")
                .neverSays("secret");
        assertThat(left()).isEmpty();
    }
}
