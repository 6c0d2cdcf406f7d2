package dev.seedbank.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive and the repository through the backup service, over a database in memory. */
class BackupTest extends BackupsOfMemory {
    @Test
    void a_folder_has_a_file_per_collection_that_is_an_array_with_a_row_a_line() throws IOException {
        var result = run("directory", "backup");

        assertThat(result.name()).isEqualTo("backup-2026-01-28T10-30-00");
        var root = folder.resolve("backups").resolve(result.name());
        assertThat(root.resolve("main/users.json")).hasContent("[\n{\"id\":1},\n{\"id\":2,\"name\":\"x\\ny\"}\n]");
        assertThat(root.resolve("main/empty.json")).hasContent("[]");
        assertThat(root.resolve("main/a%2Fb%0A%22c%22.json")).hasContent("[\n{}\n]");
        assertThat(root.resolve("main/schema.txt")).hasContent("a \"structure\"\nof 3");
        assertThat(root.resolve("metadata.json")).content().contains("\"sha256\"", "\"createdAt\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("main/users.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwx------");
    }

    @Test
    void a_single_file_has_timestamp_version_and_tables() throws IOException {
        var result = run("file", "backup");

        assertThat(result.name()).isEqualTo("backup-2026-01-28T10-30-00-123Z.json");
        assertThat(folder.resolve("backups").resolve(result.name()))
                .content()
                .startsWith(
                        "{\"timestamp\": \"2026-01-28T10:30:00.123Z\",\n\"version\": \"1.0\",\n\"tables\": {\n\"a/b\\n\\\"c\\\"\": [");
        assertThat(new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree(
                                folder.resolve("backups").resolve(result.name()).toFile())
                        .at("/tables/users/1/id")
                        .asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory", "file"})
    void what_was_written_is_read_back_whole(String layout) throws IOException {
        var archive = open(run(layout, "x").name());

        assertThat(archive.verify(n -> {})).isEmpty();
        var store = archive.manifest().stores().getFirst();
        assertThat(archive.structure(store)).isEqualTo("a \"structure\"\nof 3");
        assertThat(store.sequences()).hasSize(1);
        assertThat(archive.manifest().rows()).isEqualTo(3);
        for (var entry : store.collections()) {
            try (var in = archive.openChecked(store, entry)) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("[")
                        .endsWith("]");
                in.check();
            }
        }
    }

    @Test
    void two_backups_in_one_second_get_two_names() throws IOException {
        assertThat(run("directory", "x").name()).isEqualTo("x-2026-01-28T10-30-00");
        assertThat(run("directory", "x").name()).isEqualTo("x-2026-01-28T10-30-01");
        assertThat(run("file", "x").name()).isEqualTo("x-2026-01-28T10-30-00-123Z.json");
        assertThat(run("file", "x").name()).isEqualTo("x-2026-01-28T10-30-00-124Z.json");
    }

    @Test
    void nothing_half_made_is_listed_or_left() throws IOException {
        Files.createDirectories(folder.resolve("backups/.partial-dead/main"));
        Files.writeString(folder.resolve("backups/.partial-dead/.lock"), "");
        Files.createDirectories(folder.resolve("backups/no-metadata/main"));
        run("directory", "x");

        assertThat(backups.repository(project("directory")).list())
                .extracting("name")
                .containsExactly("x-2026-01-28T10-30-00");
        assertThat(folder.resolve("backups/.partial-dead")).doesNotExist();
    }

    @Test
    void a_failure_on_the_way_leaves_nothing() {
        data.rows.put("broken", new ArrayList<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public int size() {
                throw new OperationFailed("the connection dropped", "");
            }
        });

        assertThatThrownBy(() -> run("directory", "x")).isInstanceOf(OperationFailed.class);
        assertThat(folder.resolve("backups")).isEmptyDirectory();
    }

    @Test
    void a_backup_of_nothing_is_a_failure_unless_it_is_wanted() throws IOException {
        data.rows.clear();

        assertThatThrownBy(() -> run("directory", "x"))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining("nothing to back up");
        assertThat(run("directory", BackupRequest.of("x", List.of(), true))
                        .manifest()
                        .collections())
                .isZero();
    }

    @Test
    void a_wrong_collection_is_answered_with_the_nearest() {
        assertThatThrownBy(() -> run("directory", BackupRequest.of("x", List.of("usres"), false)))
                .isInstanceOf(UsageFailure.class)
                .extracting(it -> ((UsageFailure) it).advice())
                .isEqualTo("Did you mean 'users'?");
    }

    @Test
    void a_wrong_backup_is_answered_with_the_latest_and_the_nearest() throws IOException {
        run("directory", "before-release");

        assertThatThrownBy(() -> open("before-relase-2026-01-28T10-30-00"))
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("Latest: before-release-2026-01-28T10-30-00");
        assertThatThrownBy(() -> open("../../../etc")).isInstanceOf(UsageFailure.class);
    }

    @Test
    void deleting_stays_inside_the_folder() throws IOException {
        var outside = Files.createDirectories(folder.resolve("precious"));
        Files.writeString(outside.resolve("metadata.json"), "{}");
        var repository = backups.repository(project("directory"));
        var name = run("directory", "x").name();

        assertThatThrownBy(() -> repository.delete("../precious")).isInstanceOf(UsageFailure.class);
        assertThatThrownBy(() -> repository.delete(outside.toString())).isInstanceOf(UsageFailure.class);
        repository.delete(name);
        assertThat(outside).isDirectory();
        assertThat(repository.list()).isEmpty();
    }
}
