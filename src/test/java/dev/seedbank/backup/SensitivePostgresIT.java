package dev.seedbank.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns that the settings call sensitive are in no backup, and stay in the database. */
@Tag("program")
@Tag("long")
class SensitivePostgresIT {
    private static final String ALL = "dev.seedbank.testing.PostgresServer#all";

    private static final String[] TABLES = {
        "create table teams (id int primary key, \"API.key\" text default 'none')",
        """
        create table users (
            id int, part int, name text not null, password text not null, pin int, email text unique not null,
            lower_email text generated always as (lower(email)) stored, team int references teams,
            primary key (id, part)) partition by list (part)""",
        "create table users_1 partition of users for values in (1)",
        "create table users_2 partition of users for values in (2)",
        "create table notes (text text, secret text)",
        "insert into teams values (1, 's3cret-1'), (2, null)",
        """
        insert into users (id, part, name, password, pin, email, team) values
            (1, 1, 'Ada', 's3cret-2', 1234, 's3cret-3', 1), (1, 2, 'Bo', 's3cret-4', null, 's3cret-5', 2)""",
        "insert into notes values ('a', 's3cret-6')"
    };

    private static final String SETTINGS = """
            seedbank:
              stores: {main: {url: "${DATABASE_URL}"}}
              sensitive: [users.password, users.pin, users.email, "*.API.key", notes.secret]
              fill: {users.password: "tab\\tand \\\\ \\"", users.email: "gone-{row}@example.com"}
            """;

    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource(ALL)
    void they_are_left_out_and_rows_that_are_there_keep_them(PostgresServer server) {
        try (var admin = server.createDatabase()) {
            var owner = admin.as(admin.createOwner());
            owner.run(withoutUniqueOnPartitions());
            leavesOutAndKeeps(owner);
        }
        try (var db = server.createDatabase()) {
            db.run(withoutUniqueOnPartitions());
            leavesOutAndKeeps(db);
        }
    }

    /** A unique column of a partitioned table would need the partition key. */
    private static String[] withoutUniqueOnPartitions() {
        var tables = TABLES.clone();
        tables[1] = tables[1].replace("unique not null", "not null");
        return tables;
    }

    private void leavesOutAndKeeps(Database db) {
        var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url()).file("seedbank.yaml", SETTINGS);
        assertThat(seedbank.run("backup", "--dry-run")).exits(0).prints("main/users (without password, pin, email)");
        assertThat(seedbank.run("backup", "--name", "without"))
                .exits(0)
                .prints("main: left out as sensitive:", "users.password", "teams.API.key", "notes.secret")
                .neverSays("nothing of that name");
        assertThat(everyFile("without")).doesNotContain("s3cret").contains("Ada", "\"sensitive\"");

        db.run(
                "delete from users where part = 2",
                "update users set name = 'changed', pin = null, email = 's3cret-new'",
                "update teams set \"API.key\" = null where id = 1");
        var before = PostgresDigest.of(db);
        assertThat(seedbank.run("restore", "without", "--confirm"))
                .exits(0)
                .prints("users.email: left out of the backup as sensitive: rows that are still there keep it")
                .prints(
                        "notes.secret: left out of the backup as sensitive: all rows get its default, because the table");
        assertThat(db.query("select id || name || password || coalesce(pin, -1) || email || lower_email || team"
                        + " from users order by part"))
                .containsExactly(
                        "1Adas3cret-2-1s3cret-news3cret-new1",
                        "1Botab\tand \\ \"-1gone-2@example.comgone-2@example.com2");
        assertThat(db.query("select coalesce(\"API.key\", 'null') from teams order by id"))
                .containsExactly("null", "null");
        assertThat(db.query("select coalesce(secret, 'null') from notes")).containsExactly("null");

        assertThat(seedbank.run("undo", "--confirm")).exits(0); // a safety backup holds everything
        assertThat(PostgresDigest.of(db)).isEqualTo(before);

        db.run("drop table notes, users, teams");
        assertThat(seedbank.run("restore", "without", "--confirm")).exits(0);
        assertThat(db.query("select password || email from users order by part"))
                .containsExactly("tab\tand \\ \"gone-1@example.com", "tab\tand \\ \"gone-2@example.com");
        assertThat(db.query("select \"API.key\" from teams")).containsExactly("none", "none");

        assertThat(seedbank.run("backup", "--include-sensitive", "--name", "with"))
                .exits(0)
                .neverSays("left out");
        assertThat(everyFile("with")).contains("gone-1@example.com").doesNotContain("\"sensitive\"");
        delete(project.resolve("backups"));
    }

    @Test
    void what_a_restore_could_not_do_without_is_refused_before_anything_is_read() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create domain required as text not null",
                    "create table users (id int primary key, n int generated always as identity, a text not null,"
                            + " b text not null default 'x', c required, u text unique not null, l text)",
                    "create unique index on users (lower(l))",
                    "create table parted (id int, k int) partition by list (k)",
                    "create table single (a text)",
                    "create table docs (id int primary key, profile jsonb, code text unique)",
                    "create table uses (code text references docs (code))");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            refused(seedbank, "users.id", "", "users.id is of the primary key");
            refused(seedbank, "users.n", "", "users.n is of an identity column");
            refused(seedbank, "parted.k", "", "parted.k is of the partition key");
            refused(
                    seedbank,
                    "users.a",
                    "",
                    "users.a may not be null and has no default",
                    "  seedbank:\n",
                    "    fill: {users.a: \"!\"}");
            refused(seedbank, "users.u", "", "users.u may not be null", "fill: {users.u: \"removed-{row}\"}");
            refused(seedbank, "users.c", "", "users.c may not be null and has no default");
            refused(seedbank, "users.u", "users.u: x", "users.u is unique", "{users.u: \"removed-{row}\"}");
            refused(seedbank, "users.l", "users.l: x", "users.l is unique");
            refused(seedbank, "single.a", "", "All columns of single are sensitive");
            refused(seedbank, "docs.code", "docs.code: 'x-{row}'", "docs.code is what a foreign key refers to");
            refused(seedbank, "docs.profile.api_key", "", "'profile' is a column", "Name the column: docs.profile.");
            refused(seedbank, "'*.profile.api_key'", "", "'profile' is a column", "Name the column: *.profile.");
            refused(seedbank, "'users.*_key'", "", "'users.*_key' has a *", "*.api_key");
            settings(
                    seedbank,
                    "users.a, users.b, users.c, users.u, users.l",
                    "users.a: x, users.c: y, users.u: 'z-{row}'");
            assertThat(seedbank.run("backup")).exits(0);
        }
    }

    @Test
    void a_name_that_means_nothing_is_told() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key, password text)", "create table teams (id int)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            settings(seedbank, "users.pasword, usres.password, users.password", "users.pass: x");
            assertThat(seedbank.run("backup"))
                    .exits(0)
                    .says("names 'users.pasword', and nothing of that name is there. Did you mean 'users.password'?")
                    .says("names 'usres.password', and nothing", "seedbank.fill names 'users.pass'")
                    .neverSays("names 'users.password',");
            assertThat(seedbank.run("backup", "--table", "teams")).exits(0).neverSays("nothing of that name");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_table_that_is_made_anew_keeps_them_too(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create table users (id int primary key, name text, token text)",
                    "insert into users values (1, 'Ada', 's3cret-1'), (2, 'Bo', 's3cret-2')");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            settings(seedbank, "users.token", "users.token: none");
            assertThat(seedbank.run("backup")).exits(0);
            db.run("alter table users add column extra int, drop column name", "delete from users where id = 2");
            assertThat(seedbank.run("restore", "--recreate", "--confirm")).exits(0);
            assertThat(db.query("select name || token from users order by id"))
                    .containsExactly("Adas3cret-1", "Bonone");
            db.run("alter table users alter column id type text");
            assertThat(seedbank.run("restore", "--recreate", "--confirm"))
                    .exits(0)
                    .says("token of rows that were there not kept");
            assertThat(db.query("select name || token from users order by id")).containsExactly("Adanone", "Bonone");
        }
    }

    /** A development database that is refreshed from time to time: what was filled in must not stand in the way of the next time. */
    @ParameterizedTest
    @MethodSource(ALL)
    void numbered_values_do_not_clash_with_those_of_an_earlier_restore(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create table users (id int primary key, name text, email text unique not null, pin int unique)",
                    "insert into users select i, 'name', 's3cret-' || i, i from generate_series(1, 5) i");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            settings(seedbank, "users.email, users.pin", "users.email: 'gone+{row}@ex.com', users.pin: '-{row}'");
            assertThat(seedbank.run("backup", "--name", "first")).exits(0);
            db.run("truncate users");
            assertThat(seedbank.run("restore", "first", "--confirm")).exits(0);
            db.run(
                    "update users set name = 'moved to the end' where id in (1, 2)",
                    "update users set email = 'gone-3@ex.com', pin = 3 where id = 3");
            assertThat(seedbank.run("backup", "--name", "second")).exits(0);
            db.run("delete from users where id = 2");
            assertThat(seedbank.run("restore", "second", "--confirm")).exits(0);
            assertThat(db.query("select id || ' ' || email || ' ' || pin from users order by id"))
                    .containsExactly(
                            "1 gone+3@ex.com -3",
                            "2 gone+4@ex.com -4",
                            "3 gone-3@ex.com 3",
                            "4 gone+1@ex.com -1",
                            "5 gone+2@ex.com -2");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_column_of_a_type_that_is_made_anew_keeps_its_values(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create type mood as enum ('good', 'bad')",
                    "create table users (id int primary key, name text, mood mood, moods mood[])",
                    "insert into users values (1, 'Ada', 'bad', '{good,bad}')");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            settings(seedbank, "users.mood, users.moods", "");
            assertThat(seedbank.run("backup")).exits(0);
            db.run("alter type mood add value 'other'", "update users set name = 'x'");
            assertThat(seedbank.run("restore", "--recreate", "--confirm")).exits(0);
            assertThat(db.query("select name || mood::text || moods::text from users"))
                    .containsExactly("Adabad{good,bad}");
            assertThat(db.query("select count(*) from pg_enum")).containsExactly("2");
        }
    }

    /** The rows of a table under a new name are not those that are still there under the old one. */
    @Test
    void a_table_under_a_new_name_keeps_what_rows_of_that_name_have() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table users (id int primary key, token text)",
                    "insert into users values (1, 's3cret-1'), (2, 's3cret-2')");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            settings(seedbank, "users.token", "users.token: none");
            assertThat(seedbank.run("backup")).exits(0);
            assertThat(seedbank.run("restore", "--rename", "users=users_old", "--confirm"))
                    .exits(0);
            assertThat(db.query("select token from users_old order by id")).containsExactly("none", "none");
            assertThat(db.query("select token from users order by id")).containsExactly("s3cret-1", "s3cret-2");
            db.run("update users_old set token = 'kept' where id = 1");
            assertThat(seedbank.run("restore", "--rename", "users=users_old", "--confirm"))
                    .exits(0);
            assertThat(db.query("select token from users_old order by id")).containsExactly("kept", "none");
        }
    }

    /** What one table says of a column is not true of another's that has the same name and type. */
    @Test
    void columns_of_one_name_may_be_null_in_one_table_and_not_in_the_other() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table users (id int primary key, pw text not null)",
                    "create table notes (id int primary key, pw text)",
                    "create table others (id int primary key, pw text not null)",
                    "insert into users values (1, 'a')",
                    "insert into notes values (1, 'b')");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file(
                            "seedbank.yaml",
                            "seedbank: {stores: {main: {url: '${DATABASE_URL}'}}, sensitive: [users.pw, notes.pw],"
                                    + " fill: {users.pw: '!'}}");
            assertThat(seedbank.run("backup")).exits(0);
            assertThat(seedbank.run("restore", "--confirm")).exits(0);
            assertThat(db.query("select pw from users union all select pw from notes"))
                    .containsExactly("a", "b");
        }
    }

    private void refused(CliRunner seedbank, String sensitive, String fill, String... why) {
        settings(seedbank, sensitive, fill);
        var before = BackupFolder.of(project).names();
        assertThat(seedbank.run("backup")).exits(2).warns(why);
        assertThat(seedbank.run("backup", "--dry-run")).exits(2).warns(why);
        assertThat(BackupFolder.of(project).names()).isEqualTo(before);
        assertThat(BackupFolder.of(project).leftovers()).isEmpty();
    }

    private static void settings(CliRunner seedbank, String sensitive, String fill) {
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores: {main: {url: "${DATABASE_URL}"}}
                  sensitive: [%s]
                  fill: {%s}
                """.formatted(sensitive, fill));
    }

    /** Of the backup whose name begins so. */
    private String everyFile(String name) {
        try (var files = Files.walk(project.resolve("backups"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/" + name + "-"))
                    .map(SensitivePostgresIT::read)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
