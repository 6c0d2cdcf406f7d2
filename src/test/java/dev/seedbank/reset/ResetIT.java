package dev.seedbank.reset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reset} on PostgreSQL: data alone, or all of it; then migrations, then seeds. */
@Tag("program")
class ResetIT {
    private static final String HISTORY = "select version || state from seedbank.migrations order by number";

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .file("seedbank.yaml", "seedbank: {stores: {main: {url: '${DATABASE_URL}'}}}")
                .file("migrations/V1__users.sql", """
                        create type level as enum ('low', 'high');
                        create table users (id serial primary key, name text unique, level level default 'low');
                        create view names as select name from users;
                        create function shout(text) returns text language sql as 'select upper($1)';
                        """)
                .file("migrations/V2__teams.sql", """
                        create schema app;
                        create table app.teams (id int primary key, lead int references users);
                        """)
                .file("seeds/users.json", "[{\"name\": \"Ada\"}, {\"name\": \"Bo\"}]");
        assertThat(seedbank.run("init")).exits(0);
        db.run("insert into users (name) values ('Eve')", "insert into app.teams values (1, 1)");
    }

    @AfterEach
    void drop() {
        db.close();
    }

    @Test
    void deletes_the_data_and_seeds_again() {
        assertThat(seedbank.run("reset", "--confirm"))
                .exits(0)
                .says("Safety backup")
                .prints("Reset main: 2 collections emptied", "main is up to date at version 2", "2 inserted");
        assertThat(db.query("select name from users order by id")).containsExactly("Ada", "Bo");
        assertThat(db.query("select count(*) from app.teams")).containsExactly("0");
        assertThat(db.query(HISTORY)).containsExactly("1done", "2done");
    }

    /** The server waits for all older transactions, but not for the one that keeps other commands out. */
    @Test
    void migrations_may_build_indexes_concurrently() {
        seedbank.file("migrations/V3__by_name.sql", "create index concurrently by_name on users (name, level);");
        assertThat(seedbank.run("reset", "--confirm")).exits(0);
        assertThat(seedbank.run("reset", "--structure", "--confirm")).exits(0);
        assertThat(db.query("select to_regclass('by_name') is not null")).containsExactly("t");
    }

    @Test
    void tells_what_it_will_do_in_the_order_in_which_it_does_it() {
        seedbank.file("migrations/V3__age.sql", "alter table users add age int not null default 1;");
        var name = db.name();
        assertThat(seedbank.run("reset", "--confirm").out()).contains("""
                First it empties:
                  main (%s: 2 collections: 1 in app, 1 in public)
                Then it runs:
                  main/V3__age.sql
                Then it seeds:
                  seeds/users.json
                """.formatted(name));
        assertThat(seedbank.run("reset", "--structure", "--confirm").out()).contains("""
                First it drops:
                  main (%s: 3 collections)
                Then it runs:
                  main/V1__users.sql
                """.formatted(name));
    }

    @Test
    void runs_what_is_pending_between() {
        seedbank.file("migrations/V3__age.sql", "alter table users add age int not null default 1;")
                .file("seeds/users.json", "[{\"name\": \"Ada\", \"age\": 36}]");
        assertThat(seedbank.run("reset", "--confirm")).exits(0).prints("now at version 3", "1 inserted");
        assertThat(db.query("select age from users")).containsExactly("36");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(db.query("select name from users order by id")).containsExactly("Ada", "Bo", "Eve");
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("1 pending");
    }

    @OptionTest("reset --structure")
    void drops_everything_and_runs_every_migration_again() {
        db.run("create table by_hand (id int)", "select lo_create(0)");
        assertThat(seedbank.run("reset", "--structure", "--confirm"))
                .exits(0)
                .prints("dropped", "2 migrations, now at version 2", "2 inserted");
        assertThat(db.query("select to_regclass('by_hand') is null")).containsExactly("t");
        assertThat(db.query("select count(*) from pg_largeobject_metadata")).containsExactly("0");
        assertThat(db.query(HISTORY)).containsExactly("1done", "2done");
        assertThat(db.query("select environment from seedbank.environment")).containsExactly("development");
        assertThat(seedbank.run("status")).exits(0);
    }

    @Test
    void undo_brings_structure_data_and_history_back() {
        var before = PostgresDigest.of(db);
        var history = db.query(HISTORY);
        seedbank.file("migrations/V3__more.sql", "create table more (id int);");
        assertThat(seedbank.run("reset", "--structure", "--confirm")).exits(0).prints("now at version 3");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
        assertThat(db.query(HISTORY)).isEqualTo(history);
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("1 pending");
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(seedbank.run("migrate", "status")).exits(0);
    }

    /** A plain owner of the database, to whom an administrator gave a schema and an extension. */
    @Test
    void what_the_role_may_not_drop_stays() {
        try (var plain = PostgresServer.any().createDatabase()) {
            var owner = plain.createOwner();
            plain.run("create schema given", "create extension if not exists pg_trgm schema given");
            assertThat(seedbank.env("DATABASE_URL", owner).run("init")).exits(0);
            assertThat(seedbank.env("DATABASE_URL", owner).run("reset", "--structure", "--confirm"))
                    .exits(0)
                    .prints("now at version 2");
            assertThat(plain.query("select count(*) from pg_extension where extname = 'pg_trgm'"))
                    .containsExactly("1");
        }
    }

    /** Of a database that others use, too. */
    @Test
    void of_a_store_of_some_schemas_everything_outside_stays() {
        try (var shared = PostgresServer.any().createDatabase()) {
            shared.run(
                    "create schema app",
                    "comment on schema app is 'ours'",
                    "create schema theirs",
                    "create extension pg_trgm schema public",
                    "create type mood as enum ('good', 'bad')",
                    "create function start() returns mood language sql as $$ select 'good'::mood $$",
                    "create table theirs.notes (id int primary key, text text)",
                    "create index on theirs.notes using gin (text gin_trgm_ops)",
                    "insert into theirs.notes values (1, 'stays')",
                    "create publication all_notes for table theirs.notes");
            var part = CliRunner.in(project)
                    .env("DATABASE_URL", shared.url())
                    .file("seedbank.yaml", "seedbank: {stores: {main: {url: '${DATABASE_URL}', schemas: [app]}}}")
                    .file("migrations/V1__users.sql", """
                            create type app.level as enum ('low', 'high');
                            create table app.users (id serial primary key, name text unique, mood mood default start(),
                                note int references theirs.notes);
                            """)
                    .file("migrations/V2__teams.sql", """
                            create table app.teams (id int primary key, lead int references app.users);
                            alter publication all_notes add table app.teams;
                            """);
            assertThat(part.run("init")).exits(0).prints("2 inserted");
            shared.run("create view app.by_hand as select 1 as one");
            var outside = PostgresDigest.of(shared);
            outside.keySet().removeIf(name -> name.startsWith("app."));

            assertThat(part.run("reset", "--structure", "--confirm"))
                    .exits(0)
                    .prints("3 collections dropped", "2 migrations, now at version 2", "2 inserted");

            assertThat(PostgresDigest.of(shared)).containsAllEntriesOf(outside);
            assertThat(shared.query("select to_regclass('app.by_hand') is null"))
                    .containsExactly("t");
            assertThat(shared.query("select obj_description('app'::regnamespace)"))
                    .containsExactly("ours");
            assertThat(shared.query("select 'good'::mood = start() and similarity('a', 'a') = 1"))
                    .containsExactly("t");
            assertThat(shared.query("select tablename from pg_publication_tables order by 1"))
                    .containsExactly("notes", "teams");
            assertThat(shared.query(HISTORY)).containsExactly("1done", "2done");
            assertThat(part.run("status")).exits(0).prints("at version 2, none pending");
            assertThat(part.run("undo", "--confirm")).exits(0);
            assertThat(part.run("status")).exits(0).prints("at version 2, none pending");
            assertThat(shared.query("select one from app.by_hand")).containsExactly("1");

            shared.run("alter table theirs.notes add by int references app.users");
            assertThat(part.run("reset", "--structure", "--confirm"))
                    .exits(1)
                    .warns("'main' cannot be emptied: foreign key theirs.notes.notes_by_fkey", "Nothing was changed");
            assertThat(shared.query("select count(*) from app.users")).containsExactly("2");
        }
    }

    @Test
    void a_failure_half_way_says_what_is_done_and_what_comes_next() {
        seedbank.file("migrations/V3__broken.sql", "insert into nowhere values (1);");
        assertThat(seedbank.run("reset", "--structure", "--confirm"))
                .exits(1)
                .warns(
                        "nowhere",
                        "Done before: main: 3 collections dropped",
                        "Changed: main",
                        "Then go on with: seedbank migrate, then seedbank seed.",
                        "seedbank undo");
        seedbank.file("migrations/V3__broken.sql", "select 1;");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("seed")).exits(0).prints("2 inserted");
    }

    @Test
    void a_damaged_seed_is_found_before_anything_is_removed() {
        seedbank.file("seeds/users.json", "[{\"name\": ");
        assertThat(seedbank.run("reset", "--structure", "--confirm")).exits(1).warns("seeds/users.json");
        assertThat(db.query("select count(*) from users")).containsExactly("3");
        assertThat(BackupFolder.of(project).names()).isEmpty();
    }

    @OptionTest("reset --dry-run")
    void would_do_all_that() {
        var before = PostgresDigest.of(db);
        seedbank.file("migrations/V3__more.sql", "create table more (id int);");
        assertThat(seedbank.run("reset", "--dry-run", "--confirm"))
                .exits(0)
                .prints("Would empty:", "main/users", "Would run:", "main/V3__more.sql", "Would seed:", "users.json");
        assertThat(seedbank.run("reset", "--structure", "--dry-run", "--confirm"))
                .exits(0)
                .prints("Would drop, with the history", "main/app.teams", "main/V1__users.sql");
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @OptionTest("reset --confirm")
    void asks_nothing() {
        assertThat(seedbank.run("reset", "--confirm")).exits(0);
    }

    @OptionTest("reset --confirm-database")
    void agents_type_the_databases_name() {
        var agent = seedbank.env("AI_AGENT", "1");
        assertThat(agent.run("reset", "--confirm-database", db.name())).exits(0);
    }

    @OptionTest("reset --no-safety-backup")
    void takes_no_safety_backup() {
        assertThat(seedbank.run("reset", "--confirm", "--no-safety-backup")).exits(0);
        assertThat(BackupFolder.of(project).names()).isEmpty();
    }

    @Test
    void production_is_refused_whatever_is_said() {
        assertThat(seedbank.run(
                        "reset",
                        "--profile",
                        "prod",
                        "--confirm",
                        "--confirm-database",
                        db.name(),
                        "--allow-production"))
                .exits(3)
                .warns("'reset' is refused in production");
        assertThat(seedbank.run("reset")).exits(3);
        assertThat(db.query("select count(*) from users")).containsExactly("3");
    }

    @Test
    void says_on_a_terminal_what_it_will_do() {
        try (var run = seedbank.onTerminal("reset", "--structure")) {
            run.awaitSaying("Continue?").type("no\n");
            assertThat(run.await())
                    .exits(3)
                    .prints("This DROPS EVERYTHING in main", "runs 2 migrations and seeds 1 file");
        }
    }
}
