package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.Cable;
import dev.seedbank.testing.CliRun;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server goes away half-way: a message, no half backup, and the old data when it is back. */
@Tag("program")
class ServerGoneIT {
    private static final int SIZE = 20_000;

    @TempDir
    Path project;

    @Test
    void postgres_stops_during_a_backup() throws Exception {
        var server = PostgresServer.privateServer();
        var scene = PostgresScene.on(server, project).fill(1, SIZE);
        try (var blocked = new Blockade(scene, "lock children in access exclusive mode");
                var run = scene.seedbank().start("backup")) {
            blocked.awaitSomebody();
            server.stop();
            endsInWords(run);
        }
        assertThat(BackupFolder.of(project).names()).isEmpty();
        assertThat(BackupFolder.of(project).leftovers()).isEmpty();
        server.start();
        assertThat(scene.seedbank().run("backup")).exits(0);
    }

    @Test
    void postgres_stops_during_a_restore() throws Exception {
        var server = PostgresServer.privateServer();
        var scene = PostgresScene.on(server, project).fill(1, SIZE);
        assertThat(scene.seedbank().run("backup", "--name", "one")).exits(0);
        var old = scene.fill(2, SIZE).digest();
        try (var blocked = new Blockade(scene, "select count(*) from strays");
                var run = scene.seedbank().start("restore", "--confirm", "--no-safety-backup")) {
            blocked.awaitSomebody();
            server.stop();
            endsInWords(run);
        }
        server.start();
        assertThat(scene.digest()).isEqualTo(old);
        assertThat(scene.seedbank().run("restore", "--confirm", "--no-safety-backup"))
                .exits(0);
    }

    /** In the first rows, in the midst of them, and near the end, where the transaction is about to end. */
    @ParameterizedTest
    @ValueSource(ints = {10_000, 300_000, 700_000, 1_100_000})
    void the_connection_to_postgres_is_cut_during_a_restore(int bytes) throws IOException {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, SIZE)) {
            assertThat(scene.seedbankAsOwner().run("backup", "--name", "one")).exits(0);
            var one = scene.digest();
            var old = scene.fill(2, SIZE).digest();
            try (var cable = cut(scene.owner().url(), bytes, Long.MAX_VALUE)) {
                var result = scene.seedbank()
                        .env("DATABASE_URL", cable.lead(scene.owner().url()))
                        .run("restore", "--confirm", "--no-safety-backup");
                scene.awaitNobody();
                boolean cut = cable.isCutWithin(0);
                if (bytes < 1_000_000) { // the last one may come after all that is sent
                    assertThat(cut).as("%s", result).isTrue();
                }
                if (cut) {
                    assertThat(result).exits(4);
                    assertThat(result).neverSays("Exception", "secret");
                    assertThat(scene.digest()).isIn(List.of(old, one));
                } else {
                    assertThat(result).exits(0);
                    assertThat(scene.digest()).isEqualTo(one);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 400_000, 1_000_000})
    void the_connection_to_postgres_is_cut_during_a_backup(int bytes) throws IOException {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, SIZE);
                var cable = cut(scene.owner().url(), Long.MAX_VALUE, bytes)) {
            var result = scene.seedbank()
                    .env("DATABASE_URL", cable.lead(scene.owner().url()))
                    .run("backup");
            assertThat(cable.isCutWithin(0)).as("%s", result).isTrue();
            assertThat(result).exits(4);
            assertThat(result).neverSays("Exception", "secret");
            nothingLeft();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 1_000_000})
    void the_connection_to_mongo_is_cut_during_a_restore(int bytes) throws IOException {
        try (var scene = MongoScene.on(MongoServer.any(), project).fill(1, SIZE)) {
            assertThat(scene.seedbank().run("backup", "--name", "one")).exits(0);
            var one = scene.digest();
            var old = scene.fill(2, SIZE).digest();
            var url = impatient(scene);
            try (var cable = cut(url, bytes, Long.MAX_VALUE)) {
                var result = scene.seedbank()
                        .env("DATABASE_URI", cable.lead(url))
                        .run("restore", "--confirm", "--no-safety-backup");
                assertThat(cable.isCutWithin(0)).as("%s", result).isTrue();
                assertThat(result).exits(4);
                assertThat(result).neverSays("Exception");
            }
            var now = scene.digest();
            for (var collection : MongoScene.COLLECTIONS) {
                assertThat(now.get(collection)).isIn(old.get(collection), one.get(collection));
            }
            assertThat(scene.seedbank().run("restore", "--confirm", "--no-safety-backup"))
                    .exits(0);
            assertThat(scene.digest()).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 1_000_000})
    void the_connection_to_mongo_is_cut_during_a_backup(int bytes) throws IOException {
        try (var scene = MongoScene.on(MongoServer.any(), project).fill(1, SIZE)) {
            var url = impatient(scene);
            try (var cable = cut(url, Long.MAX_VALUE, bytes)) {
                var result =
                        scene.seedbank().env("DATABASE_URI", cable.lead(url)).run("backup");
                assertThat(cable.isCutWithin(0)).as("%s", result).isTrue();
                assertThat(result).exits(4);
                assertThat(result).neverSays("Exception");
                nothingLeft();
            }
        }
    }

    private void nothingLeft() {
        assertThat(BackupFolder.of(project).names()).isEmpty();
        assertThat(BackupFolder.of(project).leftovers()).isEmpty();
    }

    /** It waits 5 seconds for a server that is gone, not as long as an election takes. */
    private static String impatient(MongoScene scene) {
        var url = scene.server().url(scene.name());
        return url + (url.contains("?") ? "&" : "?") + "serverSelectionTimeoutMS=5000";
    }

    private static Cable cut(String url, long toServer, long fromServer) {
        return Cable.after("127.0.0.1", Cable.portOf(url), toServer, fromServer);
    }

    private static void endsInWords(CliRun run) {
        var result = run.endInput().await();
        assertThat(result).exits(4);
        assertThat(result).warns("✘").neverSays("Exception", "p@ss", "p%40ss");
    }
}
