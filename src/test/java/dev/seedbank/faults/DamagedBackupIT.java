package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups that are not what Seedbank wrote: refused before anything is touched. */
class DamagedBackupIT {
    @TempDir
    Path project;

    private PostgresScene scene;
    private Map<String, String> now;

    @BeforeEach
    void setUp() throws IOException {
        scene = PostgresScene.on(PostgresServer.any(), project).fill(1, 300);
    }

    @AfterEach
    void tearDown() {
        scene.close();
    }

    static Stream<Object[]> damages() {
        return Stream.of("metadata.json", "*/children.json", "*/structure.sql")
                .flatMap(file -> Arrays.stream(Damage.values()).map(how -> new Object[] {file, how}));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void a_damaged_file_of_a_folder(String pattern, Damage how) throws IOException {
        var backup = backup("directory");
        spoil(file(backup, pattern), how);
        refused(backup, 1);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void a_damaged_single_file(Damage how) throws IOException {
        var backup = backup("file");
        spoil(BackupFolder.of(project).path(backup), how);
        refused(backup, 1);
    }

    @Test
    void every_single_bit_of_the_metadata_counts() throws IOException {
        var backup = backup("directory");
        var metadata = BackupFolder.of(project).path(backup).resolve("metadata.json");
        var text = Files.readString(metadata);
        for (var change : new String[][] {
            {"\"rows\" : ", "\"rows\" : 9"}, {"\"called\" : true", "\"called\" : false"}, {"\"dev\"", "\"prod\""}
        }) {
            assertThat(text).contains(change[0]);
            Files.writeString(metadata, text.replace(change[0], change[1]));
            refused(backup, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory", "file"})
    void a_backup_of_a_newer_format_is_named_as_such(String layout) throws IOException {
        var backup = backup(layout);
        var path = BackupFolder.of(project).path(backup);
        var metadata = layout.equals("file") ? path : path.resolve("metadata.json");
        var text = Files.readString(metadata);
        assertThat(text).containsPattern("\"seedbankFormat\" ?: ?1");
        Files.writeString(metadata, text.replaceFirst("(\"seedbankFormat\" ?: ?)1", "$17"));
        assertThat(restore(backup)).exits(1).warns("newer Seedbank", "format 7");
        assertThat(scene.digest()).isEqualTo(now);
    }

    @Test
    void a_missing_file() throws IOException {
        var backup = backup("directory");
        Files.delete(file(backup, "*/parents.json"));
        refused(backup, 1);
        assertThat(restore(backup)).warns("parents.json");
    }

    /** With the right checksums, as somebody would who wants us to read what we should not. */
    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "/etc/passwd", "postgresql/../../../outside.json", "postgresql/link.json"})
    void metadata_that_names_a_file_outside(String named) throws IOException {
        var backup = backup("directory");
        var folder = BackupFolder.of(project).path(backup);
        var children = file(backup, "*/children.json");
        var outside = project.resolve("outside.json");
        Files.move(children, outside);
        Files.createSymbolicLink(children.resolveSibling("link.json"), outside);
        ForgedMetadata.of(folder.resolve("metadata.json")).replace("postgresql/children.json", named);
        refused(backup, 1);
        assertThat(restore(backup)).neverSays("root:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "../../x", "..", ".", "", "/etc", "../outside", "../../../../../etc/passwd"})
    void names_that_lead_out_of_the_folder_delete_nothing(String name) throws IOException {
        var backup = backup("directory");
        var outside = project.resolve("outside");
        copy(BackupFolder.of(project).path(backup), outside);
        var result = scene.seedbank().run("backup", "delete", name, "--confirm");
        assertThat(result).exits(2).neverSays("Exception");
        assertThat(outside.resolve("metadata.json")).exists();
        assertThat(BackupFolder.of(project).names()).containsExactly(backup);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "../x", "/etc/passwd", "/dev/null", "..", "\n", "a\0b", "~", "$HOME", "*"})
    void names_of_no_backup(String name) throws IOException {
        backup("directory");
        if (name.indexOf('\0') >= 0) {
            return; // no process can be given such an argument
        }
        assertThat(restore(name)).exits(2).warns("No backup").neverSays("Exception");
        assertThat(scene.digest()).isEqualTo(now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "", ".", "..", ".hidden", "a\nb", "-", "x\u0007", "a\\b"})
    void names_for_a_backup_that_could_do_harm(String name) {
        assertThat(scene.seedbank().run("backup", "--name=" + name)).exits(2).neverSays("Exception");
        assertThat(BackupFolder.of(project).names()).isEmpty();
        assertThat(BackupFolder.of(project).leftovers()).isEmpty();
    }

    private String backup(String layout) {
        var seedbank = seedbank(layout);
        assertThat(seedbank.run("backup", "--name", "good")).exits(0);
        now = scene.fill(2, 200).digest();
        return BackupFolder.of(project).only("good");
    }

    private CliRunner seedbank(String layout) {
        return scene.seedbank().env("SEEDBANK_BACKUPS_LAYOUT", layout);
    }

    private dev.seedbank.testing.CliResult restore(String backup) {
        return scene.seedbank().run("restore", "--backup", backup, "--confirm", "--no-safety-backup");
    }

    private void refused(String backup, int code) {
        assertThat(restore(backup)).exits(code).neverSays("Exception", "Internal");
        assertThat(scene.digest()).as("nothing was touched").isEqualTo(now);
        assertThat(scene.seedbank().run("backup", "verify", backup))
                .neverSays("Exception", "Internal")
                .satisfies(it -> assertThat(it.exitCode()).as("%s", it).isIn(1, 5));
        assertThat(scene.seedbank().run("backup", "list")).exits(0);
    }

    private static void spoil(Path file, Damage how) throws IOException {
        Files.write(file, how.to(Files.readAllBytes(file)));
    }

    /** The only one, whatever the store's folder is called. */
    private Path file(String backup, String pattern) throws IOException {
        var folder = BackupFolder.of(project).path(backup);
        if (!pattern.startsWith("*/")) {
            return folder.resolve(pattern);
        }
        try (var files = Files.walk(folder)) {
            return files.filter(path -> path.endsWith(pattern.substring(2)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        try (var files = Files.walk(source)) {
            for (var file : files.toList()) {
                Files.copy(file, target.resolve(source.relativize(file).toString()));
            }
        }
    }
}
