package dev.seedbank.repository.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.archive.Manifest.Layout;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.repository.BackupRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a draft leaves for others to see, at each step. */
class LocalDraftTest {
    @TempDir
    Path root;

    private LocalRepository repository;

    @BeforeEach
    void setUp() {
        repository = new LocalRepository(root);
    }

    @Test
    void it_is_locked_from_before_its_folder_is_there_until_after_it_has_its_name() throws IOException {
        try (var draft = draft()) {
            assertThat(names()).hasSize(2).anyMatch(name -> name.endsWith(".lock"));
            LocalDraft.removeAbandoned(root);
            write(draft, "metadata.json");
            LocalDraft.removeAbandoned(root);
            assertThat(draft.publish().name()).isEqualTo("x-2026-01-28T10-30-00");
        }
        assertThat(names()).containsExactly("x-2026-01-28T10-30-00");
    }

    @Test
    void what_killed_processes_left_at_any_step_goes_with_the_next() throws IOException {
        Files.createFile(root.resolve(".partial-aa.lock"));
        Files.createFile(root.resolve(".partial-bb.lock"));
        Files.createDirectories(root.resolve(".partial-bb/main"));
        Files.createDirectories(root.resolve(".partial-cc/main"));
        Files.createFile(root.resolve(".partial-dd"));
        try (var live = draft();
                var next = draft()) {
            assertThat(names()).hasSize(4).noneMatch(name -> name.matches("\\.partial-([a-d])\\1(\\.lock)?"));
            write(next, "metadata.json");
            next.publish();
            write(live, "metadata.json");
            live.publish();
        }
        assertThat(names()).containsExactly("x-2026-01-28T10-30-00", "x-2026-01-28T10-30-01");
    }

    @Test
    void a_deleted_backup_is_gone_in_one_step() throws IOException {
        try (var draft = draft()) {
            write(draft, "main/users.json");
            write(draft, "metadata.json");
            draft.publish();
        }
        var elsewhere = Files.move(root.resolve("x-2026-01-28T10-30-00"), root.resolve("by-hand"));
        repository.delete("by-hand");
        assertThat(elsewhere).doesNotExist();
        assertThat(names()).isEmpty();
    }

    @Test
    void a_small_file_that_cannot_be_written_stops_it_at_the_latest_when_it_is_published() throws IOException {
        try (var draft = draft()) {
            write(draft, "main/users.json");
            assertThatThrownBy(() -> {
                        write(draft, "main/users.json"); // is there already
                        draft.publish();
                    })
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageStartingWith("Cannot write a backup to");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void nothing_is_added_once_it_is_published() throws IOException {
        try (var draft = draft()) {
            write(draft, "metadata.json");
            var late = draft.create("late.json");
            draft.publish();
            assertThatThrownBy(late::close).isInstanceOf(IOException.class);
        }
    }

    @Test
    void files_of_any_size_have_every_byte() throws IOException {
        var sizes = List.of(0, 1, 8191, 8192, 8193, 100_000);
        try (var draft = draft()) {
            for (int size : sizes) {
                try (var out = draft.create("main/" + size)) {
                    out.write(bytes(size), 0, size / 2);
                    out.write(bytes(size), size / 2, size - size / 2);
                }
            }
            draft.publish();
        }
        for (int size : sizes) {
            assertThat(root.resolve("x-2026-01-28T10-30-00/main/" + size)).hasBinaryContent(bytes(size));
        }
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    private BackupRepository.Draft draft() throws IOException {
        return repository.draft("x", Instant.parse("2026-01-28T10:30:00Z"), Layout.DIRECTORY);
    }

    private static void write(BackupRepository.Draft draft, String file) throws IOException {
        try (var out = draft.create(file)) {
            out.write('{');
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }
}
