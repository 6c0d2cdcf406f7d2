package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command says on which database it acts before it does anything. */
@Tag("program")
class TargetIT {
    @TempDir
    Path project;

    @Test
    void names_engine_host_database_and_environment_before_the_question() {
        try (Database database = PostgresServer.any().createDatabase()) {
            database.run("create table users (id int primary key)", "insert into users values (1)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", database.url());
            var refused = seedbank.run("clean");
            assertThat(refused)
                    .exits(3)
                    .prints("On postgresql: PostgreSQL ", " at 127.0.0.1:", ", database test_", "(development)");
            assertThat(seedbank.run("clean", "--confirm", "--output", "json"))
                    .exits(0)
                    .prints("\"databases\" : [ {", "\"store\" : \"postgresql\"", "\"environment\" : \"development\"");
            assertThat(seedbank.run("clean", "--confirm", "--quiet").out()).isEmpty();
        }
    }
}
