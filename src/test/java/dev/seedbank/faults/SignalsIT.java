package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A signal at any moment, from the first to the last: the exit code tells whether the work was done, the message tells what was
 * changed, and no half-made file is left. How many of them: {@code -Dsignals.runs=60}.
 */
@Tag("program")
class SignalsIT {
    private static final int RUNS = Integer.getInteger("signals.runs", 12);

    @TempDir
    Path project;

    @Test
    void in_a_backup() throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 100)) {
            var length = scene.seedbank().run("backup").duration();
            var codes = new ArrayList<Integer>();
            for (int i = 0; i < RUNS; i++) {
                int before = BackupFolder.of(project).names().size();
                var result = terminated(scene, i, length, "backup");
                codes.add(result.exitCode());
                assertThat(BackupFolder.of(project).leftovers()).isEmpty();
                if (result.exitCode() == 0) {
                    assertThat(BackupFolder.of(project).names()).hasSize(before + 1);
                }
            }
            assertThat(codes).contains(130);
        }
    }

    @Test
    void in_a_clean() throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 100)) {
            var full = scene.digest();
            var length = scene.seedbank()
                    .run("clean", "--confirm", "--no-safety-backup")
                    .duration();
            var codes = new ArrayList<Integer>();
            for (int i = 0; i < RUNS; i++) {
                scene.fill(1, 100);
                var result = terminated(scene, i, length, "clean", "--confirm", "--no-safety-backup");
                scene.awaitNobody();
                codes.add(result.exitCode());
                check(result, full, scene.digest());
            }
            assertThat(codes).contains(130);
        }
    }

    private static void check(CliResult result, Map<String, String> full, Map<String, String> now) {
        if (result.exitCode() == 0) {
            assertThat(now).as("what was cleaned").isNotEqualTo(full);
        } else if (result.err().contains("Nothing was changed") || result.err().isEmpty()) {
            assertThat(now).isEqualTo(full);
        } else if (!result.err().contains("Possibly changed: postgresql")) { // else the signal came during the commit
            assertThat(result).warns("Already changed: postgresql: ");
            assertThat(now).isNotEqualTo(full);
        }
    }

    private static CliResult terminated(PostgresScene scene, int run, Duration length, String... command)
            throws IOException, InterruptedException {
        try (var running = scene.seedbank().start(command)) {
            Thread.sleep(length.multipliedBy(run).dividedBy(RUNS));
            new ProcessBuilder("kill", run % 2 == 0 ? "-TERM" : "-INT", Long.toString(running.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
            var result = running.endInput().await();
            assertThat(result).neverSays("Exception");
            if (!List.of(0, 130).contains(result.exitCode())) {
                // Before the program's own first instruction: no program can answer that.
                assertThat(result).exits(143);
                assertThat(result.out() + result.err())
                        .as("exit %d", result.exitCode())
                        .isEmpty();
            }
            return result;
        }
    }
}
