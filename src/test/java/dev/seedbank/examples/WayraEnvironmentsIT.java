package dev.seedbank.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Wayra's document says of its environments: development and test may do all with test data, production is protected. */
@Tag("program")
class WayraEnvironmentsIT {
    @TempDir
    Path folder;

    private final MongoServer server = MongoServer.any();
    private final String name = server.database("wayra");
    private CliRunner seedbank;

    @BeforeEach
    void copy() {
        Example.copy("wayra", folder.resolve("wayra"));
        seedbank = CliRunner.in(folder.resolve("wayra")).env("MONGODB_URI", server.url(name));
    }

    @AfterEach
    void drop() {
        server.drop(name);
    }

    private long users() {
        return server.open(name).getCollection("users").countDocuments();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "test"})
    void development_and_test_seed_back_up_clear_and_reset(String profile) {
        assertThat(seedbank.run("init", "--profile", profile)).exits(0);
        assertThat(users()).isEqualTo(2);
        assertThat(seedbank.run("backup", "--profile", profile)).exits(0);
        assertThat(seedbank.run("clean", "--profile", profile)).exits(3).warns("--confirm");
        assertThat(seedbank.run("clean", "--profile", profile, "--confirm")).exits(0);
        assertThat(users()).isZero();
        assertThat(seedbank.run("reset", "--profile", profile, "--confirm")).exits(0);
        assertThat(users()).isEqualTo(2);
        assertThat(seedbank.run("restore", "--profile", profile, "--confirm")).exits(0);
        assertThat(seedbank.run("maintenance", "--profile", profile)).exits(0);
    }

    @Test
    void production_is_migrated_when_somebody_says_so_and_gets_no_test_data() {
        assertThat(seedbank.run("init", "--profile", "prod")).exits(3).warns("--confirm");
        assertThat(seedbank.run("init", "--profile", "prod", "--confirm")).exits(0);
        assertThat(seedbank.run("seed", "--profile", "prod")).prints("Seeded 0 files", "Left out: set 'sample'");
        assertThat(users()).isZero();
        server.open(name).getCollection("users").insertOne(new Document("email", "a@example.com"));

        assertThat(seedbank.run("backup", "--profile", "prod")).exits(3).warns("--allow-production");
        assertThat(seedbank.run("backup", "--profile", "prod", "--allow-production"))
                .exits(0);
        for (var command : new String[] {"clean", "reset"}) {
            assertThat(seedbank.run(command, "--profile", "prod", "--confirm", "--confirm-database", name))
                    .exits(3)
                    .warns("is refused in production");
        }
        assertThat(seedbank.run("init", "--reset", "--profile", "prod", "--confirm"))
                .exits(3);
        assertThat(seedbank.run("restore", "--profile", "prod", "--confirm"))
                .exits(3)
                .warns("--allow-production");
        assertThat(seedbank.run("clean", "--profile", "dev", "--confirm"))
                .exits(3)
                .warns("this database is production, the profile 'dev' is development");
        assertThat(seedbank.run("status", "--profile", "prod")).exits(0);
        assertThat(seedbank.run("maintenance", "--profile", "prod")).exits(5).prints("[unverified-backup]");
        assertThat(users()).isEqualTo(1);
    }
}
