package dev.seedbank.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which schemas of a PostgreSQL database belong to a store, and how it says what it leaves out. */
@Tag("program")
class SchemasIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void fill() {
        db = PostgresServer.any().createDatabase();
        db.run(
                "create table users (id int primary key, name text)",
                "insert into users values (1, 'Ada')",
                "create schema app",
                "create table app.orders (id int primary key, owner int references users)",
                "insert into app.orders values (7, 1)",
                "create schema \"Odd \"\"Name\"\".x\"",
                "create table \"Odd \"\"Name\"\".x\".\"T.1\" (id serial)",
                "insert into \"Odd \"\"Name\"\".x\".\"T.1\" default values",
                "create schema _seedbank_work",
                "create table _seedbank_work.copy (id int)",
                "create temp table gone (id int)");
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private CliRunner withSchemas(String schemas) {
        return seedbank.file(
                "seedbank.yaml",
                "seedbank: {stores: {main: {url: \"${DATABASE_URL}\", schemas: %s}}}\n".formatted(schemas));
    }

    @Test
    void a_backup_holds_every_schema_and_restores_it_into_an_empty_database() {
        assertThat(seedbank.run("init", "--quick")).exits(0);
        assertThat(seedbank.run("backup", "--name", "all"))
                .exits(0)
                .prints("3 collections", "3 rows")
                .neverSays("not in this backup");
        assertThat(seedbank.run("status"))
                .exits(0)
                .prints("app.orders", "users")
                .neverSays("copy");
        try (var empty = PostgresServer.any().createDatabase()) {
            var there = seedbank.env("DATABASE_URL", empty.url());
            assertThat(there.run("restore", "--confirm")).exits(0);
            assertThat(empty.query("select owner from app.orders")).containsExactly("1");
            assertThat(empty.query("select count(*) from \"Odd \"\"Name\"\".x\".\"T.1\""))
                    .containsExactly("1");
            assertThat(empty.query("select nspname from pg_namespace where nspname ~ 'seedbank'"))
                    .isEmpty();
        }
    }

    @Test
    void clean_empties_every_schema_and_says_so_by_schema_before_it_asks() {
        var before = PostgresDigest.of(db);
        assertThat(seedbank.run("backup", "--name", "all")).exits(0);
        assertThat(seedbank.run("clean", "--confirm")).exits(0).prints("3 collections emptied");
        assertThat(db.query("select count(*) from app.orders")).containsExactly("0");
        assertThat(seedbank.run("restore", "--confirm")).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
        var asking = seedbank.onTerminal("clean");
        asking.awaitSaying("Continue?");
        asking.type("no\n");
        assertThat(asking.await()).exits(3).prints("3 collections: 1 in Odd \"Name\".x, 1 in app, 1 in public");
    }

    @Test
    void a_table_of_another_schema_has_the_same_name_in_all_that_is_said() {
        for (var command : new String[] {"backup --dry-run", "backup --name all", "clean --dry-run", "clean -y"}) {
            says_app_orders(command);
        }
        says_app_orders("undo -y");
        says_app_orders("restore all -y");
        assertThat(seedbank.run("restore", "all", "--dry-run", "-o", "json")).prints("\"source\" : \"app.orders\"");
        assertThat(seedbank.run("clean", "--table", "app.orders", "-y")).exits(0);
        assertThat(seedbank.run("clean", "--table", "app/orders", "-y"))
                .exits(2)
                .warns("Did you mean 'app.orders'?");
        assertThat(db.query("select count(*) from users")).containsExactly("1");
    }

    private void says_app_orders(String command) {
        assertThat(seedbank.run(command.split(" ")))
                .exits(0)
                .says("postgresql/app.orders")
                .neverSays("app/orders");
    }

    @Test
    void a_name_may_have_its_schema_in_front_and_is_suggested_without() {
        assertThat(seedbank.run("backup", "--table", "public.users", "--name", "one"))
                .exits(0)
                .prints("1 collection, 1 row");
        assertThat(seedbank.run(
                        "restore", "one", "-y", "--table", "public.users", "--rename", "public.users=users_old"))
                .exits(0)
                .prints("users as users_old");
        assertThat(seedbank.run("restore", "one", "-y", "--rename", "users=a", "--rename", "public.users=b"))
                .exits(2)
                .warns("name the same collection");
        assertThat(db.query("select name from users_old")).containsExactly("Ada");
        assertThat(seedbank.run("clean", "--table", "orders", "-y")).exits(2).warns("Did you mean 'app.orders'?");
        assertThat(seedbank.run("clean", "--table", "publc.users", "-y"))
                .exits(2)
                .warns("Did you mean 'users'?");
        assertThat(seedbank.run("clean", "--table", "app.users", "-y")).exits(2);
        assertThat(seedbank.run("clean", "--table", "public.users_old", "-y")).exits(0);
        assertThat(db.query("select (select count(*) from users) || ' ' || (select count(*) from users_old)"))
                .containsExactly("1 0");
        db.run("create table \"public.users\" ()");
        assertThat(seedbank.run("clean", "--table", "public.users", "-y")).exits(0);
        assertThat(db.query("select count(*) from users")).containsExactly("1");
    }

    @Test
    void what_the_settings_leave_out_is_said_in_the_result_in_show_and_in_the_metadata() {
        db.run("create schema more", "create table more.a (id int)", "create table more.b (id int)");
        var narrow = withSchemas("[public, app]");
        assertThat(narrow.run("backup", "--name", "narrow"))
                .exits(0)
                .prints("main: not in this backup: Odd \"Name\".x (1 table), more (2 tables)");
        assertThat(narrow.run("backup", "show"))
                .prints("not in this backup: Odd \"Name\".x (1 table), more (2 tables)");
        assertThat(narrow.run("backup", "show", "--output", "json")).prints("\"leftOut\"", "more (2 tables)");
        assertThat(narrow.run("backup", "--collection", "users", "--name", "one"))
                .exits(0)
                .neverSays("not in this backup");
    }

    @Test
    void a_schema_that_is_not_there_is_an_error_that_names_the_nearest() {
        var wrong = withSchemas("[public, ap]");
        for (var command : new String[] {"backup", "status", "seed"}) {
            assertThat(wrong.run(command)).exits(2).warns("no schema 'ap'", "Did you mean 'app'?");
        }
        assertThat(wrong.run("clean", "--confirm")).exits(2).warns("no schema 'ap'");
        assertThat(db.query("select count(*) from users")).containsExactly("1");
    }

    @Test
    void a_restore_makes_the_schema_that_the_settings_name() {
        var narrow = withSchemas("[app]");
        db.run("alter table app.orders drop constraint orders_owner_fkey");
        assertThat(narrow.run("backup", "--name", "narrow")).exits(0);
        db.run("drop schema app cascade");
        assertThat(narrow.run("restore", "--confirm")).exits(0);
        assertThat(db.query("select id from app.orders")).containsExactly("7");
    }

    @Test
    void every_collection_goes_back_to_the_schema_that_it_came_from() {
        assertThat(withSchemas("[app, public]").run("backup", "--name", "app-first"))
                .exits(0);
        var before = PostgresDigest.of(db);
        db.run("delete from app.orders", "delete from users");
        assertThat(withSchemas("[public, app]").run("restore", "--confirm")).exits(0);
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
        assertThat(withSchemas("[public]").run("restore", "--confirm"))
                .exits(2)
                .warns("holds app.orders, which does not belong to the store 'main'", "Add app to its 'schemas:'");
    }

    @Test
    void a_table_that_the_role_may_not_read_is_refused_by_name_before_any_is_read() {
        var owner = db.createOwner();
        db.run("create schema auth", "create table auth.secrets (id int)", "create table auth.tokens (id int)");
        db.run(
                "grant usage on schema app, \"Odd \"\"Name\"\".x\" to public",
                "grant select on all tables in schema public, app, \"Odd \"\"Name\"\".x\" to public",
                "grant select on all sequences in schema \"Odd \"\"Name\"\".x\" to public");
        var plain = seedbank.env("DATABASE_URL", owner);
        assertThat(plain.run("backup")).exits(1).warns("This role may not read auth.secrets (and 1 more)", "schemas:");
        assertThat(plain.run("status")).exits(0).prints("auth.secrets");
        assertThat(plain.run("backup", "--collection", "users")).exits(0);
        assertThat(withSchemas("[public, app]").env("DATABASE_URL", owner).run("backup"))
                .exits(0);
    }

    @Test
    void row_level_security_that_is_forced_on_the_owner_needs_bypassrls() {
        var owner = db.as(db.createOwner());
        owner.run(
                "create table hidden (id int)",
                "alter table hidden enable row level security",
                "alter table hidden force row level security");
        assertThat(withSchemas("[public]").env("DATABASE_URL", owner.url()).run("backup", "--collection", "hidden"))
                .exits(1)
                .warns("Row-level security hides rows of hidden from this role", "BYPASSRLS")
                .neverSays("owns the tables");
    }
}
