package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;

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

/** {@code migrate validate --downs}: whether the ways back lead back. */
@Tag("program")
class MigrateDownsIT {
    private static final String SCRATCH = "select count(*) from pg_database where datname like 'seedbank_scratch%'";

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url()).file("migrations/V1__users.sql", """
                        -- migrate:up
                        create table users (id int primary key, name text);
                        -- migrate:down
                        drop table users;
                        """);
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @OptionTest("migrate validate --downs")
    void runs_each_up_down_and_up_again_elsewhere() {
        seedbank.file("migrations/V2__index.sql", """
                -- migrate:up transaction:false
                create index concurrently users_name on users (name);
                -- migrate:down transaction:false
                drop index concurrently users_name;
                """)
                .file("migrations/V3__forward.sql", "-- migrate:up\nalter table users add age int;\n")
                .file("migrations/R__view.sql", "create or replace view names as select name from users;\n");

        assertThat(seedbank.run("migrate", "validate", "--downs"))
                .exits(0)
                .prints("2 down scripts tried in a scratch database", "4 migrations checked: all fit");

        assertThat(db.query("select to_regclass('users') is null and to_regnamespace('seedbank') is null"))
                .containsExactly("t");
        assertThat(db.query(SCRATCH)).containsExactly("0");
    }

    @Test
    void names_downs_that_fail_or_leave_something() {
        seedbank.file("migrations/V2__forgets.sql", """
                -- migrate:up
                create table a (id int); create type color as enum ('red');
                -- migrate:down
                drop table a;
                """).file("migrations/V3__fails.sql", """
                -- migrate:up
                create table b (id int);
                -- migrate:down
                drop table bb;
                """);

        assertThat(seedbank.run("migrate", "validate", "--downs"))
                .exits(5)
                .prints("migrations/V2__forgets.sql leaves another structure after its down script", "CREATE TYPE")
                .prints("V2__forgets.sql cannot be run again after its down script");
        assertThat(db.query(SCRATCH)).containsExactly("0");

        seedbank.file("migrations/V2__forgets.sql", "-- migrate:up\nselect 1;\n");
        assertThat(seedbank.run("migrate", "validate", "--downs", "--output", "json"))
                .exits(5)
                .prints("V3__fails.sql down script fails", "\"downsTried\" : 2");
    }

    @Test
    void a_script_that_fails_on_its_way_up_is_told() {
        seedbank.file("migrations/V2__wrong.sql", "-- migrate:up\ncreate tabel b (id int);\n");

        assertThat(seedbank.run("migrate", "validate", "--downs"))
                .exits(1)
                .warns("migrations/V2__wrong.sql:2: statement 1 of 1 failed");
        assertThat(db.query(SCRATCH)).containsExactly("0");
    }

    @Test
    void whoever_may_not_make_a_database_is_told() {
        var mine = CliRunner.in(project).env("DATABASE_URL", db.createOwner());

        assertThat(mine.run("migrate", "validate", "--downs"))
                .exits(1)
                .warns("No scratch database can be created", "CREATEDB", "scratch-url");
        assertThat(mine.run("migrate", "validate")).exits(0);
    }

    @Test
    void nothing_is_tried_that_reaches_beyond_the_scratch_database() {
        var role = "beyond_" + db.name();
        seedbank.file("migrations/V2__role.sql", """
                -- migrate:up
                create table a (id int);

                create role %1$s;
                -- migrate:down
                drop role %1$s;
                drop table a;
                """.formatted(role));

        assertThat(seedbank.run("migrate", "validate", "--downs"))
                .exits(2)
                .warns("migrations/V2__role.sql:4: CREATE ROLE", "changes more than its own database", "None was run");
        assertThat(db.query("select count(*) from pg_roles where rolname = '" + role + "'"))
                .containsExactly("0");
        assertThat(db.query(SCRATCH)).containsExactly("0");
        assertThat(seedbank.run("migrate", "validate")).exits(0);
    }

    @Test
    void a_server_in_production_gets_none() throws IOException {
        var production = CliRunner.in(project).env("DATABASE_URL", db.url());
        assertThat(production.run("migrate", "validate", "--downs", "--profile", "prod"))
                .exits(3)
                .warns("does not make its scratch database on a server with production databases", "scratch-url");
        assertThat(db.query(SCRATCH)).containsExactly("0");

        var another = PostgresServer.privateServer();
        try (var elsewhere = another.createDatabase();
                var beside = PostgresServer.any().createDatabase()) {
            var configured = production
                    .env("SCRATCH_URL", elsewhere.url())
                    .file(
                            "seedbank.yaml",
                            "seedbank:\n  scratch-url: ${SCRATCH_URL}\n  stores:\n    main:\n      url: ${DATABASE_URL}\n");
            assertThat(configured.run("migrate", "validate", "--downs", "--profile", "prod"))
                    .exits(0)
                    .prints("1 down script tried");
            assertThat(configured
                            .env("SCRATCH_URL", beside.url())
                            .run("migrate", "validate", "--downs", "--profile", "prod"))
                    .exits(3)
                    .warns("a server with production databases", "scratch-url leads to " + beside.name());

            var two = CliRunner.in(Files.createDirectories(project.resolve("two")))
                    .env("DATABASE_URL", db.url())
                    .env("SCRATCH_URL", elsewhere.url())
                    .env("OTHER_URL", elsewhere.url())
                    .file("seedbank.yaml", """
                            seedbank:
                              scratch-url: ${SCRATCH_URL}
                              stores:
                                main: {url: "${DATABASE_URL}"}
                                other: {url: "${OTHER_URL}"}
                            """)
                    .file("migrations/main/V1__t.sql", "create table t (id int);\n");
            assertThat(two.run("migrate", "validate", "--downs", "--store", "main", "--profile", "prod"))
                    .as("the server of a store that was not asked for")
                    .exits(3)
                    .warns("scratch-url leads to " + elsewhere.name());

            assertThat(CliRunner.in(project)
                            .env("DATABASE_URL", elsewhere.url())
                            .env("SCRATCH_URL", db.url())
                            .run("migrate", "--profile", "prod", "--confirm"))
                    .exits(0);
            assertThat(configured.run("migrate", "validate", "--downs"))
                    .exits(3)
                    .warns("a server with production databases", "scratch-url leads to " + elsewhere.name());
            assertThat(db.query(SCRATCH)).containsExactly("0");
            assertThat(elsewhere.query(SCRATCH)).containsExactly("0");
        } finally {
            another.stop();
        }
    }
}
