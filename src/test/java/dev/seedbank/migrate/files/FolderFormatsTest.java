package dev.seedbank.migrate.files;

import static dev.seedbank.migrate.files.Migrations.down;
import static dev.seedbank.migrate.files.Migrations.texts;
import static dev.seedbank.migrate.files.Migrations.versions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.migration.Piece;
import dev.seedbank.backend.migration.Script.Transactions;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** diesel, Prisma and Drizzle. */
class FolderFormatsTest {
    private final Migrations migrations;

    FolderFormatsTest(@TempDir Path folder) {
        migrations = new Migrations(folder);
    }

    @Test
    void reads_diesels_folders() {
        migrations
                .file("00000000000000_diesel_initial_setup/up.sql", "SELECT 0;")
                .file("00000000000000_diesel_initial_setup/down.sql", "");
        for (int i = 10; i < 40; i++) {
            migrations.file(
                    "2024-01-01-1200%d_create_t%d/up.sql".formatted(i, i), "CREATE TABLE t%d (id int);".formatted(i));
            migrations.file("2024-01-01-1200%d_create_t%d/down.sql".formatted(i, i), "DROP TABLE t%d;".formatted(i));
        }
        migrations
                .file("2025-01-01-120000-0000_index/up.sql", "SELECT 1;")
                .file("2025-01-01-120000-0000_index/metadata.toml", "run_in_transaction = false # why\n");
        var folder = migrations.read();
        assertThat(folder.format()).isEqualTo(Format.UP_DOWN_FOLDERS);
        assertThat(versions(folder))
                .hasSize(32)
                .startsWith("00000000000000", "20240101120010")
                .endsWith("202501011200000000");
        var last = folder.migrations().getLast();
        assertThat(last.up().transactions()).isEqualTo(Transactions.NONE);
        assertThat(last.description()).isEqualTo("index");
        assertThat(last.down()).isEmpty();
        var second = folder.migrations().get(1);
        assertThat(second.file()).isEqualTo("2024-01-01-120010_create_t10/up.sql");
        assertThat(texts(down(second))).containsExactly("DROP TABLE t10;");
    }

    @Test
    void refuses_diesels_settings_and_folders_that_it_cannot_take() {
        migrations
                .file("1_a/up.sql", "")
                .file("1_a/metadata.toml", "\nretries = 3")
                .isRefused("migrations/1_a/metadata.toml:2", "retries");
        migrations
                .file("1_a/metadata.toml", "")
                .file("2_b/down.sql", "")
                .isRefused("migrations/2_b/down.sql", "up.sql");
        migrations.file("2_b/up.sql", "").file("2_c/up.sql", "").isRefused("2_b/up.sql", "2_c/up.sql");
    }

    @Test
    void reads_prismas_folders() {
        migrations
                .file("migration_lock.toml", "# Please do not edit\nprovider = \"postgresql\"\n")
                .file("0_init/migration.sql", "SELECT 0;");
        for (int i = 10; i < 40; i++) {
            migrations.file(
                    "202401011200%d_create_t%d/migration.sql".formatted(i, i),
                    "-- CreateTable\nCREATE TABLE \"t%d\" (id int);".formatted(i));
        }
        migrations.file("20240101120010_create_t10/down.sql", "DROP TABLE t10;");
        var folder = migrations.read();
        assertThat(folder.format()).isEqualTo(Format.PRISMA);
        assertThat(versions(folder))
                .hasSize(31)
                .startsWith("0", "20240101120010")
                .endsWith("20240101120039");
        assertThat(texts(down(folder.migrations().get(1)))).containsExactly("DROP TABLE t10;");
        assertThat(folder.migrations().get(1).file()).isEqualTo("20240101120010_create_t10/migration.sql");
    }

    @Test
    void takes_prismas_whole_names_as_versions_where_numbers_do_not_tell_them_apart() {
        migrations.file("1_a/migration.sql", "").file("1_b/migration.sql", "").file("init/migration.sql", "");
        assertThat(versions(migrations.read())).containsExactly("1_a", "1_b", "init");
    }

    @Test
    void refuses_prismas_migrations_for_others() {
        migrations
                .file("1_a/migration.sql", "")
                .file("migration_lock.toml", "provider = \"mysql\"")
                .isRefused("migration_lock.toml:1", "mysql");
    }

    @Test
    void reads_drizzles_journal() {
        migrations
                .file("meta/_journal.json", journal(30))
                .file("meta/0000_snapshot.json", "{}")
                .file("relations.ts", "export {}");
        for (int i = 0; i < 30; i++) {
            migrations.file(
                    "%04d_tag%d.sql".formatted(i, i),
                    "CREATE TABLE t%d (id int);--> statement-breakpoint\n\nCREATE INDEX ON t%d (id);\n--> statement-breakpoint\r\n  \n"
                            .formatted(i, i));
        }
        var folder = migrations.read();
        assertThat(folder.format()).isEqualTo(Format.DRIZZLE);
        assertThat(versions(folder)).hasSize(30).startsWith("0000", "0001").endsWith("0029");
        var up = folder.migrations().getFirst().up();
        assertThat(texts(up)).containsExactly("CREATE TABLE t0 (id int);", "CREATE INDEX ON t0 (id);");
        assertThat(up.pieces()).extracting(Piece::single).containsExactly(true, true);
        assertThat(up.pieces()).extracting(Piece::line).containsExactly(1, 3);
        assertThat(folder.migrations().getFirst().description()).isEqualTo("tag0");
    }

    private static String journal(int entries) {
        return IntStream.range(0, entries)
                .mapToObj(
                        "\t\t{\n\t\t\t\"idx\": %1$d, \"version\": \"7\", \"when\": 17%1$d, \"tag\": \"%1$04d_tag%1$d\"\n\t\t}"
                                ::formatted)
                .collect(Collectors.joining(
                        ",\n", "{\n\t\"version\": \"7\", \"dialect\": \"postgresql\", \"entries\": [\n", "]\n}"));
    }

    @Test
    void takes_the_journals_order() {
        migrations
                .file(
                        "meta/_journal.json",
                        "{\"entries\": [{\"tag\": \"0001_b\"}, {\"tag\": \"0000_a\"}, {\"tag\": \"0000_c\"}]}")
                .file("0000_a.sql", "")
                .file("0001_b.sql", "")
                .file("0000_c.sql", "");
        var folder = migrations.read();
        assertThat(versions(folder)).containsExactly("0", "1", "2");
        assertThat(folder.migrations())
                .extracting(Migration::file)
                .containsExactly("0001_b.sql", "0000_a.sql", "0000_c.sql");
    }

    @Test
    void refuses_journals_that_do_not_match_the_files() {
        migrations
                .file("meta/_journal.json", "{\"entries\": [\n{\"tag\": \"0000_a\"}]}")
                .isRefused("migrations/meta/_journal.json:2", "0000_a.sql");
        migrations.file("0000_a.sql", "").file("0001_b.sql", "").isRefused("migrations/0001_b.sql", "_journal.json");
        migrations.file("meta/_journal.json", "{\"entries\": [\n{]}").isRefused("migrations/meta/_journal.json:2");
        migrations
                .file("meta/_journal.json", "{\"dialect\": \"sqlite\"}")
                .isRefused("migrations/meta/_journal.json:1", "sqlite");
    }

    @Test
    void reads_drizzles_folders_without_a_journal() {
        for (int i = 10; i < 40; i++) {
            migrations.file(
                    "202401011200%d_tag/migration.sql".formatted(i), "SELECT 1;\n--> statement-breakpoint\nSELECT 2;");
            migrations.file("202401011200%d_tag/snapshot.json".formatted(i), "{}");
        }
        var folder = migrations.read();
        assertThat(folder.format()).isEqualTo(Format.DRIZZLE);
        assertThat(versions(folder)).hasSize(30).startsWith("20240101120010").endsWith("20240101120039");
        assertThat(texts(folder.migrations().getFirst().up())).containsExactly("SELECT 1;", "SELECT 2;");
    }

    @Test
    void reads_drizzles_files_without_a_journal_and_plain_numbered_ones() {
        migrations
                .file("0000_a.sql", "SELECT 1; SELECT 2;")
                .file("0001_b.sql", "SELECT 1;---> statement-breakpoint\nSELECT 2;");
        var folder = migrations.read();
        assertThat(folder.format()).isEqualTo(Format.DRIZZLE);
        assertThat(folder.migrations().getFirst().up().pieces())
                .extracting(Piece::single)
                .containsExactly(false);
        assertThat(folder.migrations().getLast().up().pieces()).hasSize(2);
    }
}
