package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups that are not what Seedbank wrote: refused before anything is touched. */
@Tag("program")
class DamagedBackupIT {
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

    static Stream<Object[]> damages() {
        return Stream.of(
                        Arrays.stream(Damage.values()).map(how -> new Object[] {"metadata.json", how}),
                        Arrays.stream(Damage.values()).map(how -> new Object[] {"children.json", how}),
                        EnumSet.of(Damage.TRUNCATED, Damage.ONE_BIT_FLIPPED).stream()
                                .map(how -> new Object[] {"schema.sql", how}))
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void a_damaged_file_of_a_folder(String name, Damage how) throws IOException {
        var backup = good.copyOfFolder("damaged-" + name + how);
        spoil(GoodBackups.find(backup, name), how);
        good.refuse(backup);
        assertThat(verify(backup)).exits(5).says(name);
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void a_damaged_single_file(Damage how) throws IOException {
        var backup = good.copyOfFile("damaged-" + how);
        spoil(backup, how);
        good.refuse(backup);
        assertThat(verify(backup)).exits(5).says("damaged");
    }

    @Test
    void each_number_of_the_metadata_counts() throws IOException {
        var backup = good.copyOfFolder("numbers");
        var metadata = backup.resolve("metadata.json");
        var text = Files.readString(metadata);
        for (var change : new String[][] {
            {"\"rows\" : ", "\"rows\" : 9"}, {"\"called\" : true", "\"called\" : false"}, {"\"dev\"", "\"prod\""}
        }) {
            assertThat(text).contains(change[0]);
            Files.writeString(metadata, text.replace(change[0], change[1]));
            good.refuse(backup);
        }
        assertThat(verify(backup)).exits(5);
        assertThat(good.scene().seedbank().run("backup", "list")).exits(0).says("damaged");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_backup_of_a_newer_format_is_named_as_such(boolean folder) throws IOException {
        var backup = folder ? good.copyOfFolder("newer") : good.copyOfFile("newer");
        var metadata = folder ? backup.resolve("metadata.json") : backup;
        var text = Files.readString(metadata);
        assertThat(text).containsPattern("\"seedbankFormat\" ?: ?1");
        Files.writeString(metadata, text.replaceFirst("(\"seedbankFormat\" ?: ?)1", "$17"));
        assertThat(good.refuse(backup)).warns("newer Seedbank", "format 7");
    }

    @Test
    void a_missing_file() throws IOException {
        var backup = good.copyOfFolder("missing");
        Files.delete(GoodBackups.find(backup, "parents.json"));
        assertThat(good.refuse(backup)).warns("parents.json");
        assertThat(verify(backup)).exits(5).says("parents.json is missing");
    }

    /** With the right checksums, as somebody would who wants us to read what we should not. */
    @ParameterizedTest
    @ValueSource(
            strings = {"../../etc/passwd", "/etc/passwd", "postgresql/../../../outside.json", "postgresql/link.json"})
    void metadata_that_names_a_file_outside(String named) throws IOException {
        var backup = good.copyOfFolder("forged-" + named.replace('/', '_'));
        var children = GoodBackups.find(backup, "children.json");
        var outside = project.resolve("outside.json");
        Files.copy(children, outside, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.delete(children);
        Files.createSymbolicLink(children.resolveSibling("link.json"), outside);
        ForgedMetadata.of(backup.resolve("metadata.json")).replace("postgresql/children.json", named);
        assertThat(good.refuse(backup)).warns("outside").neverSays("root:");
    }

    /** The forger can count: without the damage it would be restored. */
    @Test
    void forged_metadata_is_taken_for_true_where_it_does_no_harm() throws IOException {
        var backup = good.copyOfFolder("forged");
        ForgedMetadata.of(backup.resolve("metadata.json")).replace("\"dev\"", "\"tea\"");
        assertThat(verify(backup)).exits(0);
    }

    private static dev.seedbank.testing.CliResult verify(Path backup) {
        return good.scene()
                .seedbank()
                .run("backup", "verify", backup.getFileName().toString());
    }

    private static void spoil(Path file, Damage how) throws IOException {
        Files.write(file, how.to(Files.readAllBytes(file)));
    }
}
