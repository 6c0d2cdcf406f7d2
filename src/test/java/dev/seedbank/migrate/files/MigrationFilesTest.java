package dev.seedbank.migrate.files;

import static dev.seedbank.migrate.files.Migrations.text;
import static dev.seedbank.migrate.files.Migrations.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationFilesTest {
    private final Path folder;
    private final Migrations migrations;

    MigrationFilesTest(@TempDir Path folder) {
        this.folder = folder;
        this.migrations = new Migrations(folder);
    }

    @Test
    void a_folder_without_files_is_seedbanks_own_and_empty() {
        assertThat(migrations.read()).isEqualTo(new MigrationFolder("migrations", Format.SEEDBANK, List.of()));
    }

    @Test
    void a_missing_folder_is_an_error_and_so_is_a_file() throws IOException {
        assertThatThrownBy(() -> MigrationFiles.read(folder.resolve("none"), "none"))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("There is no folder none");
        var file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> MigrationFiles.read(file, "file")).hasMessage("file is a file, not a folder");
    }

    @Test
    void a_link_to_a_folder_and_links_in_it_are_followed() throws IOException {
        new Migrations(folder.resolve("real/..data")).file("V1__a.sql", "SELECT 1;");
        Files.createSymbolicLink(folder.resolve("real/V1__a.sql"), Path.of("..data/V1__a.sql"));
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
        assertThat(MigrationFiles.read(link, "migrations").migrations())
                .extracting(Migration::file)
                .containsExactly("V1__a.sql");
    }

    @Test
    void what_is_no_file_is_refused_where_one_is_expected() throws IOException, InterruptedException {
        migrations.file("V1__a.sql", "SELECT 1;");
        var folderOfThatName = Files.createDirectory(folder.resolve("V3__x.sql"));
        migrations.isRefused("migrations/V3__x.sql is a folder, and named like a file");
        Files.delete(folderOfThatName);
        var link = Files.createSymbolicLink(folder.resolve("V3__x.sql"), Path.of("nowhere.sql"));
        migrations.isRefused("migrations/V3__x.sql is a link that leads nowhere");
        Files.delete(link);
        new ProcessBuilder("mkfifo", folder.resolve("V3__x.sql").toString())
                .start()
                .waitFor();
        migrations.isRefused("migrations/V3__x.sql is neither a file nor a folder");
    }

    @Test
    void a_folder_for_each_migration_may_be_called_what_it_likes() throws IOException {
        migrations.file("2026_add.sql/up.sql", "SELECT 1;").file("2027_x/up.sql", "SELECT 1;");
        assertThat(migrations.read().migrations()).hasSize(2);
        Files.createDirectories(folder.resolve("2028_y/up.sql"));
        migrations.isRefused("migrations/2028_y/up.sql is a folder, and named like a file");
    }

    @Test
    void a_file_that_changed_since_the_folder_was_read_cannot_be_opened() throws IOException {
        migrations.file("V1__a.sql", "SELECT 1;");
        var piece = migrations.only().up().pieces().getFirst();
        assertThat(text(piece)).isEqualTo("SELECT 1;");

        var other = Files.writeString(folder.resolve("other"), "SELECT 1;");
        Files.move(other, folder.resolve("V1__a.sql"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(text(piece)).as("the same text in another file").isEqualTo("SELECT 1;");

        migrations.file("V1__a.sql", "SELECT 2;");
        assertThatThrownBy(() -> piece.text().open())
                .isInstanceOf(IOException.class)
                .hasMessage("it was changed after this command had read it; run the command again");
    }

    @Test
    void hidden_files_and_readmes_and_code_that_embeds_files_do_not_matter() {
        migrations
                .file("V1__a.sql", "SELECT 1;")
                .file(".keep", "")
                .file(".git/config", "")
                .file("README", "")
                .file("notes.md", "")
                .file("embed.go", "")
                .file("mod.rs", "");
        assertThat(migrations.only().file()).isEqualTo("V1__a.sql");
    }

    @ParameterizedTest
    @CsvSource({
        "00002_seed.go, Go",
        "V2__Seed.java, Java",
        "20240101-seed.js, JavaScript",
        "1700-seed.mjs, JavaScript",
        "2024_seed.ts, TypeScript",
        "0001_initial.py, Python",
        "m2024_seed.rs, Rust"
    })
    void steps_in_a_programming_language_are_refused_by_name(String name, String language) {
        migrations
                .file("V1__a.sql", "SELECT 1;")
                .file(name, "")
                .isRefused("migrations/" + name, "step written in " + language);
    }

    @Test
    void migrate_mongos_steps_are_read_and_yaml_goes_on_behind_them() {
        migrations
                .file("20240101120000-create_users.js", "module.exports = {}")
                .file("20240102120000-add-user-roles.mts", "export default {}")
                .file("20240103120000-more_users.yaml", "up: []\ndown: []\n")
                .file("sample-migration.js", "")
                .file("data/users.json", "[]");
        var folder = migrations.read();
        assertThat(folder.format()).isEqualTo(Format.MIGRATE_MONGO);
        assertThat(Migrations.versions(folder)).containsExactly("20240101120000", "20240102120000", "20240103120000");
        assertThat(folder.migrations())
                .extracting(Migration::description)
                .containsExactly("create users", "add user roles", "more users");
        assertThat(folder.migrations())
                .extracting(it -> it.language().orElse(""))
                .containsExactly("JavaScript", "TypeScript", "");
        assertThat(folder.migrations()).extracting(it -> it.down().isPresent()).containsExactly(false, false, true);

        migrations.file("V4__roles.yaml", "up: []\n").isRefused("migrations/V4__roles.yaml", "migrate-mongo's format");
    }

    @Test
    void files_of_no_format_are_named() {
        migrations.file("V1__a.sql", "SELECT 1;").file("V1_a.sql", "").file("notes.txt", "");
        migrations.isRefused("migrations/V1_a.sql", "migrations/notes.txt", "Flyway", "migrations/V1__a.sql");
    }

    @Test
    void a_folder_with_nothing_but_files_of_no_format_says_so() {
        migrations.file("users.sql", "SELECT 1;").isRefused("migrations/users.sql", "is no migration");
    }

    @Test
    void the_format_of_most_files_counts_and_the_others_are_named() {
        migrations.file("1_a.sql", "-- migrate:up\n").file("V1__a.sql", "").file("V2__b.sql", "");
        migrations.isRefused("migrations/1_a.sql does not fit Flyway's format, which migrations/V1__a.sql has");
        migrations.file("2_a.sql", "-- migrate:up\n").file("3_a.sql", "-- migrate:up\n");
        migrations.isRefused("migrations/V1__a.sql, migrations/V2__b.sql do not fit dbmate's format");
    }

    @Test
    void the_checksum_is_that_of_the_text_whatever_its_line_ends_and_byte_order_mark() throws Exception {
        var text = "-- migrate:up\nSELECT 'ä€😀';\n\n-- migrate:down\nSELECT 1;\n";
        var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        var expected = "sha256:" + HexFormat.of().formatHex(digest);
        assertThat(checksum(text)).isEqualTo(expected);
        assertThat(checksum(text.replace("\n", "\r\n"))).isEqualTo(expected);
        assertThat(checksum(text.replace("\n", "\r"))).isEqualTo(expected);
        assertThat(checksum("\uFEFF" + text.replace("\n", "\r\n"))).isEqualTo(expected);
        assertThat(checksum(text.replace("1", "2"))).isNotEqualTo(expected);
    }

    private String checksum(String text) {
        return migrations.file("V1__a.sql", text).only().checksum();
    }

    @Test
    void copies_with_other_line_ends_have_the_same_pieces() {
        var text = "-- migrate:up\nSELECT 1;\n\n-- migrate:down\nSELECT 2;\n";
        for (var copy : new String[] {text, text.replace("\n", "\r\n"), text.replace("\n", "\r"), "\uFEFF" + text}) {
            var only = migrations.file("V1__a.sql", copy).only();
            assertThat(text(only.up().pieces().getFirst())).isEqualTo("SELECT 1;\n\n");
            var down = only.down().orElseThrow().pieces().getFirst();
            assertThat(text(down)).isEqualTo("SELECT 2;\n");
            assertThat(down.line()).isEqualTo(5);
        }
    }

    @Test
    void text_that_is_not_utf8_is_refused_with_its_line() throws IOException {
        Files.write(folder.resolve("V1__a.sql"), "SELECT 1;\nSELECT 'ä';".getBytes(StandardCharsets.ISO_8859_1));
        migrations.isRefused("migrations/V1__a.sql:2", "not UTF-8");
        Files.write(folder.resolve("V1__a.sql"), new byte[] {'a', (byte) 0xE2, (byte) 0x82});
        migrations.isRefused("migrations/V1__a.sql:1", "not UTF-8");
    }

    @Test
    void a_zero_byte_is_refused_with_its_line() throws IOException {
        Files.writeString(folder.resolve("V1__a.sql"), "SELECT 1;\nSELECT '\0';");
        migrations.isRefused("migrations/V1__a.sql:2", "zero byte");
    }

    @Test
    void characters_across_buffers_are_whole() {
        for (int padding = 16_380; padding < 16_390; padding++) {
            var text = "x".repeat(padding) + "😀\r\n€";
            var only = migrations.file("V1__a.sql", text).only();
            assertThat(texts(only.up())).containsExactly(text.replace("\r", ""));
        }
    }

    /** The text is far larger than what may be used for it, on the way in and out. */
    @Test
    void a_large_script_is_read_in_constant_memory() throws IOException {
        var line = "INSERT INTO t VALUES ('some text that is long enough');\r\n".getBytes(StandardCharsets.UTF_8);
        var block = new byte[line.length * 20_000];
        for (int i = 0; i < block.length; i += line.length) {
            System.arraycopy(line, 0, block, i, line.length);
        }
        try (var out = Files.newOutputStream(folder.resolve("V1__a.sql"))) {
            out.write("-- migrate:up\n".getBytes(StandardCharsets.UTF_8));
            for (long size = 0; size < 50_000_000; size += block.length) {
                out.write(block);
            }
            out.write("-- migrate:down\nSELECT 1;".getBytes(StandardCharsets.UTF_8));
        }
        Arrays.fill(block, (byte) 0);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        var only = migrations.only();
        long characters = 0;
        try (var reader = only.up().pieces().getFirst().text().open()) {
            var buffer = new char[8192];
            for (int read = reader.read(buffer); read > 0; read = reader.read(buffer)) {
                characters += read;
            }
        }
        assertThat(characters).isGreaterThan(48_000_000);
        assertThat(texts(only.down().orElseThrow())).containsExactly("SELECT 1;");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
    }
}
