package dev.seedbank.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.archive.Archive;
import dev.seedbank.backend.Backends;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Interrupts;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Project;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import dev.seedbank.testing.FakeTerminal;
import dev.seedbank.testing.MemoryStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive and the repository through the backup service, over a database in memory. */
class BackupTest {
    private static final Instant NOW = Instant.parse("2026-01-28T10:30:00.123Z");

    @TempDir
    Path folder;

    private final MemoryStore.Data data = new MemoryStore.Data();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Backups backups = new Backups(clock);
    private final Backup backup = new Backup(clock, backups);

    @BeforeEach
    void some_data() {
        data.rows.put("users", List.of("{\"id\":1}", "{\"id\":2,\"name\":\"x\\ny\"}"));
        data.rows.put("empty", List.of());
        data.rows.put("a/b\n\"c\"", List.of("{}"));
    }

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
            try (var in = archive.openChecked(entry)) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("[")
                        .endsWith("]");
                in.check();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory", "file"})
    void every_flipped_bit_and_every_missing_byte_is_found(String layout) throws IOException {
        var name = run(layout, "x").name();
        for (var file : files(folder.resolve("backups").resolve(name))) {
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < good.length; i++) {
                byte[] bad = good.clone();
                bad[i] = (byte) (bad[i] ^ 1 << (i % 8));
                Files.write(file, bad);
                assertThat(damaged(name))
                        .as("byte %d of %s", i, file.getFileName())
                        .isTrue();
            }
            for (int length = 0; length < good.length; length += 7) {
                Files.write(file, java.util.Arrays.copyOf(good, length));
                assertThat(damaged(name))
                        .as("%s cut to %d bytes", file.getFileName(), length)
                        .isTrue();
            }
            Files.write(file, good);
            assertThat(damaged(name)).isFalse();
        }
    }

    @Test
    void exchanged_files_are_found() throws IOException {
        var root =
                folder.resolve("backups").resolve(run("directory", "x").name()).resolve("main");
        Files.move(root.resolve("users.json"), root.resolve("t"));
        Files.move(root.resolve("empty.json"), root.resolve("users.json"));
        Files.move(root.resolve("t"), root.resolve("empty.json"));

        assertThat(open(root.getParent().getFileName().toString()).verify(n -> {}))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "main/../../x", ".", ""})
    void a_manifest_that_leads_out_of_its_backup_is_refused(String path) throws IOException {
        var name = run("directory", "x").name();
        Files.writeString(folder.resolve("backups/x"), "outside");
        var metadata = folder.resolve("backups").resolve(name).resolve("metadata.json");
        rewrite(metadata, "main/users.json", path);

        assertThat(damaged(name)).isTrue();
    }

    @Test
    void a_link_out_of_the_backup_is_refused() throws IOException {
        var root = folder.resolve("backups").resolve(run("directory", "x").name());
        var outside = Files.move(root.resolve("main/users.json"), folder.resolve("users.json"));
        Files.createSymbolicLink(root.resolve("main/users.json"), outside);

        assertThatThrownBy(() -> open(root.getFileName().toString()).verify(n -> {}))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining("outside");
    }

    @Test
    void a_newer_format_is_refused_with_both_versions() throws IOException {
        var name = run("directory", "x").name();
        rewrite(
                folder.resolve("backups").resolve(name).resolve("metadata.json"),
                "\"seedbankFormat\" : 1",
                "\"seedbankFormat\" : 2");

        assertThatThrownBy(() -> open(name))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("up to 1");
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

    @Test
    void a_file_of_another_program_is_read_by_its_tables() throws IOException {
        var file = folder.resolve("backups/production-backup.json");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "{ \"timestamp\": \"2024-01-08T14:30:45.123Z\", \"version\": \"1.0\",\n \"tables\": { \"ü\": [ {\"a\": [1]}, {} ], \"b\": [] } }");

        var archive = open("production-backup");

        assertThat(archive.manifest().external()).isTrue();
        var entries = archive.manifest().stores().getFirst().collections();
        assertThat(entries).extracting(it -> it.collection().name() + it.rows()).containsExactly("ü2", "b0");
        try (var in = archive.open(entries.getFirst())) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("[ {\"a\": [1]}, {} ]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[1]",
                "nonsense",
                "{\"tables\": {\"a\": [{\"x\": 1}",
                "{\"tables\": {\"a\": 5}}",
                "[{}] []"
            })
    void what_is_no_backup_is_refused(String content) throws IOException {
        var file = folder.resolve("backups/other.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);

        assertThatThrownBy(() -> open("other.json"))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContaining("other.json");
    }

    private boolean damaged(String name) {
        try {
            return !open(name).verify(n -> {}).isEmpty();
        } catch (OperationFailed | IOException e) {
            return true;
        }
    }

    private Archive open(String name) throws IOException {
        return backups.repository(project("directory")).open(name);
    }

    private BackupResult run(String layout, String name) throws IOException {
        return run(layout, BackupRequest.of(name, List.of(), false));
    }

    private BackupResult run(String layout, BackupRequest request) throws IOException {
        var terminal = FakeTerminal.absent();
        var guard = new Guard(new Backends(List.of(MemoryStore.backend(data))), terminal, new Interrupts(terminal));
        try (var targets = guard.open(Action.BACKUP, project(layout), List.of(), Consent.NONE, Progress.silent())) {
            return backup.run(
                    request, targets.project(), targets.stores(), guard.permit(targets, ""), Progress.silent());
        }
    }

    private Project project(String layout) throws IOException {
        Files.writeString(
                folder.resolve("seedbank.yaml"),
                "seedbank:\n  backups: {layout: %s}\n  stores:\n    main: {url: 'memory://host/shop'}\n"
                        .formatted(layout));
        return Project.read(folder, Optional.empty(), Optional.of("dev"), Map.of());
    }

    private static List<Path> files(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    private static void rewrite(Path file, String from, String to) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(from);
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(0);
            var zeros = text.replace(from, to).replaceAll("(\"checksum\" : \")[0-9a-f]{64}", "$1" + "0".repeat(64));
            var sum = sha256(zeros);
            out.write(zeros.replace("0".repeat(64), sum).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String sha256(String text) {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-256");
            return java.util.HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
