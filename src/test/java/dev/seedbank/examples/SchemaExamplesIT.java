package dev.seedbank.examples;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasklets and Apex Agents, whose schemas are migrations of PostgreSQL: the workflows of their documents as they stand. */
@Tag("program")
class SchemaExamplesIT {
    @TempDir
    Path folder;

    private final Database db = PostgresServer.any().createDatabase();

    @AfterEach
    void drop() {
        db.close();
    }

    private CliRunner project(String example) {
        Example.copy(example, folder.resolve(example));
        return CliRunner.in(folder.resolve(example))
                .env("DATABASE_URL", db.url())
                .timeout(Duration.ofMinutes(3));
    }

    private String count(String table) {
        return db.query("select count(*) from " + table).getFirst();
    }

    @Test
    void tasklets_goes_forward_back_and_begins_again() throws IOException {
        var seedbank = project("tasklets");

        assertThat(seedbank.shell(Example.workflow(seedbank)))
                .exits(0)
                .prints("6 migrations, now at version 6", "V7__add_ticket_labels.sql", "now at version 7");

        assertThat(count("pg_tables where schemaname = 'public'")).isEqualTo("16");
        assertThat(count("tags")).isEqualTo("18");
        assertThat(seedbank.run("migrate", "lint", "--all")).exits(0);
        assertThat(seedbank.run("migrate", "rollback", "--version", "0", "--confirm"))
                .exits(0);
        assertThat(count("pg_class where relnamespace = 'public'::regnamespace"))
                .isEqualTo("0");
        assertThat(count("pg_type where typnamespace = 'public'::regnamespace")).isEqualTo("0");
        assertThat(seedbank.run("migrate")).exits(0);
    }

    @Test
    void apex_agents_runs_what_drizzle_writes() throws IOException {
        var seedbank = project("apex-agents");

        assertThat(seedbank.shell(Example.workflow(seedbank)))
                .exits(0)
                .prints("3 migrations checked", "3 migrations, now at version 0002", "Left alone: main: it has data");

        assertThat(count("pg_tables where schemaname = 'public'")).isEqualTo("15");
        assertThat(count("organizations")).isEqualTo("2");
        assertThat(count("agents")).isEqualTo("3");
        var hash = db.query("select password_hash from users where email = 'admin@apexagents.test'");
        assertThat(BCrypt.verifyer().verify("Admin123!".toCharArray(), hash.getFirst()).verified)
                .isTrue();
        assertThat(seedbank.run("migrate", "lint", "--all")).exits(0);
    }

    /** What {@code db:push} made has no history. */
    @Test
    void apex_agents_takes_a_database_that_was_pushed() {
        var seedbank = project("apex-agents");
        assertThat(seedbank.run("migrate")).exits(0);
        db.run("drop schema seedbank cascade");

        assertThat(seedbank.run("migrate", "baseline", "--version", "0002")).exits(0);
        assertThat(seedbank.run("status")).exits(0).prints("at version 0002, none pending");
        assertThat(seedbank.run("status", "--profile", "staging")).exits(0).prints("staging (test)");
    }
}
