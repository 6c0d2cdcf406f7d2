package dev.seedbank.migrate.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.migration.Script;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.migrate.files.NewMigration.Body;
import dev.seedbank.migrate.files.NewMigration.Created;
import dev.seedbank.migrate.files.NewMigration.Language;
import dev.seedbank.migrate.files.NewMigration.Part;
import dev.seedbank.testing.SmallDisk;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewMigrationTest {
    private static final Instant NOW = Instant.parse("2026-11-26T14:00:00.123Z");

    private final Path folder;
    private final Migrations migrations;

    NewMigrationTest(@TempDir Path folder) {
        this.folder = folder.resolve("migrations");
        this.migrations = new Migrations(this.folder);
    }

    private Created create(String name) {
        return create(name, Language.SQL);
    }

    private Created create(String name, Language language) {
        var clock = Clock.fixed(NOW, ZoneId.of("Pacific/Apia"));
        return new NewMigration(clock).create(folder, "migrations", name, language);
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    @Test
    void a_new_folder_gets_seedbanks_own_with_both_directions() throws IOException {
        assertThat(create("create users"))
                .isEqualTo(new Created(Format.SEEDBANK, "1", List.of("V1__create_users.sql")));
        assertThat(text("V1__create_users.sql")).isEqualTo("""
                -- Create users
                -- Version 1, created 2026-11-26T14:00:00Z

                -- migrate:up


                -- migrate:down

                """);
        assertThat(create("add user roles").files()).containsExactly("V2__add_user_roles.sql");
        assertThat(migrations.read().migrations()).allMatch(it -> it.down().isPresent());
    }

    private Created create(String name, Body body) {
        return new NewMigration(Clock.fixed(NOW, ZoneId.of("UTC"))).create(folder, "migrations", name, body);
    }

    private static final Body TAGS = new Body(
            new Part(List.of("create table tags (id int);", "create index on tags (id);"), true),
            Optional.of(new Part(List.of("-- Loses: its rows\ndrop table tags;"), true)));

    @Test
    void statements_stand_in_their_sections() throws IOException {
        create("tags", TAGS);
        assertThat(text("V1__tags.sql")).isEqualTo("""
                -- Tags
                -- Version 1, created 2026-11-26T14:00:00Z

                -- migrate:up
                create table tags (id int);
                create index on tags (id);

                -- migrate:down
                -- Loses: its rows
                drop table tags;
                """);
    }

    @Test
    void without_a_way_back_there_is_no_down() throws IOException {
        create("tags", new Body(TAGS.up(), Optional.empty()));
        assertThat(text("V1__tags.sql"))
                .endsWith("create index on tags (id);\n")
                .doesNotContain("down");
        assertThat(migrations.only().down()).isEmpty();
    }

    @Test
    void what_mixes_statements_that_cannot_be_in_a_transaction_says_so() throws IOException {
        create("tags", new Body(TAGS.up(), Optional.of(new Part(List.of("drop table tags;", "vacuum;"), false))));
        assertThat(text("V1__tags.sql"))
                .endsWith("-- migrate:down\n-- seedbank:no-transaction\ndrop table tags;\nvacuum;\n");
        assertThat(migrations.only().up().transactions()).isEqualTo(Script.Transactions.AUTO);
        assertThat(migrations.only().down().orElseThrow().transactions()).isEqualTo(Script.Transactions.NONE);
    }

    @Test
    void goose_is_told_where_a_statement_with_semicolons_ends() throws IOException {
        migrations.file("00001_a.sql", "-- +goose Up\n");
        var function = "create function f() returns int language sql begin atomic select 1; end;";
        create("f", new Body(new Part(List.of(function, "select 1;"), true), Optional.empty()));
        assertThat(text("00002_f.sql"))
                .endsWith("-- +goose Up\n-- +goose StatementBegin\n" + function
                        + "\n-- +goose StatementEnd\nselect 1;\n");
        assertThat(migrations.read().migrations().getLast().up().pieces()).hasSize(2);
    }

    @Test
    void two_files_have_a_direction_each() throws IOException {
        migrations.file("01_a.up.sql", "select 1;");
        create("tags", TAGS);
        assertThat(text("02_tags.up.sql")).endsWith("Z\n\ncreate table tags (id int);\ncreate index on tags (id);\n");
        assertThat(text("02_tags.down.sql")).isEqualTo("-- Reverts: Tags\n\n-- Loses: its rows\ndrop table tags;\n");
    }

    @Test
    void yaml_has_both_lists() throws IOException {
        assertThat(create("add user roles", Language.YAML).files()).containsExactly("V1__add_user_roles.yaml");
        assertThat(text("V1__add_user_roles.yaml")).isEqualTo("""
                # Add user roles
                # Version 1, created 2026-11-26T14:00:00Z

                up: []

                down: []
                """);
        assertThat(migrations.only().down()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V3__a.sql                | -- migrate:up   | V4__new_one.sql",
                "V009__a.sql              | -- migrate:up   | V010__new_one.sql",
                "V0.33.9__a.sql           | -- migrate:up   | V0.33.10__new_one.sql",
                "V1_9__a.sql              | -- migrate:up   | V1_10__new_one.sql",
                "V1.0.0-rc.1__a.sql       | -- migrate:up   | V1.0.0__new_one.sql",
                "V20240101__a.sql         | -- migrate:up   | V20261126__new_one.sql",
                "V20240101120000__a.sql   | -- migrate:up   | V20261126140000__new_one.sql",
                "V3__a.sql                | SELECT 1        | V4__new_one.sql U4__new_one.sql",
                "x/V3__a.sql              | SELECT 1        | x/V4__new_one.sql x/U4__new_one.sql",
                "20240101120000_a.sql     | -- migrate:up   | 20261126140000_new_one.sql",
                "20991231235959_a.sql     | -- migrate:up   | 20991231235960_new_one.sql",
                "007_a.sql                | -- migrate:up   | 008_new_one.sql",
                "00009_a.sql              | -- +goose Up    | 00010_new_one.sql",
                "20240101120000_a.sql     | -- +goose Up    | 20261126140000_new_one.sql",
                "000099_a.up.sql          | SELECT 1        | 000100_new_one.up.sql 000100_new_one.down.sql",
                "99_a.up.sql              | SELECT 1        | 100_new_one.up.sql 100_new_one.down.sql",
                "1700000000_a.up.sql      | SELECT 1        | 1795701600_new_one.up.sql 1795701600_new_one.down.sql",
                "00000000000000_a/up.sql  | SELECT 1        | 2026-11-26-140000_new_one/up.sql 2026-11-26-140000_new_one/down.sql",
                "2024-01-01-120000_a/up.sql | SELECT 1      | 2026-11-26-140000_new_one/up.sql 2026-11-26-140000_new_one/down.sql",
                "2024-01-01-120000-0000_a/up.sql | SELECT 1 | 2026-11-26-140000-0000_new_one/up.sql 2026-11-26-140000-0000_new_one/down.sql",
                "0_init/migration.sql     | SELECT 1        | 20261126140000_new_one/migration.sql 20261126140000_new_one/down.sql",
            })
    void goes_on_in_the_folders_style(String existing, String text, String expected) {
        migrations.file(existing, text);
        var before = migrations.read();
        var created = create("new one");
        assertThat(created.files()).containsExactly(expected.split(" ", -1));
        var after = migrations.read();
        assertThat(after.format()).isEqualTo(before.format()).isEqualTo(created.format());
        assertThat(after.migrations()).hasSize(2);
        var last = after.migrations().getLast();
        assertThat(last.version()).contains(new Version(created.version()));
        assertThat(last.description()).isEqualTo("new one");
        assertThat(last.down()).isPresent();
    }

    @Test
    void the_second_file_says_what_it_reverts() throws IOException {
        migrations.file("1_a.up.sql", "");
        create("new one");
        assertThat(text("2_new_one.up.sql")).startsWith("-- New one\n-- Version 2, created 2026");
        assertThat(text("2_new_one.down.sql")).isEqualTo("-- Reverts: New one\n\n");
    }

    @Test
    void drizzle_makes_its_own() {
        migrations.file("0000_a.sql", "SELECT 1;");
        assertThatThrownBy(() -> create("new one"))
                .isInstanceOfSatisfying(
                        UsageFailure.class, e -> assertThat(e.advice()).contains("drizzle-kit generate"));
    }

    @Test
    void yaml_is_for_seedbanks_own_format() {
        migrations.file("V1__a.sql", "SELECT 1;");
        assertThatThrownBy(() -> create("new one", Language.YAML))
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("Flyway");
    }

    @Test
    void yaml_goes_on_behind_migrate_mongos_steps() throws IOException {
        migrations.file("20240101120000-a.js", "module.exports = {}");
        assertThat(create("new one", Language.YAML))
                .isEqualTo(new Created(Format.MIGRATE_MONGO, "20261126140000", List.of("20261126140000-new_one.yaml")));
        assertThat(text("20261126140000-new_one.yaml")).endsWith("up: []\n\ndown: []\n");
        assertThat(migrations.read().migrations()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "///", "'\"", "__", "\n"})
    void a_name_without_letters_and_digits_is_an_error(String name) {
        assertThatThrownBy(() -> create(name)).isInstanceOf(UsageFailure.class);
        assertThat(folder).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add user's \"roles\"  | add_user_s_roles",
                "../../etc/passwd      | etc_passwd",
                "a.up.sql              | a_up_sql",
                "Größe ändern          | Größe_ändern",
                "добавить роли         | добавить_роли",
                "भूमिकाएँ जोड़ें           | भूमिकाएँ_जोड़ें",
                "rôles 😀 2            | rôles_2"
            })
    void names_are_fit_for_files(String typed, String expected) {
        assertThat(new MigrationName(typed).forFile()).isEqualTo(expected);
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    /** Whatever the name: the new file is the folder's last migration, empty, and within the folder. */
    @ParameterizedTest
    @MethodSource("seeds")
    void any_name_makes_one_migration_more(int seed) throws IOException {
        var random = new Random(seed);
        var parts = new String[] {
            "a",
            "Z",
            "9",
            " ",
            "/",
            "\\",
            "'",
            "\"",
            "\n",
            "\r",
            "..",
            "migrate:down",
            "+goose Down",
            "-- ",
            "${x}",
            ":",
            "__",
            "ß",
            "e\u0301",
            "字",
            "😀",
            "\uD800",
            "\u0000",
            "--> statement-breakpoint",
            "*/",
            ".up.sql",
            "seedbank:x",
            "transaction:false"
        };
        var name = new StringBuilder("n");
        random.ints(random.nextInt(60), 0, parts.length).forEach(i -> name.append(parts[i]));
        var styles = new String[] {
            "V1__a.sql", "1_a.sql", "2_a.sql", "1_a.up.sql", "1_a/up.sql", "1_a/migration.sql", "U1__a.sql"
        };
        var texts = new String[] {"-- migrate:up", "-- migrate:up", "-- +goose Up", "", "", "", ""};
        int style = random.nextInt(styles.length);
        migrations.file("V1__a.sql".equals(styles[style]) || style < 6 ? styles[style] : "V1__a.sql", texts[style]);
        if (!canName(new MigrationName(name.toString()).forFile())) {
            return;
        }
        create(name.toString());
        var all = migrations.read().migrations();
        assertThat(all).as("seed %d, name '%s'", seed, name).hasSize(2);
        var last = all.getLast();
        assertThat(last.down()).isPresent();
        assertThat(Migrations.texts(last.up()))
                .allSatisfy(text -> assertThat(text.lines()).allMatch(line -> line.startsWith("--") || line.isBlank()));
        try (var files = Files.walk(folder.resolveSibling(""))) {
            assertThat(files.filter(Files::isRegularFile)).allMatch(it -> it.startsWith(folder));
        }
    }

    /** Whether the machine's locale has file names of these letters. */
    private static boolean canName(String name) {
        return Charset.forName(System.getProperty("sun.jnu.encoding"), StandardCharsets.US_ASCII)
                .newEncoder()
                .canEncode(name);
    }

    @Test
    void a_long_name_is_cut() {
        assertThat(new MigrationName("ä".repeat(300)).forFile()).hasSize(75);
    }

    @Test
    void a_folder_in_the_place_of_a_file_is_named() {
        migrations.file("V1__a.sql", "-- migrate:up\n");
        migrations.file("V2__new_one.sql/data.json", "[]");
        assertThatThrownBy(() -> create("new one"))
                .isInstanceOf(UsageFailure.class)
                .hasMessage("migrations/V2__new_one.sql is a folder, and named like a file with a migration");
    }

    @Test
    void the_first_of_two_files_is_taken_back_if_the_second_exists() throws IOException {
        migrations.file("1_a.up.sql", "");
        Files.createDirectories(folder.resolve("2_new_one.down.sql"));
        assertThatThrownBy(() -> create("new one")).isInstanceOf(UsageFailure.class);
        assertThat(folder.resolve("2_new_one.up.sql")).doesNotExist();
    }

    /** A file without statements would be run, and recorded as applied. */
    @Test
    void a_full_disk_gets_no_empty_file() throws IOException {
        try (var _ = SmallDisk.at(folder, "64k").filled()) {
            assertThatThrownBy(() -> create("x"))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessage("migrations/V1__x.sql cannot be written: No space left on device");
            assertThat(folder.resolve("V1__x.sql")).doesNotExist();
        }
    }
}
