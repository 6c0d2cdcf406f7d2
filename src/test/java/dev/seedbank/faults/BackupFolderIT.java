package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRun;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder of backups that cannot be written to, is full, or is none. */
@Tag("program")
class BackupFolderIT {
    @TempDir
    Path project;

    private PostgresScene scene;
    private SmallDisk disk;

    @BeforeEach
    void setUp() throws IOException {
        scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 30_000);
    }

    @AfterEach
    void tearDown() throws Exception {
        if (disk != null) {
            disk.close();
        }
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory", "file"})
    void a_full_one(String layout) throws Exception {
        mount("256k");
        var result = scene.seedbank().env("SEEDBANK_BACKUPS_LAYOUT", layout).run("backup");
        assertThat(result).exits(1).warns("backups", "No space left").neverSays("Exception");
        assertThat(BackupFolder.of(project).names()).isEmpty();
        assertThat(BackupFolder.of(project).leftovers()).isEmpty();
        assertThat(scene.seedbank().run("backup", "--collection", "parents"))
                .as("room for a small one is there again")
                .exits(0);
    }

    /** What cannot be backed up is not replaced. */
    @Test
    void a_full_one_stops_what_needs_a_safety_backup() throws Exception {
        mount("256k");
        var before = scene.digest();
        assertThat(scene.seedbank().run("clean", "--confirm")).exits(1).warns("No space left");
        assertThat(scene.digest()).isEqualTo(before);
    }

    @Test
    void a_file_in_its_place() throws IOException {
        Files.writeString(project.resolve("backups"), "");
        var result = scene.seedbank().run("backup");
        assertThat(result).exits(1).warns("Cannot write a backup to ").neverSays("Exception");
        assertThat(result.err().lines().findFirst().orElseThrow())
                .endsWith("backups: a file of that name is in the way");
    }

    @Test
    void one_on_a_disk_that_is_read_only() throws Exception {
        mount("8m");
        assertThat(scene.seedbank().run("backup")).exits(0);
        assertThat(run("mount", "-o", "remount,ro", project.resolve("backups").toString()))
                .isZero();
        assertThat(scene.seedbank().run("backup"))
                .exits(1)
                .warns("backups", "Read-only")
                .neverSays("Exception");
        assertThat(scene.seedbank().run("backup", "list")).exits(0).prints("backup-");
        assertThat(scene.seedbank().run("backup", "verify")).exits(0);
        var before = scene.digest();
        assertThat(scene.seedbank().run("restore", "--confirm")).exits(1);
        assertThat(scene.digest()).isEqualTo(before);
        assertThat(scene.seedbank().run("restore", "--confirm", "--no-safety-backup"))
                .exits(0);
    }

    @Test
    void one_that_others_may_write_to_but_not_we() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("permissions are nothing to root")
                .isNotEqualTo("root");
        var folder = Files.createDirectory(project.resolve("backups"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
        assertThat(scene.seedbank().run("backup"))
                .exits(1)
                .warns("backups", "ermission")
                .neverSays("Exception");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void one_that_is_a_file() throws IOException {
        Files.writeString(project.resolve("backups"), "not a folder");
        assertThat(scene.seedbank().run("backup")).exits(1).warns("backups").neverSays("Exception");
        assertThat(scene.seedbank().run("restore", "--confirm")).exits(2).neverSays("Exception");
    }

    /** As exFAT, which no container can mount: the system call for hard links fails as it does there. */
    @Test
    void one_on_a_disk_without_hard_links() throws Exception {
        var library = withoutHardLinks();
        var runs = new ArrayList<CliRun>();
        for (int i = 0; i < 3; i++) {
            runs.add(scene.seedbank()
                    .env("LD_PRELOAD", library)
                    .env("SEEDBANK_BACKUPS_LAYOUT", "file")
                    .start("backup")
                    .endInput());
        }
        for (var run : runs) {
            assertThat(run.await()).exits(0);
        }
        var backups = BackupFolder.of(project);
        assertThat(backups.names()).hasSize(3).allMatch(name -> name.endsWith(".json"));
        assertThat(backups.leftovers()).isEmpty();
        for (var name : backups.names()) {
            assertThat(scene.seedbank().run("backup", "verify", name)).exits(0);
        }
    }

    private String withoutHardLinks() throws Exception {
        var source = Files.writeString(project.resolve("nolinks.c"), """
                #include <errno.h>
                int link(const char *a, const char *b) { errno = EPERM; return -1; }
                int linkat(int c, const char *a, int d, const char *b, int e) { errno = EPERM; return -1; }
                """);
        var library = project.resolve("nolinks.so").toString();
        assumeThat(run("cc", "-shared", "-fPIC", "-w", "-o", library, source.toString()))
                .as("there is no C compiler")
                .isZero();
        return library;
    }

    @Test
    void backups_are_readable_by_their_owner_only() throws IOException {
        assertThat(scene.seedbank().run("backup")).exits(0);
        var backups = BackupFolder.of(project);
        try (var files = Files.walk(backups.path(backups.only("backup")))) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .endsWith("------"));
        }
    }

    /** A disk of its own, of so many bytes; skipped where that may not be done. */
    private void mount(String size) throws IOException {
        disk = SmallDisk.at(project.resolve("backups"), size);
    }

    private static int run(String... command) throws Exception {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
