package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a command whose output goes nowhere. */
@Tag("program")
class StandardOutputIT {
    @TempDir
    Path project;

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "--version", "help backup", "backup list", "backup list -o json", "completion bash"})
    void a_full_disk_is_a_failure(String command) {
        assumeTrue(Files.exists(Path.of("/dev/full")), "/dev/full is there");
        assertThat(CliRunner.in(project).shell("seedbank " + command + " > /dev/full"))
                .exits(1)
                .warns("✘ Standard output cannot be written: No space left on device");
    }

    @Test
    void what_was_to_be_done_is_done_all_the_same() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "/dev/full is there");
        try (Database database = PostgresServer.any().createDatabase()) {
            database.run("create table users (id int primary key)", "insert into users values (1)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", database.url());
            assertThat(seedbank.shell("seedbank clean --confirm > /dev/full"))
                    .exits(1)
                    .warns("The command itself was done.");
            assertThat(database.query("select count(*) from users")).containsExactly("0");
            assertThat(seedbank.shell("seedbank restore nothing > /dev/full")).exits(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "backup list", "completion bash"})
    void who_reads_only_the_beginning_wanted_no_more(String command) {
        var script = "bash -c 'set -o pipefail; seedbank %s | head -1 > first'".formatted(command);
        assertThat(CliRunner.in(project).shell(script)).exits(0).neverSays("✘", "Exception");
    }
}
