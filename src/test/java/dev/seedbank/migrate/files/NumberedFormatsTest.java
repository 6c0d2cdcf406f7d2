package dev.seedbank.migrate.files;

import static dev.seedbank.migrate.files.Migrations.down;
import static dev.seedbank.migrate.files.Migrations.texts;
import static dev.seedbank.migrate.files.Migrations.versions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.migration.Piece;
import dev.seedbank.backend.migration.Script.Transactions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** dbmate, goose and golang-migrate. */
class NumberedFormatsTest {
    private final Migrations migrations;

    NumberedFormatsTest(@TempDir Path folder) {
        migrations = new Migrations(folder);
    }

    @Test
    void reads_dbmates_files() {
        for (int i = 10; i < 40; i++) {
            migrations.file(
                    "202001011200%d_create_t%d.sql".formatted(i, i),
                    "-- migrate:up\nCREATE TABLE t%d (id int);\n\n-- migrate:down\nDROP TABLE t%d;\n".formatted(i, i));
        }
        migrations.file(
                "20200101120040_c.sql",
                "--migrate:up transaction:false\nSELECT 1;\n--  migrate:down  transaction:false\n");
        var folder = migrations.read();
        assertThat(folder.format()).isEqualTo(Format.DBMATE);
        assertThat(versions(folder)).hasSize(31).startsWith("20200101120010").endsWith("20200101120040");
        var last = folder.migrations().getLast();
        assertThat(last.up().transactions()).isEqualTo(Transactions.NONE);
        assertThat(down(last).transactions()).isEqualTo(Transactions.NONE);
        assertThat(folder.migrations().getFirst().description()).isEqualTo("create t10");
        assertThat(texts(folder.migrations().getFirst().up())).containsExactly("CREATE TABLE t10 (id int);");
    }

    @Test
    void refuses_dbmates_files_without_an_up() {
        migrations.file("1_a.sql", "-- migrate:up\n").file("2_b.sql", "SELECT 1;");
        migrations.isRefused("migrations/2_b.sql:1", "migrate:up");
    }

    @Test
    void reads_gooses_files() {
        for (int i = 1; i <= 30; i++) {
            migrations.file(
                    "%05d_create_t%d.sql".formatted(i, i),
                    "-- +goose Up\nCREATE TABLE t%d (id int);\n-- +goose Down\nDROP TABLE t%d;\n".formatted(i, i));
        }
        migrations.file("00031_function.sql", """
                -- A comment.
                -- +goose NO TRANSACTION
                -- +goose up
                SELECT 1;
                -- +goose StatementBegin
                CREATE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql;
                -- +goose statementend

                -- +goose StatementBegin
                SELECT 2
                -- +goose StatementEnd
                SELECT 3;
                -- +goose Down
                -- +goose ENVSUB OFF
                DROP FUNCTION f();
                """).file("20240101120000_late.sql", "-- +goose Up\nSELECT 1;");
        var folder = migrations.read();
        assertThat(folder.format()).isEqualTo(Format.GOOSE);
        assertThat(versions(folder)).hasSize(32).startsWith("00001").endsWith("00031", "20240101120000");
        assertThat(folder.migrations().getLast().down()).isEmpty();
        var function = folder.migrations().get(30);
        assertThat(function.up().transactions()).isEqualTo(Transactions.NONE);
        assertThat(down(function).transactions()).isEqualTo(Transactions.NONE);
        assertThat(texts(function.up()))
                .containsExactly(
                        "SELECT 1;",
                        "CREATE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql;",
                        "SELECT 2",
                        "SELECT 3;");
        assertThat(function.up().pieces()).extracting(Piece::single).containsExactly(false, true, true, false);
        assertThat(function.up().pieces()).extracting(Piece::line).containsExactly(4, 6, 10, 12);
        assertThat(texts(down(function))).containsExactly("DROP FUNCTION f();");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1;\n-- +goose Up\n",
                "-- +goose Down\n",
                "-- +goose Up\n-- +goose Up\n",
                "-- +goose Up\n-- +goose Down\n-- +goose Down\n",
                "-- +goose Up\n-- +goose StatementBegin\nSELECT 1;\n",
                "-- +goose Up\n-- +goose StatementEnd\n",
                "-- +goose Up\n-- +goose StatementBegin\n-- +goose Down\n",
                "-- +goose Up\n  -- +goose Down\n",
                "-- +goose Up\n-- +goose Sideways\n",
                "-- +goose ENVSUB ON\n-- +goose Up\n"
            })
    void refuses_annotations_that_goose_or_seedbank_does_not_take(String text) {
        migrations.file("00001_a.sql", text).isRefused("migrations/00001_a.sql:");
    }

    @Test
    void names_envsub() {
        migrations
                .file("00001_a.sql", "-- +goose Up\n-- +goose ENVSUB ON\n")
                .isRefused("migrations/00001_a.sql:2", "environment variables");
    }

    @Test
    void refuses_a_mix_of_dbmate_and_goose() {
        migrations
                .file("1_a.sql", "-- +goose Up\n")
                .file("2_b.sql", "-- +goose Up\n")
                .file("3_c.sql", "\n-- migrate:up\n")
                .isRefused("migrations/3_c.sql:2", "migrate:up", "goose");
    }

    @Test
    void reads_golang_migrates_files() {
        for (int i = 1; i <= 30; i++) {
            migrations.file("%06d_create_t%d.up.sql".formatted(i, i), "CREATE TABLE t%d (id int);".formatted(i));
            migrations.file("%06d_create_t%d.down.sql".formatted(i, i), "DROP TABLE t%d;".formatted(i));
        }
        migrations
                .file("000031_x.up.sql", "-- seedbank:no-transaction\nSELECT 1;")
                .file("20240101120000_late.up.sql", "");
        var folder = migrations.read();
        assertThat(folder.format()).isEqualTo(Format.GOLANG_MIGRATE);
        assertThat(versions(folder)).hasSize(32).startsWith("000001").endsWith("20240101120000");
        var first = folder.migrations().getFirst();
        assertThat(first.file()).isEqualTo("000001_create_t1.up.sql");
        assertThat(texts(first.up())).containsExactly("CREATE TABLE t1 (id int);");
        assertThat(texts(down(first))).containsExactly("DROP TABLE t1;");
        assertThat(down(first).file()).isEqualTo("migrations/000001_create_t1.down.sql");
        assertThat(folder.migrations().get(30).up().transactions()).isEqualTo(Transactions.NONE);
    }

    @Test
    void refuses_golang_migrates_downs_alone_and_versions_twice() {
        migrations.file("1_a.up.sql", "").file("2_b.down.sql", "").isRefused("migrations/2_b.down.sql");
        migrations.file("2_b.up.sql", "").file("02_c.up.sql", "").isRefused("2_b.up.sql", "02_c.up.sql", "version");
        migrations.file("02_c.down.sql", "").isRefused("2_b.down.sql", "02_c.down.sql");
    }
}
