package dev.seedbank.migrate;

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

/** What each option of the commands of {@code migrate} changes. */
@Tag("program")
class MigrateOptionsIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .file(
                        "migrations/V1__a.sql",
                        "-- migrate:up\ncreate table a (id int);\n-- migrate:down\ndrop table a;\n")
                .file(
                        "migrations/V2__b.sql",
                        "-- migrate:up\ncreate table b (id int);\n-- migrate:down\ndrop table b;\n");
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private boolean has(String table) {
        return db.query("select to_regclass('" + table + "') is not null").contains("t");
    }

    @OptionTest("migrate --to")
    void no_higher_than_a_version() {
        assertThat(seedbank.run("migrate", "--to", "1")).exits(0);
        assertThat(has("b")).isFalse();
    }

    @OptionTest("migrate --dry-run")
    void would_run() {
        assertThat(seedbank.run("migrate", "--dry-run")).exits(0).prints("Would run:");
        assertThat(has("a")).isFalse();
    }

    @OptionTest("migrate --confirm")
    void runs_in_production_without_a_question() {
        assertThat(seedbank.run("migrate", "--profile", "prod", "--confirm")).exits(0);
    }

    @OptionTest("migrate --out-of-order")
    void below_what_is_applied() {
        assertThat(seedbank.run("migrate")).exits(0);
        seedbank.file("migrations/V1.5__late.sql", "create table late (id int);");
        assertThat(seedbank.run("migrate", "--out-of-order")).exits(0);
        assertThat(has("late")).isTrue();
    }

    @OptionTest("migrate --lock-timeout")
    void waits_for_another_runner_so_long() {
        assertThat(seedbank.run("migrate", "--to", "1")).exits(0);
        db.run(
                "update seedbank.lease set owner = 'another', place = 'ada@elsewhere', process = '', expires_at = now() + interval '1 hour'");
        var result = seedbank.run("migrate", "--lock-timeout", "1s");
        assertThat(result).exits(1).says("The structure of this database is being changed already: ada@elsewhere");
        assertThat(result.duration().toSeconds()).isLessThan(30);
    }

    @OptionTest("migrate baseline --version")
    void has_all_up_to_a_version() {
        assertThat(seedbank.run("migrate", "baseline", "--version", "1")).exits(0);
    }

    @OptionTest("migrate baseline --dry-run")
    void would_record_a_baseline() {
        assertThat(seedbank.run("migrate", "baseline", "--version", "1", "--dry-run"))
                .exits(0);
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("2 pending");
    }

    @OptionTest("migrate baseline --confirm")
    void records_a_baseline_in_production_without_a_question() {
        assertThat(seedbank.run("migrate", "baseline", "--version", "1", "--profile", "prod", "--confirm"))
                .exits(0);
    }

    @OptionTest("migrate create --name")
    void names_the_file() {
        assertThat(seedbank.run("migrate", "create", "--name", "add user roles"))
                .exits(0)
                .prints("V3__add_user_roles.sql");
    }

    @OptionTest("migrate repair --accept")
    void takes_the_file_as_it_is_now() {
        edit();
        assertThat(seedbank.run("migrate", "repair", "--accept", "1")).exits(0);
        assertThat(seedbank.run("migrate", "status")).exits(0);
    }

    private void edit() {
        assertThat(seedbank.run("migrate")).exits(0);
        seedbank.file(
                "migrations/V1__a.sql", "-- migrate:up\ncreate table a (id bigint);\n-- migrate:down\ndrop table a;\n");
    }

    @OptionTest("migrate repair --applied")
    void completed_by_hand() {
        assertThat(seedbank.run("migrate", "repair", "--applied", "1")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(has("a")).isFalse();
    }

    @OptionTest("migrate repair --forget")
    void is_not_applied() {
        assertThat(seedbank.run("migrate")).exits(0);
        db.run("drop table b");
        assertThat(seedbank.run("migrate", "repair", "--forget", "2")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(has("b")).isTrue();
    }

    @OptionTest("migrate repair --dry-run")
    void would_record_a_repair() {
        edit();
        assertThat(seedbank.run("migrate", "repair", "--accept", "1", "--dry-run"))
                .exits(0);
        assertThat(seedbank.run("migrate", "status")).exits(5);
    }

    @OptionTest("migrate repair --confirm")
    void records_a_repair_in_production_without_a_question() {
        assertThat(seedbank.run("migrate", "repair", "--applied", "1", "--profile", "prod", "--confirm"))
                .exits(0);
    }

    @OptionTest("migrate rollback --version")
    void back_to_a_version() {
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("migrate", "rollback", "--version", "1", "-y")).exits(0);
        assertThat(has("b")).isFalse();
        assertThat(has("a")).isTrue();
    }

    @OptionTest("migrate rollback --steps")
    void so_many_back() {
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("migrate", "rollback", "--steps", "2", "-y")).exits(0);
        assertThat(has("a")).isFalse();
    }

    @OptionTest("migrate rollback --dry-run")
    void would_roll_back() {
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("migrate", "rollback", "--steps", "1", "-y", "--dry-run"))
                .exits(0);
        assertThat(has("b")).isTrue();
    }

    @OptionTest("migrate rollback --confirm")
    void rolls_back_without_a_question() {
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("migrate", "rollback", "--steps", "1", "--confirm"))
                .exits(0);
    }

    @OptionTest("migrate rollback --confirm-database")
    void rolls_back_by_the_databases_name() {
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("migrate", "rollback", "--steps", "1", "--confirm-database", db.name()))
                .exits(0);
    }

    @OptionTest("migrate rollback --allow-production")
    void rolls_production_back_by_its_name() {
        assertThat(seedbank.run("migrate", "--profile", "prod", "-y")).exits(0);
        assertThat(seedbank.run(
                        "migrate",
                        "rollback",
                        "--steps",
                        "1",
                        "--profile",
                        "prod",
                        "--allow-production",
                        "--confirm-database",
                        db.name()))
                .exits(0);
    }

    @OptionTest("migrate rollback --no-safety-backup")
    void rolls_back_without_a_safety_backup() {
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("migrate", "rollback", "--steps", "1", "-y", "--no-safety-backup"))
                .exits(0);
        assertThat(BackupFolder.of(project).names()).isEmpty();
    }
}
