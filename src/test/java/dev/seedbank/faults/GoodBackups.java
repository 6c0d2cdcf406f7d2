package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One backup of each layout, made once, to take copies of and spoil those; and a database whose data is not what is in them.
 *
 * @param now what the database holds
 */
record GoodBackups(PostgresScene scene, String folder, String file, Map<String, String> now) implements AutoCloseable {
    static GoodBackups in(Path project) throws IOException {
        var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 300);
        for (var layout : List.of("directory", "file")) {
            assertThat(scene.seedbank().env("SEEDBANK_BACKUPS_LAYOUT", layout).run("backup", "--name", layout))
                    .exits(0);
        }
        var backups = BackupFolder.of(project);
        var now = scene.fill(2, 200).digest();
        return new GoodBackups(scene, backups.only("directory"), backups.only("file"), now);
    }

    /** The path of a new copy. */
    Path copyOfFolder(String name) throws IOException {
        return copy(folder, name);
    }

    Path copyOfFile(String name) throws IOException {
        return copy(file, name + ".json");
    }

    CliResult restore(String backup) {
        return scene.seedbank().run("restore", "--backup", backup, "--confirm", "--no-safety-backup");
    }

    /** Not restored, not called whole, and no word about the inside of the program. */
    CliResult refuse(Path backup) {
        var result = restore(backup.getFileName().toString());
        assertThat(result).exits(1).neverSays("Exception", "Internal");
        assertThat(scene.digest()).as("nothing was touched").isEqualTo(now);
        return result;
    }

    /** The file of that name in a backup's folder. */
    static Path find(Path backup, String name) throws IOException {
        try (var files = Files.walk(backup)) {
            return files.filter(path -> path.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private Path copy(String backup, String name) throws IOException {
        var backups = BackupFolder.of(scene.project());
        var source = backups.path(backup);
        var target = backups.path(name);
        try (var files = Files.walk(source)) {
            for (var path : files.toList()) {
                var relative = source.relativize(path).toString();
                Files.copy(path, relative.isEmpty() ? target : target.resolve(relative));
            }
        }
        return target;
    }

    @Override
    public void close() {
        scene.close();
    }
}
