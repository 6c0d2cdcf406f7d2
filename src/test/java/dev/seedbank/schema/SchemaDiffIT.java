package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code seedbank schema diff}: what somebody changed by hand. */
@Tag("program")
class SchemaDiffIT {
    private static final String USERS = "create table users (id int primary key, name text);\n";

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private void migrates() {
        seedbank.file("migrations/V1__users.sql", USERS);
        assertThat(seedbank.run("migrate")).exits(0);
    }

    @Test
    void what_migrations_make_is_no_drift() {
        migrates();
        assertThat(seedbank.run("schema", "diff")).exits(0).prints("the structure is what its migrations make");
    }

    @Test
    void drift_is_told_in_words_and_in_sql() {
        migrates();
        db.run("alter table users add age int", "create table by_hand (id int)");
        assertThat(seedbank.run("schema", "diff"))
                .exits(5)
                .prints("table public.by_hand", "table public.users", "age", "To bring it back:")
                .warns("postgresql differs from what its migrations make: 2 objects");
        assertThat(db.query("select count(*) from by_hand")).containsExactly("0");
    }

    @Test
    void pending_migrations_are_no_drift() {
        migrates();
        seedbank.file("migrations/V2__age.sql", "alter table users add age int;");
        assertThat(seedbank.run("schema", "diff")).exits(0).prints("1 migration not run here yet");
    }

    @Test
    void says_whether_the_migrations_make_what_the_files_declare() {
        migrates();
        seedbank.file("schema/users.sql", "create table users (id int primary key, name text, age int);\n");
        assertThat(seedbank.run("schema", "diff"))
                .exits(0)
                .prints("The migrations do not make what schema/ declares", "seedbank generate --name");
        seedbank.file("migrations/V2__age.sql", "alter table users add age int;");
        assertThat(seedbank.run("schema", "diff"))
                .exits(0)
                .prints("1 migration not run here yet", "The migrations make what schema/ declares");
    }

    @Test
    void without_migrations_files_are_what_counts() {
        db.run(USERS);
        assertThat(seedbank.run("schema", "diff")).exits(2).warns("there is no folder schema/", "seedbank pull");
        seedbank.file("schema/users.sql", USERS);
        assertThat(seedbank.run("schema", "diff")).exits(0).prints("the structure is what schema/ declares");
        db.run("alter table users drop name");
        assertThat(seedbank.run("schema", "diff"))
                .exits(5)
                .prints("table public.users")
                .warns("seedbank push");
    }

    @Test
    void production_is_compared_too() {
        seedbank.file("migrations/V1__users.sql", USERS);
        assertThat(seedbank.run("migrate", "--profile", "prod", "-y")).exits(0);
        assertThat(seedbank.run("schema", "diff", "--profile", "prod")).exits(0);
        db.run("alter table users add age int");
        assertThat(seedbank.run("schema", "diff", "--profile", "prod")).exits(5);
        assertThat(db.query("select count(*) from pg_database where datname like 'seedbank_scratch%'"))
                .containsExactly("0");
    }
}
