package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** What the options of {@code undo} change, on the real command line. */
@Tag("program")
class UndoOptionsIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;
    private Map<String, String> full;
    private Map<String, String> empty;

    @BeforeEach
    void fill() {
        db = PostgresServer.any().createDatabase();
        db.run("create table users (id int primary key)", "insert into users values (1), (2)");
        full = PostgresDigest.of(db);
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @OptionTest("undo --dry-run")
    void a_dry_run_changes_nothing() {
        clean();
        assertThat(seedbank.run("undo", "--confirm", "--dry-run")).exits(0).prints("seedbank clean --confirm");
        assertThat(PostgresDigest.of(db)).isEqualTo(empty);
    }

    @OptionTest("undo --confirm")
    void it_needs_no_terminal_when_confirmed() {
        clean();
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(full);
    }

    @OptionTest("undo --confirm-database")
    void a_coding_agent_confirms_by_the_databases_name() {
        clean();
        var agent = seedbank.env("AI_AGENT", "1");
        assertThat(agent.run("undo", "--confirm-database", db.name() + "x")).exits(3);
        assertThat(agent.run("undo", "--confirm-database", db.name())).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(full);
    }

    @OptionTest("undo --no-safety-backup")
    void no_safety_backup_is_taken_if_it_is_not_wanted() {
        clean();
        db.run("insert into users values (3)");
        var before = BackupFolder.of(project).names();
        assertThat(seedbank.run("undo", "--confirm", "--no-safety-backup")).exits(0);
        assertThat(before).containsAll(BackupFolder.of(project).names());
    }

    @OptionTest("undo --allow-production")
    void it_is_allowed_in_production_with_the_databases_name() {
        assertThat(seedbank.run("backup", "--profile", "prod", "--allow-production"))
                .exits(0);
        db.run("delete from users where id = 2");
        var before = PostgresDigest.of(db);
        assertThat(seedbank.run("restore", "--profile", "prod", "--allow-production", "--confirm-database", db.name()))
                .exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(full);
        assertThat(seedbank.run("undo", "--profile", "prod", "--allow-production", "--confirm-database", db.name()))
                .exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    private void clean() {
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        empty = PostgresDigest.of(db);
    }
}
