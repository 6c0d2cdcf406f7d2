package dev.seedbank.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options of {@code clean}, {@code undo} and {@code backup} change, on the real command line. */
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
    void clean_of_one_collection_leaves_the_others_alone() {
        assertThat(seedbank.run("clean", "--collection", "teams", "--confirm")).exits(0);
        assertThat(db.query("select count(*) from teams")).containsExactly("0");
        assertThat(db.query("select count(*) from users")).containsExactly("1");
        assertThat(seedbank.run("clean", "--collection", "user", "--confirm"))
                .exits(2)
                .warns("users");
        assertThat(db.query("select count(*) from users")).containsExactly("1");
    }

    @Test
    void a_dry_run_of_clean_and_of_undo_changes_nothing() {
        var full = PostgresDigest.of(db);
        assertThat(seedbank.run("clean", "--dry-run")).exits(0).prints("users", "teams");
        assertThat(PostgresDigest.of(db)).isEqualTo(full);
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        var empty = PostgresDigest.of(db);
        assertThat(seedbank.run("undo", "--dry-run")).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(empty);
        assertThat(seedbank.run("undo")).exits(3).warns("--confirm");
        assertThat(PostgresDigest.of(db)).isEqualTo(empty);
        assertThat(seedbank.run("undo", "--confirm", "--no-safety-backup"))
                .exits(0)
                .neverSays("Safety backup");
        assertThat(PostgresDigest.of(db)).isEqualTo(full);
    }

    @Test
    void a_dry_run_of_backup_writes_no_file() {
        assertThat(seedbank.run("backup", "--dry-run")).exits(0).prints("users", "teams");
        assertThat(seedbank.run("backup", "list")).neverSays("backup-20");
    }

    @Test
    void a_backup_of_nothing_fails_unless_it_is_allowed() {
        db.run("drop table users, teams");
        assertThat(seedbank.run("backup")).exits(1).warns("--allow-empty");
        assertThat(seedbank.run("backup", "--allow-empty")).exits(0);
    }

    @Test
    void a_backup_leaves_sensitive_fields_out_unless_it_is_told_to_have_them() {
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores: {main: {url: "${DATABASE_URL}"}}
                  sensitive: [users.name]
                """);
        assertThat(seedbank.run("backup")).exits(0).prints("main: left out as sensitive: users.name");
        assertThat(seedbank.run("backup", "--include-sensitive")).exits(0).neverSays("left out");
    }
}
