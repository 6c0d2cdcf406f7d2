package dev.seedbank.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options of {@code maintenance} change, on the real command line. */
@Tag("program")
class MaintenanceOptionsIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void fill() {
        db = PostgresServer.any().createDatabase();
        db.run("create table users (a int, b int)", "create index one on users (a)", "create index two on users (a)");
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private String indexes() {
        return db.query("select count(*) from pg_indexes where tablename = 'users'")
                .getFirst();
    }

    @OptionTest("maintenance --fix")
    void fix_applies_what_is_safe() {
        assertThat(seedbank.run("maintenance", "--fix", "--confirm")).exits(0).prints("1 finding fixed");
        assertThat(indexes()).isEqualTo("1");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThat(seedbank.run("maintenance", "--unused-after", "-1"))
                .exits(2)
                .warns("--unused-after must not be negative");
        assertThat(seedbank.run("maintenance", "--backup-age", "-1"))
                .exits(2)
                .warns("--backup-age must not be negative");
        assertThat(seedbank.run("maintenance", "--dry-run")).exits(2).warns("--dry-run is for --fix");
        assertThat(seedbank.run("maintenance", "--confirm")).exits(2).warns("--confirm is for --fix");
    }

    @OptionTest("maintenance --confirm")
    void confirm_answers_the_question() {
        assertThat(seedbank.run("maintenance", "--fix", "--confirm")).exits(0);
        assertThat(indexes()).isEqualTo("1");
    }

    @OptionTest("maintenance --dry-run")
    void dry_run_shows_what_would_be_run_and_changes_nothing() {
        assertThat(seedbank.run("maintenance", "--fix", "--confirm", "--dry-run"))
                .exits(0)
                .prints("Would run:", "DROP INDEX CONCURRENTLY \"public\".\"two\"");
        assertThat(indexes()).isEqualTo("2");
    }

    @OptionTest("maintenance --unused-after")
    void unused_after_says_from_when_on_an_index_is_unused() {
        assertThat(seedbank.run("maintenance", "--unused-after", "0")).prints("public.one has not been used");
    }

    @OptionTest("maintenance --longer-than")
    void longer_than_says_what_is_long() throws SQLException {
        try (var other = db.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1");
            assertThat(seedbank.run("maintenance", "--longer-than", "0s")).prints("is idle in an open transaction");
        }
    }

    @OptionTest("maintenance --backup-age")
    void backup_age_says_what_is_old() {
        assertThat(seedbank.run("backup")).exits(0);
        assertThat(seedbank.run("maintenance", "--backup-age", "0")).prints("[old-backup]");
    }

    @OptionTest("maintenance --lock-timeout")
    void lock_timeout_says_how_long_to_wait_for_others() {
        seedbank.file("migrations/V1__a.sql", "create table a (id int);");
        assertThat(seedbank.run("migrate")).exits(0);
        db.run("update seedbank.lease set owner = 'other', place = 'elsewhere', process = '', since = now(),"
                + " expires_at = now() + interval '1 hour'");
        try (var run = seedbank.start("maintenance", "--fix", "--confirm", "--lock-timeout", "0s")) {
            while (run.isAlive() && !run.said().contains("Waiting for elsewhere")) {
                pause();
            }
            db.run("update seedbank.lease set owner = ''");
            assertThat(run.await()).exits(1).warns("is being changed already: elsewhere");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
