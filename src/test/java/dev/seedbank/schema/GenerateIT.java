package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code seedbank generate}: migrations that make what files declare, and lead back. */
@Tag("program")
class GenerateIT {
    private static final String USERS = "create table users (id int primary key, name text);\n";
    private static final String SCRATCH = "select count(*) from pg_database where datname like 'seedbank_scratch%'";

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url()).file("schema/users.sql", USERS);
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private List<String> migrations() throws IOException {
        try (var files = Files.walk(project.resolve("migrations"))) {
            return files.filter(Files::isRegularFile)
                    .map(it -> project.resolve("migrations").relativize(it).toString())
                    .sorted()
                    .toList();
        }
    }

    private void addsAnIndexAndATable() {
        seedbank.file("schema/users.sql", USERS + "create index users_name on users (name);\n")
                .file("schema/notes.sql", "create table notes (id int primary key, by int references users);\n");
    }

    @OptionTest("generate --name")
    void writes_the_first_migration() throws IOException {
        assertThat(seedbank.run("generate", "--name", "create users"))
                .exits(0)
                .prints("Created migrations/V1__create_users.sql", "seedbank migrate");
        assertThat(migrations()).containsExactly("V1__create_users.sql");
        assertThat(db.query("select to_regclass('users') is null and to_regnamespace('seedbank') is null"))
                .containsExactly("t");
        assertThat(db.query(SCRATCH)).containsExactly("0");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
    }

    @Test
    void leads_back_from_a_rename_beside_a_column_that_goes() {
        seedbank.file("schema/users.sql", "create table t (id int primary key, phone text, country text);");
        assertThat(seedbank.run("generate", "--name", "t")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0);
        db.run("insert into t values (1, '555', 'AT')");
        seedbank.file("schema/users.sql", """
                -- seedbank:renamed column public.t.phone -> mobile
                create table t (id int primary key, mobile text);""");
        assertThat(seedbank.run("generate", "--name", "mobile")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("migrate", "rollback", "--steps", "1", "-y")).exits(0);
        assertThat(db.query("select phone || coalesce(country, ' -') from t")).containsExactly("555 -");
    }

    @Test
    void writes_nothing_where_nothing_is_to_do() throws IOException {
        assertThat(seedbank.run("generate", "--name", "users")).exits(0);
        assertThat(seedbank.run("generate", "--name", "again"))
                .exits(0)
                .prints("nothing to do: the migrations make what schema/ declares");
        assertThat(migrations()).hasSize(1);
    }

    @OptionTest("generate --dry-run")
    void would_write() {
        assertThat(seedbank.run("generate", "--name", "users", "--dry-run"))
                .exits(0)
                .prints("would write a migration into migrations/", "Dry run: nothing was changed");
        assertThat(project.resolve("migrations")).doesNotExist();
    }

    @OptionTest("generate --check")
    void says_whether_a_migration_is_missing() throws IOException {
        assertThat(seedbank.run("generate", "--name", "users")).exits(0);
        assertThat(seedbank.run("generate", "--check")).exits(0).prints("the migrations make what schema/ declares");
        addsAnIndexAndATable();
        assertThat(seedbank.run("generate", "--check"))
                .exits(5)
                .prints("CREATE TABLE public.notes")
                .warns(
                        "the migrations do not make what schema/ declares",
                        "statements are missing",
                        "seedbank generate --name");
        assertThat(migrations()).hasSize(1);
        assertThat(seedbank.run("generate", "--dry-run")).exits(0);
    }

    @Test
    void a_migration_needs_a_name() {
        assertThat(seedbank.run("generate")).exits(2).warns("The migration needs a name", "--check");
        assertThat(project.resolve("migrations")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "V1__users.sql,                   '-- migrate:up%n%s-- migrate:down%ndrop table users;'",
        "V1__users.sql,                   '%2$s'",
        "20240101120000_users.sql,        '-- migrate:up%n%s-- migrate:down%ndrop table users;'",
        "00001_users.sql,                 '-- +goose Up%n%s-- +goose Down%ndrop table users;'",
        "000001_users.up.sql,             '%2$s'",
        "2024-01-01-120000_users/up.sql,  '%2$s'",
        "20240101120000_users/migration.sql, '%2$s'",
    })
    void leads_forth_and_back_in_each_style(String file, String text) {
        seedbank.file("migrations/" + file, text.contains("%2$s") ? USERS : text.formatted(USERS));
        assertThat(seedbank.run("migrate")).exits(0);
        var before = db.query("select count(*) from pg_class where relnamespace = 'public'::regnamespace");
        addsAnIndexAndATable();

        assertThat(seedbank.run("generate", "--name", "add notes")).exits(0).prints("add_notes");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("schema", "diff"))
                .exits(0)
                .prints("the structure is what its migrations make", "The migrations make what schema/ declares");

        var added = db.query("select version from seedbank.migrations").size() - 1;
        assertThat(seedbank.run("migrate", "rollback", "--steps", Integer.toString(added), "-y"))
                .exits(0);
        assertThat(db.query("select count(*) from pg_class where relnamespace = 'public'::regnamespace"))
                .isEqualTo(before);
        assertThat(seedbank.run("schema", "diff")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
    }

    @Test
    void what_no_transaction_can_hold_is_a_migration_of_its_own() throws IOException {
        assertThat(seedbank.run("generate", "--name", "users")).exits(0);
        addsAnIndexAndATable();
        assertThat(seedbank.run("generate", "--name", "more")).exits(0);
        var concurrent = migrations().stream()
                .filter(it -> text(it).toLowerCase(Locale.ROOT).contains("create index concurrently"))
                .toList();
        assertThat(concurrent).hasSize(1);
        assertThat(migrations()).hasSize(3);
        assertThat(text(concurrent.getFirst())).doesNotContain("notes");
        assertThat(seedbank.run("migrate", "validate", "--downs")).exits(0).prints("3 down scripts tried");
    }

    @Test
    void what_is_lost_stands_above_the_statement() throws IOException {
        assertThat(seedbank.run("generate", "--name", "users")).exits(0);
        seedbank.file("schema/users.sql", "create table users (id int primary key);\n");
        assertThat(seedbank.run("generate", "--name", "no name")).exits(0).prints("LOSES");
        assertThat(text("V2__no_name.sql")).containsPattern("-- Loses .*\\n(?i)alter table .* drop column");
    }

    @Test
    void what_could_be_a_rename_is_not_guessed_and_led_back() {
        assertThat(seedbank.run("generate", "--name", "users")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0);
        db.run("insert into users values (1, 'Ada')");
        seedbank.file("schema/users.sql", "create table users (id int primary key, full_name text);\n");
        assertThat(seedbank.run("generate", "--name", "rename"))
                .exits(2)
                .warns("-- seedbank:renamed column public.users.name -> full_name");
        seedbank.file("schema/renames.sql", "-- seedbank:renamed column public.users.name -> full_name\n");
        assertThat(seedbank.run("generate", "--name", "rename")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(db.query("select full_name from users")).containsExactly("Ada");
        assertThat(seedbank.run("migrate", "rollback", "--steps", "1", "-y")).exits(0);
        assertThat(db.query("select name from users")).containsExactly("Ada");
    }

    @Test
    void a_terminal_is_asked_and_the_way_back_renames_back() {
        assertThat(seedbank.run("generate", "--name", "users")).exits(0);
        seedbank.file("schema/users.sql", "create table users (id int primary key, full_name text);\n");
        try (var run = seedbank.onTerminal("generate", "--name", "rename")) {
            run.awaitSaying("(rename/drop)").type("rename\n");
            assertThat(run.await()).exits(0);
        }
        assertThat(text("V2__rename.sql")).doesNotContainIgnoringCase("drop column");
    }

    @Test
    void a_migration_that_fails_is_told_and_nothing_written() throws IOException {
        seedbank.file("migrations/V1__wrong.sql", "create tabel a (id int);");
        assertThat(seedbank.run("generate", "--name", "users")).exits(1).warns("migrations/V1__wrong.sql:1");
        assertThat(migrations()).containsExactly("V1__wrong.sql");
        assertThat(db.query(SCRATCH)).containsExactly("0");
    }

    private String text(String migration) {
        try {
            return Files.readString(project.resolve("migrations").resolve(migration));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
