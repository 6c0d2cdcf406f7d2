package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup by somebody who wants the restoring role, here a superuser, to do more than restore. */
@Tag("program")
class ForgedStructureIT {
    @TempDir
    Path project;

    private Database source;
    private Database empty;
    private Path proof;

    @BeforeEach
    void backUp() {
        source = PostgresServer.any().createDatabase();
        empty = PostgresServer.any().createDatabase();
        source.run("create table notes (id int primary key, text text)", "insert into notes values (1, 'one')");
        assertThat(here().run("backup", "--name", "good")).exits(0);
        proof = Path.of("/tmp", "seedbank-forged-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    }

    @AfterEach
    void drop() throws IOException {
        source.close();
        empty.close();
        Files.deleteIfExists(proof);
    }

    private CliRunner here() {
        return CliRunner.in(project).env("DATABASE_URL", source.url());
    }

    private CliRunner there() {
        return CliRunner.in(project).env("DATABASE_URL", empty.url());
    }

    /** As a statement of its own, and behind the one of a table, where the label says something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {";\n\n-- After the data", "; copy (select 1) to program 'touch PROOF';\n\n-- After the data"})
    void a_program_is_not_started(String ending) throws IOException {
        boolean inside = ending.contains("copy");
        forge(
                ";\n\n-- After the data",
                inside ? ending : ";\n\nCOPY (SELECT 1) TO PROGRAM 'touch PROOF';\n\n-- After the data");
        var refused = there().run("restore", "--confirm");
        assertThat(refused).exits(3).warns("Nothing was changed", "--trust-structure");
        assertThat(there().run("restore", "--confirm", "--recreate")).exits(3);
        assertThat(there().run("restore", "--dry-run", "--output", "json"))
                .exits(3)
                .prints("\"exit\" : 3");
        assertThat(proof).doesNotExist();
        assertThat(empty.query("select count(*) from pg_class where relname = 'notes'"))
                .containsExactly("0");
        assertThat(BackupFolder.of(project).names()).hasSize(1);
    }

    /** Where the table is there, only what would be run is judged: nothing of the script is. */
    @Test
    void what_is_not_run_is_not_refused() throws IOException {
        forge("CREATE TABLE", "CREATE FUNCTION public.evil() RETURNS void LANGUAGE c AS 'x', 'y';\n\nCREATE TABLE");
        assertThat(here().run("restore", "--confirm")).exits(0);
        assertThat(there().run("restore", "--confirm")).exits(3).warns("not limited to the database: CREATE FUNCTION");
    }

    @OptionTest("restore --trust-structure")
    void with_trust_it_is_run() throws IOException {
        source.run("create function twice(i int4) returns int4 language internal as 'int4abs'");
        assertThat(here().run("backup", "--name", "later")).exits(0);
        assertThat(there().run("restore", "--confirm", "--trust-structure")).exits(0);
        assertThat(empty.query("select twice(-2)")).containsExactly("2");
    }

    /** Whatever it is that does it: a statement, or a function that a check calls while rows are loaded. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE seedbank.environment RENAME TO gone;",
                "ALTER SCHEMA seedbank RENAME TO gone;",
                "CREATE FUNCTION public.low() RETURNS boolean LANGUAGE plpgsql AS $$begin"
                        + " update seedbank.environment set environment = 'development'; return true; end$$;\n\n"
                        + "ALTER TABLE public.notes ADD CHECK (public.low());"
            })
    void the_environment_marker_stays(String statements) throws IOException {
        forge("-- The session's own settings again", statements + "\n\n-- The session's own settings again");
        ForgedStructure.of(project, "good").unlabel();
        assertThat(there().run("init", "--quick", "--profile", "prod")).exits(0);
        assertThat(restoreInProduction(there(), "--trust-structure"))
                .exits(3)
                .warns("changes the environment marker seedbank.environment", "Nothing was changed");
        assertThat(empty.query("select environment from seedbank.environment")).containsExactly("production");
        assertThat(empty.query("select count(*) from pg_class where relname = 'notes'"))
                .containsExactly("0");
        assertThat(there().run("clean", "--confirm")).exits(3);
    }

    /** A role that may not read the marker restores in production all the same. */
    @Test
    void a_marker_that_cannot_be_read_hinders_no_restore() {
        var owner = CliRunner.in(project).env("DATABASE_URL", empty.createOwner());
        assertThat(there().run("init", "--quick", "--profile", "prod")).exits(0);
        empty.run("revoke all on seedbank.environment from public");
        assertThat(restoreInProduction(owner, "--no-owner")).exits(0);
        assertThat(empty.query("select count(*) from notes")).containsExactly("1");
    }

    /** Safety backups are the project's own. */
    @Test
    void undo_needs_no_option() {
        source.run("create function twice(i int4) returns int4 language internal as 'int4abs'");
        assertThat(here().run("backup", "--name", "later")).exits(0);
        assertThat(here().run("restore", "good-", "--drop-existing", "--confirm"))
                .exits(0);
        source.run("drop function twice", "drop table notes");
        assertThat(here().run("undo", "--confirm")).exits(0);
        assertThat(source.query("select twice(-2)")).containsExactly("2");
    }

    @Test
    void the_structure_of_another_database_is_announced() {
        assertThat(there().run("restore", "--dry-run"))
                .exits(0)
                .prints("its structure comes from", "runs with your rights; checksums don't show who wrote it");
        assertThat(there().run("restore", "--confirm")).exits(0);
        assertThat(there().run("restore", "--dry-run")).exits(0).neverSays("runs with your rights");
        source.run("drop table notes");
        assertThat(here().run("restore", "--dry-run")).exits(0).neverSays("runs with your rights");
    }

    private CliResult restoreInProduction(CliRunner role, String option) {
        return role.run(
                "restore", "--profile", "prod", "--allow-production", "--confirm-database", empty.name(), option);
    }

    /** With checksums that are right. */
    private void forge(String old, String replacement) throws IOException {
        ForgedStructure.of(project, "good").change(before -> {
            assertThat(before).contains(old);
            int at = before.indexOf(old);
            return before.substring(0, at)
                    + replacement.replace("PROOF", proof.toString())
                    + before.substring(at + old.length());
        });
    }
}
