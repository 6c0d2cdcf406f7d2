package dev.seedbank.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
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

/** What it takes to get past the guard, on the real command line. GuardTest has every row of its table. */
@Tag("program")
class ProductionIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void fill() {
        db = PostgresServer.any().createDatabase();
        db.run("create table users (id int primary key, name text)", "insert into users values (1, 'Ada'), (2, 'Bo')");
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void a_backup_of_production_needs_permission_on_the_command_line_or_in_the_profile() {
        assertThat(seedbank.run("backup", "--profile", "prod")).exits(3).warns("--allow-production");
        assertThat(seedbank.run("backup", "--profile", "prod", "--allow-production"))
                .exits(0);
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores: {main: {url: "${DATABASE_URL}"}}
                "%prod":
                  seedbank: {allow: [backup]}
                """);
        assertThat(seedbank.run("backup", "--profile", "prod")).exits(0);
    }

    @Test
    void no_variable_gives_that_permission() {
        assertThat(seedbank.env("SEEDBANK_ALLOW", "backup").run("backup", "--profile", "prod"))
                .exits(2)
                .warns("SEEDBANK_ALLOW: no variable permits what a profile does not", "--allow-production");
        assertThat(seedbank.file(".env", "SEEDBANK_ALLOW=backup\n").run("backup", "--profile", "prod"))
                .exits(2)
                .warns(".env:1: no variable permits");
        assertThat(BackupFolder.of(project).names()).isEmpty();
    }

    @Test
    void a_restore_into_production_needs_permission_and_the_name_and_takes_a_safety_backup() {
        assertThat(seedbank.run("backup", "--name", "good")).exits(0);
        db.run("delete from users where id = 2");
        var before = PostgresDigest.of(db);
        assertThat(seedbank.run("restore", "--profile", "prod", "--confirm")).exits(3);
        assertThat(seedbank.run("restore", "--profile", "prod", "--allow-production", "--confirm"))
                .exits(3)
                .warns("--confirm-database " + db.name());
        assertThat(seedbank.run(
                        "restore", "--profile", "prod", "--allow-production", "--confirm-database", db.name() + "x"))
                .exits(3);
        assertThat(seedbank.run(
                        "restore",
                        "--profile",
                        "prod",
                        "--allow-production",
                        "--confirm-database",
                        db.name(),
                        "--no-safety-backup"))
                .exits(3)
                .warns("--no-safety-backup");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
        assertThat(seedbank.run("restore", "--profile", "prod", "--allow-production", "--confirm-database", db.name()))
                .exits(0)
                .says("Safety backup");
        assertThat(db.query("select count(*) from users")).containsExactly("2");
        assertThat(seedbank.run("undo", "--profile", "prod", "--allow-production", "--confirm"))
                .exits(3);
        assertThat(seedbank.run("undo", "--profile", "prod", "--allow-production", "--confirm-database", db.name()))
                .exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @Test
    void no_option_lets_a_clean_into_production() {
        var before = PostgresDigest.of(db);
        seedbank.file("seeds/users.json", "[{\"id\": 3, \"name\": \"Cy\"}]");
        assertThat(seedbank.run(
                        "clean",
                        "--profile",
                        "prod",
                        "--allow-production",
                        "--confirm",
                        "--confirm-database",
                        db.name()))
                .exits(3);
        assertThat(seedbank.run(
                        "seed",
                        "--clean",
                        "--profile",
                        "prod",
                        "--allow-production",
                        "--confirm",
                        "--confirm-database",
                        db.name()))
                .exits(3);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @Test
    void a_coding_agent_has_to_type_the_name_in_development_too() {
        seedbank.file("seeds/users.json", "[{\"id\": 3, \"name\": \"Cy\"}]");
        var agent = seedbank.env("AI_AGENT", "1");
        var before = PostgresDigest.of(db);
        assertThat(agent.run("clean", "--confirm")).exits(3).warns("--confirm-database " + db.name());
        assertThat(agent.run("seed", "--clean", "--confirm")).exits(3);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
        assertThat(agent.run("seed", "--clean", "--confirm-database", db.name()))
                .exits(0);
        assertThat(db.query("select name from users")).containsExactly("Cy");
        assertThat(agent.run("undo", "--confirm")).exits(3);
        assertThat(agent.run("undo", "--confirm-database", db.name())).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
        assertThat(agent.run("clean", "--confirm-database", db.name())).exits(0);
        assertThat(db.query("select count(*) from users")).containsExactly("0");
    }
}
