package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of backups that would lead elsewhere. */
@Tag("program")
class HarmfulNamesIT {
    @TempDir
    static Path project;

    @SuppressWarnings("NullAway.Init")
    private static GoodBackups good;

    @BeforeAll
    static void setUp() throws IOException {
        good = GoodBackups.in(project);
    }

    @AfterAll
    static void tearDown() {
        good.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "..", ".", "", "/etc", "../../../../../etc/passwd"})
    void nothing_outside_the_folder_is_deleted(String name) throws IOException {
        var outside = project.resolve("outside");
        if (!Files.exists(outside)) {
            Files.move(good.copyOfFolder("to-move"), outside);
        }
        var before = BackupFolder.of(project).names();
        assertThat(good.scene().seedbank().run("backup", "delete", name, "--confirm"))
                .exits(2)
                .neverSays("Exception");
        assertThat(outside.resolve("metadata.json")).exists();
        assertThat(BackupFolder.of(project).names()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "/etc/passwd", "/dev/null", "..", "\n", "~", "*"})
    void what_is_no_backup_is_not_restored(String name) {
        assertThat(good.restore(name)).exits(2).warns("No backup").neverSays("Exception");
        assertThat(good.scene().digest()).isEqualTo(good.now());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "", ".", "..", ".hidden", "a\nb", "x\u0007", "a\\b"})
    void no_backup_is_made_by_such_a_name(String name) {
        var before = BackupFolder.of(project).names();
        assertThat(good.scene().seedbank().run("backup", "--name=" + name))
                .exits(2)
                .neverSays("Exception");
        assertThat(BackupFolder.of(project).names()).isEqualTo(before);
        assertThat(BackupFolder.of(project).leftovers()).isEmpty();
    }

    /** A link in the folder is not followed to what lies behind it. */
    @Test
    void a_backup_behind_a_link_is_not_deleted() throws IOException {
        var target = Files.move(good.copyOfFolder("behind"), project.resolve("behind"));
        var link = BackupFolder.of(project).path("link");
        Files.createSymbolicLink(link, target);
        assertThat(good.scene().seedbank().run("backup", "delete", "link", "--confirm"))
                .neverSays("Exception");
        assertThat(target.resolve("metadata.json")).exists();
        Files.deleteIfExists(link);
    }
}
