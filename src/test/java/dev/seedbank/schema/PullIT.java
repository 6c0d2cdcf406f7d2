package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.ShopDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code seedbank pull}: files that were written from a database declare what is in it. */
@Tag("program")
class PullIT {
    @TempDir
    Path project;

    private CliRunner on(Database db) {
        return CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_shop_needs_no_push(PostgresServer server) {
        try (var db = ShopDatabase.on(server, true)) {
            assertThat(on(db).run("pull")).exits(0).prints("Wrote schema/");
            assertThat(on(db).run("push", "--dry-run")).exits(0).prints("0 statements");
            assertThat(on(db).run("schema", "diff")).exits(0).prints("the structure is what schema/ declares");
            assertThat(on(db).run("pull")).exits(0).neverSays("Wrote").prints("Unchanged schema/");
        }
    }

    /** On a system that does not tell case apart as well. */
    @Test
    void names_that_differ_in_case_have_files_that_differ() throws IOException {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int)", "create table \"Users\" (id int)", "create table \"USERS\" (id int)");
            assertThat(on(db).run("pull")).exits(0);
            try (var files = Files.list(project.resolve("schema/tables"))) {
                assertThat(files.map(it -> it.getFileName().toString().toLowerCase(Locale.ROOT)))
                        .hasSize(3)
                        .doesNotHaveDuplicates();
            }
            assertThat(on(db).run("push", "--dry-run")).exits(0).prints("0 statements");
        }
    }

    @OptionTest("pull --dry-run")
    void would_write() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int)");
            assertThat(on(db).run("pull", "--dry-run")).exits(0).prints("Would write schema/tables/users.sql");
            assertThat(project.resolve("schema")).doesNotExist();
        }
    }

    @OptionTest("pull --force")
    void writes_over_what_says_something_else() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int)");
            var seedbank = on(db).file("schema/tables/users.sql", "create table users (id bigint);\n");
            assertThat(seedbank.run("pull", "--force")).exits(0).prints("Wrote schema/tables/users.sql");
            assertThat(seedbank.run("push")).exits(0).prints("0 statements");
        }
    }

    @Test
    void keeps_what_says_something_else_and_names_what_it_did_not_write() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int)");
            var seedbank = on(db).file("schema/tables/users.sql", "create table users (id bigint);\n")
                    .file("schema/drizzle.sql", "create table users (id bigint);\n");
            assertThat(seedbank.run("pull"))
                    .exits(0)
                    .prints(
                            "Kept, because it differs: schema/tables/users.sql",
                            "schema/drizzle.sql is left as it is",
                            "seedbank pull --force");
            assertThat(project.resolve("schema/tables/users.sql")).content().contains("bigint");
        }
    }

    @Test
    void each_of_several_stores_gets_a_folder() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int)");
            var seedbank = on(db).file("seedbank.yaml", """
                    seedbank:
                      stores:
                        main: {url: "${DATABASE_URL}"}
                        copy: {url: "${DATABASE_URL}"}
                    """);
            assertThat(seedbank.run("pull"))
                    .exits(0)
                    .prints("Wrote schema/main/tables/users.sql", "Wrote schema/copy/tables/users.sql");
            assertThat(seedbank.run("push", "--dry-run")).exits(0).prints("main: 0 statements", "copy: 0 statements");
        }
    }
}
