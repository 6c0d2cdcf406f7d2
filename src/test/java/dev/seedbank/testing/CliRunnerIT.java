package dev.seedbank.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("program")
class CliRunnerIT {
    @TempDir
    Path project;

    @Test
    void runs_the_real_program() {
        assertThat(CliRunner.in(project).run("--help")).exits(0).says("Usage: seedbank");
    }

    @Test
    void shows_what_a_command_said_when_it_said_something_else() {
        var result = CliRunner.in(project).run("--help");
        assertThatThrownBy(() -> assertThat(result).exits(7))
                .hasMessageContaining("exit with 7")
                .hasMessageContaining("Usage: seedbank");
    }

    @Test
    void can_run_on_a_terminal() {
        try (var run = CliRunner.in(project).onTerminal("--help")) {
            assertThat(run.awaitSaying("Usage: seedbank").await()).exits(0);
        }
    }

    @Test
    void a_killed_command_exits_as_such() {
        var seedbank = CliRunner.in(project).env("DATABASE_URL", "postgresql://127.0.0.1:1/nowhere");
        try (var run = seedbank.start("init", "--wait", "50s").awaitSaying("Waiting")) {
            assertThat(run.kill().await()).exits(137);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tells_what_a_command_was_doing_that_does_not_end() {
        var seedbank = CliRunner.in(project)
                .env("DATABASE_URL", "postgresql://127.0.0.1:1/nowhere")
                .timeout(Duration.ofSeconds(5));
        assertThatThrownBy(() -> seedbank.run("init", "--wait", "50s"))
                .hasMessageContaining("Not done after PT5S. It said:")
                .hasMessageContaining("What it was doing:\n  thread ");
    }

    @Test
    void the_environment_is_its_own() {
        assertThat(CliRunner.in(project).environment()).containsOnlyKeys("PATH", "HOME", "LANG", "LC_ALL", "TZ");
    }
}
