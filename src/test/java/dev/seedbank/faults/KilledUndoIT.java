package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that is killed before its first change, and one that is killed while the server commits what it did. */
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

    /** The server goes on with a commit whose client is gone: it waits for a standby server that never comes, until it need not any more. */
    @Test
    void while_the_server_still_commits_undo_is_refused() throws IOException {
        var server = PostgresServer.privateServer();
        try {
            var scene = PostgresScene.on(server, project).fill(1, 100);
            var full = scene.digest();
            waitForStandby(scene, "'nobody'");
            try (var run = scene.seedbank().start("clean", "--confirm")) {
                Waiting.until("the server waits in the commit", () -> isCommitting(scene));
                assertThat(run.kill().await()).exits(137);
            }
            assertThat(scene.seedbank().run("undo", "--confirm"))
                    .exits(1)
                    .warns("The server is still working on 'seedbank clean --confirm' of 20");
            waitForStandby(scene, "''");
            scene.awaitNobody();
            assertThat(scene.digest()).isNotEqualTo(full);
            assertThat(scene.seedbank().run("undo", "--confirm"))
                    .exits(0)
                    .prints("Undone: 'seedbank clean --confirm' of 20");
            assertThat(scene.digest()).isEqualTo(full);
        } finally {
            server.stop();
        }
    }

    private static void waitForStandby(PostgresScene scene, String name) {
        scene.database()
                .run("alter system set synchronous_standby_names = " + name)
                .run("select pg_reload_conf()");
    }

    private static boolean isCommitting(PostgresScene scene) {
        return !scene.database()
                .query("select 1 from pg_stat_activity where wait_event = 'SyncRep'")
                .isEmpty();
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
