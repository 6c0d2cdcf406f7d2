package dev.seedbank.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** What the options of {@code backup} and {@code backup delete} change, on the real command line. */
@Tag("program")
class BackupOptionsIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;
    private BackupFolder backups;

    @BeforeEach
    void fill() {
        db = PostgresServer.any().createDatabase();
        db.run(
                "create table users (id int primary key, name text)",
                "insert into users values (1, 'Ada')",
                "create table teams (id int primary key)");
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
        backups = BackupFolder.of(project);
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @OptionTest("backup --dry-run")
    void a_dry_run_writes_no_file() {
        assertThat(seedbank.run("backup", "--dry-run")).exits(0).prints("users", "teams");
        assertThat(backups.folder()).doesNotExist();
    }

    @OptionTest("backup --name")
    void the_name_is_the_first_part_of_the_backups() {
        assertThat(seedbank.run("backup", "--name", "before-release")).exits(0).prints("before-release-20");
        assertThat(backups.only("before-release")).matches("before-release-20[0-9T-]+");
    }

    @OptionTest("backup --collection")
    void a_chosen_collection_is_the_only_one_in_it() {
        assertThat(seedbank.run("backup", "--collection", "users")).exits(0).prints("users: 1 row");
        var backup = backups.path(backups.only("backup"));
        assertThat(backup.resolve("postgresql/users.json")).exists();
        assertThat(backup.resolve("postgresql/teams.json")).doesNotExist();
        assertThat(seedbank.run("backup", "--collection", "user")).exits(2).warns("users");
    }

    @OptionTest("backup --include-sensitive")
    void sensitive_fields_are_in_it_when_asked_for() {
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores: {main: {url: "${DATABASE_URL}"}}
                  sensitive: [users.name]
                """);
        assertThat(seedbank.run("backup", "--include-sensitive")).exits(0);
        assertThat(backups.path(backups.only("backup")).resolve("main/users.json"))
                .content()
                .contains("Ada");
    }

    @OptionTest("backup --allow-empty")
    void a_backup_of_nothing_is_made_when_allowed() {
        db.run("drop table users, teams");
        assertThat(seedbank.run("backup", "--allow-empty")).exits(0);
        assertThat(backups.names()).hasSize(1);
    }

    @OptionTest("backup --allow-production")
    void a_backup_of_production_is_made_when_allowed() {
        assertThat(seedbank.run("backup", "--profile", "prod", "--allow-production"))
                .exits(0);
        assertThat(backups.names()).hasSize(1);
    }

    @OptionTest("backup delete --dry-run")
    void a_dry_run_of_delete_keeps_the_backup() {
        made();
        var name = made();
        assertThat(seedbank.run("backup", "delete", name, "--confirm", "--dry-run"))
                .exits(0)
                .prints(name);
        assertThat(backups.names()).contains(name);
    }

    @OptionTest("backup delete --confirm")
    void delete_needs_no_terminal_when_confirmed() {
        made();
        var name = made();
        assertThat(seedbank.run("backup", "delete", name, "--confirm")).exits(0).prints(name);
        assertThat(backups.names()).hasSize(1).doesNotContain(name);
    }

    @OptionTest("backup delete --confirm-backup")
    void delete_of_the_only_one_is_confirmed_by_its_name() {
        var name = made();
        assertThat(seedbank.run("backup", "delete", "latest", "--confirm-backup", name))
                .exits(0);
        assertThat(backups.names()).isEmpty();
    }

    private String made() {
        var result = seedbank.run("backup", "--quiet");
        assertThat(result).exits(0);
        return result.out().strip();
    }
}
