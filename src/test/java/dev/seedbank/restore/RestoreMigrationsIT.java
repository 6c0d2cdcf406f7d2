package dev.seedbank.restore;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the history of migrations, which no backup holds, when structure and data are those of a backup. */
@Tag("program")
class RestoreMigrationsIT {
    private static final String HISTORY = "select version || state from seedbank.migrations order by number";

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;
    private String backup = "";

    /** A backup at version 2, of a database that goes on to version 4. */
    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .file("seedbank.yaml", "seedbank: {stores: {main: {url: '${DATABASE_URL}'}}}")
                .file("migrations/V1__users.sql", "create table users (id int primary key, name text);")
                .file("migrations/V2__ada.sql", "insert into users values (1, 'Ada');");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("backup", "--name", "two")).exits(0);
        backup = BackupFolder.of(project).only("two");
        seedbank.file("migrations/V3__role.sql", """
                        -- migrate:up
                        alter table users add role text;
                        update users set role = 'admin' where name = 'Ada';
                        -- migrate:down
                        alter table users drop column role;
                        """)
                .file(
                        "migrations/V4__teams.sql",
                        "-- migrate:up\ncreate table teams (id int);\n-- migrate:down\ndrop table teams;\n");
        assertThat(seedbank.run("migrate")).exits(0);
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void a_backup_says_which_version_it_has() {
        assertThat(seedbank.run("backup", "show", backup)).exits(0).prints("migrations at version 2 (2 applied)");
    }

    @Test
    void rows_alone_leave_the_history_and_say_so() {
        assertThat(seedbank.run("restore", backup, "--confirm"))
                .exits(0)
                .says("the backup is at version 2, the database at version 4", "the history stays");
        assertThat(seedbank.run("migrate", "status")).exits(0);
        assertThat(seedbank.run("restore", backup, "--dry-run"))
                .exits(0)
                .prints("the backup is at version 2, the database at version 4");
    }

    @Test
    void with_the_structure_the_history_becomes_the_backups() {
        assertThat(seedbank.run("restore", backup, "--recreate", "--drop-existing", "--confirm"))
                .exits(0)
                .says("the history becomes the backup's");
        assertThat(db.query(HISTORY)).containsExactly("1done", "2done");
        assertThat(seedbank.run("status")).exits(5).prints("at version 2, 2 pending");
        assertThat(seedbank.run("migrate")).exits(0).prints("now at version 4");
        assertThat(db.query("select role from users")).containsExactly("admin");
        assertThat(seedbank.run("migrate", "validate")).exits(0);
    }

    /** Otherwise the next migration would be the first to say so. */
    @Test
    void what_stays_in_the_way_of_later_migrations_is_named_before_the_question() {
        db.run("create view names as select name from users");
        var said =
                "names, teams will stay, though the backup does not have them; a migration that makes them again will"
                        + " fail (--drop-existing removes them)";
        assertThat(seedbank.run("restore", backup, "--recreate", "--dry-run"))
                .exits(0)
                .prints("the history becomes the backup's", said);
        assertThat(seedbank.run("restore", backup, "--recreate", "--drop-existing", "--dry-run"))
                .exits(0)
                .neverSays("will stay");
        assertThat(seedbank.run("restore", backup, "--dry-run")).exits(0).neverSays("will stay");

        assertThat(seedbank.run("restore", backup, "--recreate", "--confirm"))
                .exits(0)
                .says(said);
        assertThat(seedbank.run("migrate")).exits(1).warns("V4__teams.sql", "already exists");
        assertThat(seedbank.run("restore", backup, "--recreate", "--drop-existing", "--confirm"))
                .exits(0)
                .neverSays("will stay");
        assertThat(seedbank.run("migrate")).exits(0).prints("now at version 4");
    }

    /** The text of a file that was applied is not in the backup; where the database still has it, it is kept. */
    @Test
    void texts_of_applied_files_survive() {
        assertThat(seedbank.run("restore", backup, "--recreate", "--drop-existing", "--confirm"))
                .exits(0);
        seedbank.file("migrations/V2__ada.sql", "insert into users values (1, 'Bo');");
        assertThat(seedbank.run("migrate", "validate")).exits(5).prints("- insert into users values (1, 'Ada');");
    }

    @OptionTest("restore --migrate")
    void goes_on_from_the_version_of_the_backup() {
        assertThat(seedbank.run("restore", backup, "--migrate", "--confirm"))
                .exits(2)
                .warns("--recreate --drop-existing");
        assertThat(seedbank.run("restore", backup, "--recreate", "--drop-existing", "--migrate", "--dry-run"))
                .exits(0)
                .prints("Would run then: main/V3__role.sql");
        assertThat(seedbank.run("restore", backup, "--recreate", "--drop-existing", "--migrate", "--confirm"))
                .exits(0)
                .prints("Restored two-", "2 migrations, now at version 4");
        assertThat(db.query("select role from users")).containsExactly("admin");
        assertThat(seedbank.run("status")).exits(0);
    }

    @Test
    void into_an_empty_database_too() {
        try (var empty = PostgresServer.any().createDatabase()) {
            var there = seedbank.env("DATABASE_URL", empty.url());
            assertThat(there.run("restore", backup, "--migrate", "--confirm", "-o", "json"))
                    .exits(0);
            assertThat(empty.query(HISTORY)).containsExactly("1done", "2done", "3done", "4done");
            assertThat(empty.query("select role from users")).containsExactly("admin");
        }
    }

    @Test
    void a_failing_migration_says_that_the_restore_is_done() {
        seedbank.file("migrations/V5__broken.sql", "insert into nowhere values (1);");
        assertThat(seedbank.run("restore", backup, "--recreate", "--drop-existing", "--migrate", "--confirm"))
                .exits(1)
                .warns("nowhere", "Done before: restored " + backup, "Then go on with: seedbank migrate");
    }

    @Test
    void undo_of_a_rollback_takes_the_history_back_too() {
        assertThat(seedbank.run("migrate", "rollback", "--version", "2", "--confirm"))
                .exits(0);
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("2 pending");
        assertThat(seedbank.run("undo", "--confirm")).exits(0).says("the history becomes the backup's");
        assertThat(seedbank.run("migrate", "status")).exits(0);
        assertThat(db.query("select role from users")).containsExactly("admin");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0).prints("2 migrations");
    }

    @Test
    void undo_takes_back_the_migrations_that_came_after_the_command_that_it_undoes() {
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        seedbank.file("migrations/V5__more.sql", "create table more (id int);");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("1 pending");
        assertThat(seedbank.run("migrate")).exits(0);
    }

    @Test
    void a_running_migration_keeps_a_restore_out_that_would_change_its_history() {
        db.run("update seedbank.lease set owner = 'another', place = 'ada@elsewhere', process = '',"
                + " expires_at = now() + interval '1 hour'");
        assertThat(seedbank.run("restore", backup, "--recreate", "--drop-existing", "--confirm"))
                .exits(1)
                .warns("A migration of this database is running: ada@elsewhere");
        assertThat(db.query("select count(*) from teams")).containsExactly("0");
    }
}
