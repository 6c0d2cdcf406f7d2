package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each option of {@code seed} changes, on the real command line. */
@Tag("program")
class SeedOptionsIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void fill() {
        db = PostgresServer.any().createDatabase();
        db.run("create table users (id int primary key, name text)", "create table teams (id int primary key)");
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .file("seeds/users.json", "[{\"id\": 1, \"name\": \"Ada\"}, {\"id\": 2, \"name\": \"Bo\"}]")
                .file("seeds/teams.json", "[{\"id\": 1}]");
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @OptionTest("seed --dry-run")
    void dry_run_writes_nothing() {
        var before = PostgresDigest.of(db);
        assertThat(seedbank.run("seed", "--dry-run")).exits(0).prints("2 rows", "nothing was changed");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @OptionTest("seed --collection")
    void collection_seeds_that_one_only() {
        assertThat(seedbank.run("seed", "--collection", "teams")).exits(0).prints("1 inserted");
        assertThat(db.query("select count(*) from users")).containsExactly("0");
        assertThat(seedbank.run("seed", "--collection", "team")).exits(2).warns("teams");
    }

    @Test
    void a_collection_may_have_its_schema_in_front() {
        assertThat(seedbank.run("seed", "--table", "public.teams")).exits(0).prints("1 inserted");
        assertThat(db.query("select count(*) from users")).containsExactly("0");
        assertThat(seedbank.run("seed", "--table", "other.teams"))
                .exits(2)
                .warns("There is no seed file for the collection 'other.teams'", "Did you mean 'teams'?");
        db.run("insert into users values (77, 'stays')", "insert into teams values (78)");
        assertThat(seedbank.run("seed", "--table", "public.teams", "--clean", "-y"))
                .exits(0);
        assertThat(db.query("select id from users")).containsExactly("77");
        assertThat(db.query("select count(*) from teams where id = 78")).containsExactly("0");
    }

    @OptionTest("seed --if-empty")
    void if_empty_leaves_a_store_alone_that_has_data() {
        db.run("insert into teams values (7)");
        assertThat(seedbank.run("seed", "--if-empty")).exits(0);
        assertThat(db.query("select count(*) from users")).containsExactly("0");
        db.run("delete from teams");
        assertThat(seedbank.run("seed", "--if-empty")).exits(0);
        assertThat(db.query("select count(*) from users")).containsExactly("2");
    }

    @OptionTest("seed --update")
    void update_makes_rows_that_are_there_as_the_file_has_them() {
        db.run("insert into users values (1, 'changed by hand')");
        assertThat(seedbank.run("seed")).exits(0);
        assertThat(db.query("select name from users where id = 1")).containsExactly("changed by hand");
        assertThat(seedbank.run("seed", "--update")).exits(0).prints("updated");
        assertThat(db.query("select name from users where id = 1")).containsExactly("Ada");
    }

    @Test
    void clean_asks_first_and_takes_a_safety_backup() {
        db.run("insert into users values (9, 'not in the file')");
        var before = PostgresDigest.of(db);
        assertThat(seedbank.run("seed", "--clean")).exits(3).warns("--confirm");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
        assertThat(seedbank.run("seed", "--clean", "--confirm")).exits(0).says("Safety backup");
        assertThat(db.query("select id from users order by id")).containsExactly("1", "2");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @OptionTest("seed --clean")
    void clean_empties_first() {
        db.run("insert into users values (9, 'not in the file')");
        assertThat(seedbank.run("seed", "--clean", "--confirm")).exits(0);
        assertThat(db.query("select id from users order by id")).containsExactly("1", "2");
    }

    @OptionTest("seed --confirm")
    void it_needs_no_terminal_when_confirmed() {
        assertThat(seedbank.run("seed", "--clean", "--confirm")).exits(0);
        assertThat(db.query("select id from users order by id")).containsExactly("1", "2");
    }

    @OptionTest("seed --confirm-database")
    void a_coding_agent_confirms_by_the_databases_name() {
        var agent = seedbank.env("AI_AGENT", "1");
        assertThat(agent.run("seed", "--clean", "--confirm-database", db.name()))
                .exits(0);
        assertThat(db.query("select id from users order by id")).containsExactly("1", "2");
    }

    @OptionTest("seed --no-safety-backup")
    void no_safety_backup_is_taken_if_it_is_not_wanted() {
        db.run("insert into users values (9, 'not in the file')");
        assertThat(seedbank.run("seed", "--clean", "--confirm", "--no-safety-backup"))
                .exits(0)
                .neverSays("Safety backup");
        assertThat(db.query("select id from users order by id")).containsExactly("1", "2");
        assertThat(BackupFolder.of(project).names()).isEmpty();
    }

    @Test
    void two_stores_of_one_engine_that_could_both_take_a_file_are_named() {
        try (var other = PostgresServer.any().createDatabase()) {
            other.run("create table users (id int primary key, name text)");
            seedbank.file(
                    "seedbank.yaml",
                    "seedbank:\n  stores:\n    main: {url: \"%s\"}\n    audit: {url: \"%s\"}\n"
                            .formatted(db.url(), other.url()));
            var plain = seedbank.without("DATABASE_URL");
            assertThat(plain.run("seed"))
                    .exits(2)
                    .warns("seeds/users.json: both 'main' and 'audit' could take 'users'", "store: NAME");
            assertThat(db.query("select count(*) from teams")).containsExactly("0");
            assertThat(plain.file("seeds/seed.yaml", "store: main").run("seed")).exits(0);
            assertThat(other.query("select count(*) from users")).containsExactly("0");
            assertThat(db.query("select count(*) from users")).containsExactly("2");
        }
    }

    @Test
    void a_file_without_a_table_is_answered_with_the_nearest() {
        assertThat(seedbank.file("seeds/user.json", "[]").run("seed"))
                .exits(1)
                .warns("seeds/user.json: 'postgresql' has no table 'user'", "Did you mean 'users'?");
    }

    @Test
    void a_row_that_no_memory_should_hold_is_refused() {
        db.run("create table files (id int primary key, content text)");
        var row = "[{\"id\": 1, \"content\": \"small\"},\n{\"id\": 2, \"content\": \"%s\"}]";
        seedbank.file("seeds/files.json", row.formatted("x".repeat(200 << 20)));
        assertThat(seedbank.jvm("-Xmx96m").run("seed", "--collection", "files"))
                .exits(1)
                .warns("seeds/files.json:2: a row of more than 32 MiB is too large for a seed", "seedbank restore");
        seedbank.file("seeds/files.json", row.formatted("x".repeat(15 << 20)));
        assertThat(seedbank.jvm("-Xmx96m").run("seed", "--collection", "files")).exits(0);
        assertThat(db.query("select length(content) from files where id = 2")).containsExactly("" + (15 << 20));
    }
}
