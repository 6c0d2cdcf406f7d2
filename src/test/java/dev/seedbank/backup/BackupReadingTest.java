package dev.seedbank.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.archive.Encoding;
import dev.seedbank.archive.RowFormat;
import dev.seedbank.failure.ExitCode;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups that are damaged, forged, newer than the program, or of another program. */
class BackupReadingTest extends BackupsOfMemory {
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

    @ParameterizedTest
    @CsvSource({
        "format, json, native, rows in the format 'native'",
        "encoding, identity, zstd, files in the encoding 'zstd'"
    })
    void what_only_a_newer_program_reads_is_named(String field, String known, String newer, String said)
            throws IOException {
        var name = run("directory", "x").name();
        var line = "      \"%s\" : \"%s\"";
        rewrite(
                folder.resolve("backups").resolve(name).resolve("metadata.json"),
                line.formatted(field, known),
                line.formatted(field, newer));

        assertThatThrownBy(() -> open(name))
                .isInstanceOfSatisfying(OperationFailed.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED);
                    assertThat(e.advice()).isEqualTo("Use a newer Seedbank.");
                })
                .hasMessageContaining(said);
    }

    @Test
    void a_format_that_is_unknown_because_of_damage_is_damage() throws IOException {
        var name = run("directory", "x").name();
        var metadata = folder.resolve("backups").resolve(name).resolve("metadata.json");
        var text = Files.readString(metadata);
        int at = text.lastIndexOf("\"format\" : \"json\"");
        Files.writeString(metadata, text.substring(0, at) + text.substring(at).replaceFirst("json", "jsoo"));

        assertThatThrownBy(() -> open(name)).hasMessageContaining("is damaged");
    }

    @Test
    void metadata_without_format_and_encoding_means_plain_json() throws IOException {
        var name = run("directory", "x").name();
        var metadata = folder.resolve("backups").resolve(name).resolve("metadata.json");
        var text = Files.readString(metadata);
        var older =
                text.replaceAll(",\\s*\"encoding\" : \"identity\"", "").replaceAll(",\\s{6,}\"format\" : \"json\"", "");
        rewrite(metadata, text, older);

        assertThat(Files.readString(metadata))
                .doesNotContain("encoding")
                .containsOnlyOnce("\"format\"")
                .hasSizeLessThan(text.length());
        var entry = open(name).manifest().stores().getFirst().collections().getFirst();
        assertThat(entry.format()).isEqualTo(RowFormat.JSON);
        assertThat(entry.part().encoding()).isEqualTo(Encoding.IDENTITY);
        assertThat(entry.part().plainSha256()).isEqualTo(entry.part().sha256());
        assertThat(open(name).verify(n -> {})).isEmpty();
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
        var store = archive.manifest().stores().getFirst();
        var entries = store.collections();
        assertThat(entries).extracting(it -> it.collection().name() + it.rows()).containsExactly("ü2", "b0");
        try (var in = archive.openChecked(store, entries.getFirst())) {
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
