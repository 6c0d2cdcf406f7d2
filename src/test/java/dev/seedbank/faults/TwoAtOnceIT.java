package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRun;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people, one database. */
@Tag("program")
class TwoAtOnceIT {
    private static final int SIZE = 10_000;

    @TempDir
    Path project;

    @Test
    void two_backups_in_the_same_second_get_names_of_their_own() throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 100)) {
            var runs = new ArrayList<CliRun>();
            for (int i = 0; i < 3; i++) {
                runs.add(scene.seedbank().start("backup", "--name", "same").endInput());
            }
            for (var run : runs) {
                assertThat(run.await()).exits(0);
            }
            var backups = BackupFolder.of(project);
            assertThat(backups.names()).hasSize(3);
            assertThat(backups.names())
                    .allSatisfy(name -> assertThat(backups.problems(name)).isEmpty());
            assertThat(backups.leftovers()).isEmpty();
        }
    }

    @Test
    void two_restores_on_postgres_end_as_one_of_them() throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project)) {
            two(scene::seedbankAsOwner, version -> scene.fill(version, SIZE), scene::digest);
        }
    }

    @Test
    void two_restores_on_mongo_end_as_one_of_them() throws Exception {
        try (var scene = MongoScene.on(MongoServer.any(), project)) {
            two(scene::seedbank, version -> scene.fill(version, SIZE), scene::digest);
            assertThat(scene.names())
                    .filteredOn(name -> name.contains("restoring"))
                    .isEmpty();
        }
    }

    /** The one that finds the other at work says so and goes; a later one goes through. */
    @Test
    void a_restore_that_stands_still_keeps_the_other_out() throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, SIZE)) {
            assertThat(scene.seedbank().run("backup", "--name", "one")).exits(0);
            var one = scene.digest();
            scene.fill(2, SIZE);
            try (var blocked = new Blockade(scene, "select count(*) from strays");
                    var first = scene.seedbank().start("restore", "--confirm", "--no-safety-backup")) {
                blocked.awaitSomebody();
                var second = scene.seedbank().run("restore", "--confirm", "--no-safety-backup");
                assertThat(second).exits(1).warns("Another restore, clean or undo of '");
                blocked.lift();
                assertThat(first.endInput().await()).exits(0);
            }
            assertThat(scene.digest()).isEqualTo(one);
        }
    }

    /** Fills the scene with a version. */
    private interface Filling {
        void version(int number);
    }

    private void two(Supplier<CliRunner> seedbank, Filling fill, Supplier<Map<String, String>> digest) {
        var states = new ArrayList<Map<String, String>>();
        for (int version = 0; version < 3; version++) {
            fill.version(version);
            states.add(digest.get());
            assertThat(seedbank.get().run("backup", "--name", "v" + version)).exits(0);
        }
        var backups = BackupFolder.of(project);
        for (int round = 0; round < 3; round++) {
            var runs = List.of(
                    restore(seedbank.get(), backups.only("v" + (round % 3))),
                    restore(seedbank.get(), backups.only("v" + ((round + 1) % 3))));
            var done = new ArrayList<Map<String, String>>();
            for (int i = 0; i < 2; i++) {
                var result = runs.get(i).await();
                assertThat(result).neverSays("Exception", "Internal");
                if (result.exitCode() == 0) {
                    done.add(states.get((round + i) % 3));
                } else {
                    assertThat(result).exits(1).warns("Another restore, clean or undo of ");
                }
            }
            assertThat(done).as("at least one goes through").isNotEmpty();
            assertThat(digest.get()).isIn(done);
        }
    }

    private static CliRun restore(CliRunner seedbank, String name) {
        return seedbank.start("restore", name, "--confirm", "--no-safety-backup")
                .endInput();
    }
}
