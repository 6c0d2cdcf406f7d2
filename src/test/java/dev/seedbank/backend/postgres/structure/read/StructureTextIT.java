package dev.seedbank.backend.postgres.structure.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The script of databases with one of everything, byte for byte, as it is kept for some versions of the server: two backups of
 * one database can only be compared if the program writes the same text every time.
 * {@code ./mvnw verify -Dtest=none -Dit.test=StructureTextIT -Dsurefire.failIfNoSpecifiedTests=false -Dstructure.texts=write}
 * writes them again.
 */
class StructureTextIT {
    private static final Path KEPT = Path.of("src", "test", "resources", "postgres", "scripts");

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void everything_is_written_as_before(PostgresServer server) throws IOException {
        try (var db = server.createDatabase()) {
            EverythingFixture.build(db, server.major());
            EverythingFixture.buildAsSuperuser(db, server.major());
            compare("everything", server, db);
        } finally {
            EverythingFixture.dropRoles(server);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void corners_are_written_as_before(PostgresServer server) throws IOException {
        assumeTrue(server.major() >= 15, "written for PostgreSQL 15");
        try (var db = server.createDatabase()) {
            EverythingFixture.buildCorners(db, server.major());
            compare("corners", server, db);
        } finally {
            EverythingFixture.dropRoles(server);
        }
    }

    private static void compare(String name, PostgresServer server, Database db) throws IOException {
        var script = EverythingFixture.dump(db);
        var file = KEPT.resolve(name + "-" + server.major() + ".sql");
        if ("write".equals(System.getProperty("structure.texts"))) {
            Files.createDirectories(KEPT);
            Files.writeString(file, script, StandardCharsets.UTF_8);
        }
        assumeTrue(Files.exists(file), "no script of PostgreSQL " + server.major() + " is kept");
        assertThat(script)
                .as("see %s, and how to write it again in this test", file)
                .isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    }
}
