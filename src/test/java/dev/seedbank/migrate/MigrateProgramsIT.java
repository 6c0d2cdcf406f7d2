package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that migrations of MongoDB run: {@code exec}. */
@Tag("program")
class MigrateProgramsIT {
    private static final MongoServer SERVER = MongoServer.embedded();

    @TempDir
    Path project;

    private String database = "";
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        database = SERVER.database();
        seedbank = CliRunner.in(project)
                .env("DATABASE_URI", SERVER.url(database))
                .timeout(Duration.ofMinutes(3))
                .file(
                        "seedbank.yaml",
                        "seedbank: {stores: {content: {url: '${DATABASE_URI}'}}, migrations: {allow-exec: true}}\n");
    }

    @AfterEach
    void drop() {
        SERVER.drop(database);
    }

    /** Only Linux tells one process from another that has got its number. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_program_that_outlives_a_killed_run_is_waited_for_and_not_started_beside_it() throws IOException {
        seedbank.file("migrations/V1__x.yaml", """
                up:
                  - when: {exists: {collection: nothing, is: false}}
                    do: [{exec: [sh, -c, 'echo begun >> log; while [ ! -e go ]; do sleep 0.1; done; echo ended >> log']}]
                """);
        try (var run = seedbank.start("migrate")) {
            awaitProgram();
            ProcessHandle.of(run.pid()).orElseThrow().destroyForcibly();
            assertThat(run.await()).exits(137);
        }

        assertThat(seedbank.run("migrate", "--lock-timeout", "1s"))
                .exits(1)
                .warns("'sh' (process ", "which an earlier run of a migration has started, is still running", "kill ");
        assertThat(log()).containsOnlyOnce("begun");
        try (var run = seedbank.start("migrate", "--lock-timeout", "120s")) {
            run.awaitSaying("Waiting for 'sh' (process ");
            Files.createFile(project.resolve("go"));
            assertThat(run.await()).exits(0);
        }
        assertThat(log()).isEqualTo("begun\nended\nbegun\nended\n");
    }

    private String log() throws IOException {
        return Files.readString(project.resolve("log"));
    }

    private void awaitProgram() {
        var history = SERVER.open(database).getCollection("_seedbank_migrations");
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while ((history.countDocuments(new Document("program", new Document("$exists", true))) == 0
                        || !Files.exists(project.resolve("log")))
                && System.nanoTime() < end) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void what_a_program_says_without_an_end_of_line_takes_no_memory() {
        seedbank.file(
                "migrations/V1__x.yaml", "up:\n  - exec: [sh, -c, 'head -c 100000000 /dev/zero | tr \"\\0\" x']\n");
        assertThat(seedbank.jvm("-Xmx64m").run("migrate")).exits(0).says("xxx");
    }
}
