package dev.seedbank.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options of {@code clean} change, on the real command line. */
@Tag("program")
class CleanOptionsIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void fill() {
        db = PostgresServer.any().createDatabase();
        db.run(
                "create table users (id int primary key, name text)",
                "insert into users values (1, 'Ada')",
                "create table teams (id int primary key)",
                "insert into teams values (7)");
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void a_name_in_the_settings_that_is_not_there_is_told() {
        seedbank.file("seedbank.yaml", "seedbank: {stores: {main: {url: '%s', clean: [user]}}}".formatted(db.url()));
        for (var dryRun : List.of("--dry-run", "--confirm")) {
            assertThat(seedbank.run("clean", dryRun))
                    .exits(0)
                    .prints(
                            "Store 'main': its clean setting names 'user', which is not in the database.",
                            "Did you mean 'users'?");
        }
        assertThat(seedbank.run("clean", "--dry-run", "--table", "users"))
                .exits(0)
                .neverSays("clean setting");
        seedbank.file("seeds/users.json", "[{\"id\": 5}]");
        assertThat(seedbank.run("seed", "--clean", "--dry-run"))
                .exits(0)
                .prints("names 'user', which is not in the database");
    }

    /** What a clean leaves alone holds rows, too: its safety backups would soon push out the one that has what was removed. */
    @Test
    void emptying_what_is_empty_costs_nothing_that_undo_needs() {
        assertThat(seedbank.run("clean", "--table", "users", "--confirm"))
                .exits(0)
                .says("Safety backup: ");
        for (int again = 0; again < 4; again++) {
            assertThat(seedbank.run("clean", "--table", "users", "--confirm"))
                    .exits(0)
                    .neverSays("Safety backup: ");
        }
        db.run("insert into teams values (8)");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(db.query("select name from users")).containsExactly("Ada");
        assertThat(db.query("select id from teams")).containsExactly("7");
    }

    @Test
    void a_name_in_the_settings_may_have_its_schema_in_front() {
        seedbank.file(
                "seedbank.yaml", "seedbank: {stores: {main: {url: '%s', clean: [public.users]}}}".formatted(db.url()));
        assertThat(seedbank.run("clean", "--confirm")).exits(0).neverSays("clean setting");
        assertThat(db.query("select id from users")).isEmpty();
        assertThat(db.query("select id from teams")).containsExactly("7");
    }

    @Test
    void what_comes_next_is_told_for_the_same_profile_and_settings() {
        seedbank.file("other settings.yaml", """
                seedbank: {stores: {main: {url: '%1$s'}}}
                "%%test": {seedbank: {stores: {main: {url: '%1$s'}}}}
                """.formatted(db.url()));
        assertThat(seedbank.run(
                        "clean", "-p", "test", "--config", "other settings.yaml", "--confirm-database", db.name()))
                .exits(0)
                .prints(
                        "To undo this: seedbank undo --profile test --config 'other settings.yaml'",
                        "To fill it again: seedbank seed --profile test --config 'other settings.yaml'",
                        "(seedbank undo --profile test --config 'other settings.yaml' restores it)");
    }

    /** Before the question and the safety backup, and a dry run says it, too. */
    @Test
    void a_table_that_the_role_may_not_empty_is_refused_at_once() {
        var owner = db.as(db.createOwner());
        owner.run("create table mine (id serial primary key)");
        db.run("create table counted (id serial primary key)");
        for (var table : List.of("users", "teams", "counted")) {
            db.run("grant select, insert, delete on " + table + " to public");
        }
        var limited = seedbank.env("DATABASE_URL", owner.url());
        for (var mode : List.of("--dry-run", "--confirm")) {
            assertThat(limited.run("clean", "--table", "users", mode))
                    .exits(1)
                    .warns("The URL's role may not empty public.users", "grant truncate on public.users to owner_")
                    .neverSays("Safety backup", "Would empty");
        }
        db.run("grant truncate on users, counted to public");
        assertThat(limited.run("clean", "--table", "counted", "--dry-run"))
                .exits(1)
                .warns("The URL's role may not start public.counted_id_seq again, which another role owns");
        assertThat(limited.run("clean", "--table", "users", "--table", "mine", "--dry-run"))
                .exits(0);
        assertThat(limited.run("clean", "--table", "users", "--table", "mine", "--confirm", "--no-safety-backup"))
                .exits(0);
    }

    @OptionTest("clean --dry-run")
    void a_dry_run_changes_nothing() {
        var full = PostgresDigest.of(db);
        assertThat(seedbank.run("clean", "--confirm", "--dry-run")).exits(0).prints("users", "teams");
        assertThat(PostgresDigest.of(db)).isEqualTo(full);
        assertThat(BackupFolder.of(project).folder()).doesNotExist();
    }

    @OptionTest("clean --collection")
    void a_chosen_collection_is_the_only_one_emptied() {
        assertThat(seedbank.run("clean", "--collection", "teams", "--confirm")).exits(0);
        assertThat(db.query("select count(*) from teams")).containsExactly("0");
        assertThat(db.query("select count(*) from users")).containsExactly("1");
        assertThat(seedbank.run("clean", "--collection", "user", "--confirm"))
                .exits(2)
                .warns("users");
        assertThat(seedbank.run("clean", "--collection", "usr", "--confirm"))
                .exits(2)
                .warns("Did you mean 'users'?");
        assertThat(db.query("select count(*) from users")).containsExactly("1");
    }

    @OptionTest("clean --confirm")
    void it_needs_no_terminal_when_confirmed() {
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        assertThat(db.query("select count(*) from users")).containsExactly("0");
    }

    @OptionTest("clean --confirm-database")
    void a_coding_agent_confirms_by_the_databases_name() {
        var agent = seedbank.env("AI_AGENT", "1");
        assertThat(agent.run("clean", "--confirm")).exits(3).warns("--confirm-database " + db.name());
        assertThat(db.query("select count(*) from users")).containsExactly("1");
        assertThat(agent.run("clean", "--confirm-database", db.name())).exits(0);
        assertThat(db.query("select count(*) from users")).containsExactly("0");
    }

    @OptionTest("clean --no-safety-backup")
    void no_safety_backup_is_taken_if_it_is_not_wanted() {
        assertThat(seedbank.run("clean", "--confirm", "--no-safety-backup"))
                .exits(0)
                .neverSays("Safety backup");
        assertThat(db.query("select count(*) from users")).containsExactly("0");
        assertThat(BackupFolder.of(project).names()).isEmpty();
    }
}
