package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRun;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C, and the SIGTERM of {@code docker stop}: exit 130, nothing half. */
@Tag("program")
class InterruptIT {
    private static final String CTRL_C = "\u0003";

    @TempDir
    Path project;

    @ParameterizedTest
    @ValueSource(strings = {"clean", "restore", "undo"})
    void at_the_question(String command) throws IOException {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 100)) {
            assertThat(scene.seedbank().run(command.equals("undo") ? "clean" : "backup", "--confirm"))
                    .exits(0);
            var before = scene.fill(2, 100).digest();
            try (var run = scene.seedbank().onTerminal(command)) {
                run.awaitSaying(command.equals("restore") ? "Which backup?" : "Continue?");
                assertThat(run.type(CTRL_C).await()).exits(130).neverSays("Exception");
            }
            assertThat(scene.digest()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no\n", "y e s\n", "\n", "yess\n"})
    void any_other_answer_than_yes_is_no(String answer) throws IOException {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 100)) {
            var before = scene.digest();
            try (var run = scene.seedbank().onTerminal("clean")) {
                run.awaitSaying("Continue?");
                run.type(answer.isEmpty() ? "\u0004" : answer);
                assertThat(run.await()).exits(3).neverSays("Exception");
            }
            assertThat(scene.digest()).isEqualTo(before);
            assertThat(BackupFolder.of(project).names()).isEmpty();
        }
    }

    @ParameterizedTest
    @Tag("jar")
    @ValueSource(booleans = {false, true})
    void in_the_middle_of_a_backup_of_postgres(boolean terminate) throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 1000);
                var blocked = new Blockade(scene, "lock strays in access exclusive mode");
                var run = scene.seedbank().start("backup")) {
            blocked.awaitSomebody();
            ends130(run, terminate);
            nothingLeft();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void in_the_middle_of_a_restore_of_postgres(boolean terminate) throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 1000)) {
            assertThat(scene.seedbank().run("backup")).exits(0);
            var old = scene.fill(2, 1000).digest();
            try (var blocked = new Blockade(scene, "select count(*) from strays");
                    var run = scene.seedbank().start("restore", "--confirm", "--no-safety-backup")) {
                blocked.awaitSomebody();
                ends130(run, terminate);
            }
            scene.awaitNobody();
            assertThat(scene.digest()).isEqualTo(old);
        }
    }

    @Test
    void in_the_middle_of_a_seed_run_of_postgres() throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project)) {
            scene.seedbank()
                    .file("seeds/parents.json", KilledSeed.rows(100, "{\"id\": #, \"name\": \"#\"}"))
                    .file("seeds/strays.json", KilledSeed.rows(100, "{\"note\": \"#\"}"));
            var empty = scene.tables();
            try (var blocked = new Blockade(scene, "lock strays in access exclusive mode");
                    var run = scene.seedbank().start("seed")) {
                blocked.awaitSomebody();
                ends130(run, false);
            }
            scene.awaitNobody();
            assertThat(scene.tables()).isEqualTo(empty);
        }
    }

    /** MongoDB has no locks to wait at: somewhere in the first part of a large collection. */
    @Test
    void in_the_middle_of_a_backup_of_mongo() throws Exception {
        try (var scene = MongoScene.on(MongoServer.any(), project).fill(1, 60_000);
                var run = scene.seedbank().start("backup")) {
            Waiting.until(
                    "the backup begins",
                    () -> !BackupFolder.of(project).leftovers().isEmpty());
            ends130(run, false);
            nothingLeft();
        }
    }

    @Test
    void in_the_middle_of_a_restore_of_mongo() throws Exception {
        try (var scene = MongoScene.on(MongoServer.any(), project).fill(1, 40_000)) {
            assertThat(scene.seedbank().run("backup")).exits(0);
            var old = scene.fill(2, 1000).digest();
            try (var run = scene.seedbank().start("restore", "--confirm", "--no-safety-backup")) {
                Waiting.until(
                        "a staging collection is loaded",
                        () -> scene.names().stream().anyMatch(name -> name.contains("restoring")));
                ends130(run, false);
            }
            assertThat(scene.digest()).isEqualTo(old);
            assertThat(scene.seedbank().run("restore", "--confirm", "--no-safety-backup"))
                    .exits(0);
            assertThat(scene.names())
                    .as("what the interrupted one had staged is gone")
                    .filteredOn(name -> name.contains("restoring"))
                    .isEmpty();
        }
    }

    private void nothingLeft() {
        assertThat(BackupFolder.of(project).names()).isEmpty();
        assertThat(BackupFolder.of(project).leftovers()).isEmpty();
    }

    private static void ends130(CliRun run, boolean terminate) throws Exception {
        if (terminate) {
            new ProcessBuilder("kill", "-TERM", Long.toString(run.pid()))
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } else {
            run.interrupt();
        }
        assertThat(run.endInput().await())
                .exits(130)
                .warns("Interrupted. Nothing was changed")
                .neverSays("Exception");
    }
}
