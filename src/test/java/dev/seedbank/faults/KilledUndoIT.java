package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that is killed when it has its safety backup but has changed nothing. */
@Tag("program")
class KilledUndoIT {
    @TempDir
    Path project;

    @Test
    void its_own_safety_backup_is_not_what_the_next_undo_puts_back() throws IOException, SQLException {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 100)) {
            var full = scene.digest();
            assertThat(scene.seedbank().run("clean", "--confirm")).exits(0);
            var empty = scene.digest();
            for (int i = 0; i < 3; i++) {
                killedBeforeItsFirstChange(scene, "undo");
                assertThat(scene.digest()).isEqualTo(empty);
            }
            assertThat(scene.seedbank().run("undo", "--confirm"))
                    .exits(0)
                    .prints("Undone: 'seedbank clean --confirm' of 20");
            assertThat(scene.digest()).isEqualTo(full);
        }
    }

    @Test
    void a_killed_clean_that_changed_nothing_is_passed_over() throws IOException, SQLException {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 100)) {
            var full = scene.digest();
            assertThat(scene.seedbank().run("clean", "--confirm")).exits(0);
            scene.fill(2, 100);
            killedBeforeItsFirstChange(scene, "clean");
            assertThat(scene.seedbank().run("undo", "--confirm")).exits(0);
            assertThat(scene.digest()).isEqualTo(full);
        }
    }

    private void killedBeforeItsFirstChange(PostgresScene scene, String command) throws SQLException {
        int backups = BackupFolder.of(project).names().size();
        try (var blocked = new Blockade(scene, "select count(*) from strays");
                var run = scene.seedbank().start(command, "--confirm")) {
            run.awaitSaying("Safety backup");
            blocked.awaitSomebody();
            assertThat(run.kill().await()).exits(137);
        }
        scene.awaitNobody();
        assertThat(BackupFolder.of(project).names()).hasSize(backups + 1);
    }
}
