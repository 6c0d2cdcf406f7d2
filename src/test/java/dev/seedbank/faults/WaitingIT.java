package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that stands still says what it waits for. */
@Tag("program")
@Tag("long")
class WaitingIT {
    @TempDir
    Path project;

    @Test
    void at_a_lock_it_names_the_table_and_who_holds_it() throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 100);
                var blocked = new Blockade(scene, "select count(*) from strays");
                var run = scene.seedbankAsOwner().start("clean", "--confirm", "--no-safety-backup")) {
            run.awaitSaying("Waiting for a lock on table public.strays, which process ");
            blocked.lift();
            assertThat(run.endInput().await()).exits(0).prints("application PostgreSQL JDBC Driver", "Cleaned");
        }
    }

    @Test
    void in_json_it_says_so_on_standard_error() throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 100);
                var blocked = new Blockade(scene, "lock strays in access exclusive mode");
                var run = scene.seedbank().start("backup", "--output", "json")) {
            run.awaitSaying("Waiting for a lock on table public.strays");
            blocked.lift();
            assertThat(run.endInput().await()).exits(0).warns("Waiting for a lock on table public.strays");
        }
    }

    @Test
    void at_a_lock_that_is_never_given_up_the_error_names_the_holder() throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 100);
                var _ = new Blockade(scene, "select count(*) from strays");
                var run = scene.seedbank().start("clean", "--confirm", "--no-safety-backup", "--output=JSON")) {
            assertThat(run.endInput().await())
                    .exits(1)
                    .prints(
                            "\"code\" : \"locked\"",
                            "\"hint\" : \"It waited for a lock on table public.strays, which process ");
        }
    }

    @Test
    void for_a_server_that_does_not_answer_it_names_the_store() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var run = CliRunner.in(project)
                        .env("DATABASE_URL", "postgresql://me:secret@127.0.0.1:" + silent.getLocalPort() + "/shop")
                        .start("status")) {
            run.awaitSaying("Waiting for an answer from store 'postgresql' at postgresql://me:***@127.0.0.1:"
                    + silent.getLocalPort() + "/shop");
            assertThat(run.interrupt().endInput().await()).exits(130).neverSays("secret");
        }
    }
}
