package dev.seedbank.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.postgres.structure.read.EverythingFixture;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
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

/** Files that were written from a database declare what is in it, whatever that is. */
@Tag("program")
class IndexPullIT {
    @TempDir
    Path project;

    private void differsInNothing(Database db) {
        var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
        assertThat(seedbank.run("index", "pull")).exits(0).prints("Wrote indexes/");
        assertThat(seedbank.run("index", "status")).exits(0).prints("as declared");
        assertThat(seedbank.run("index", "apply", "--replace")).exits(0).prints("nothing to do");
        assertThat(seedbank.run("index", "prune", "--dry-run")).exits(0).prints("nothing");
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_database_with_one_of_everything(PostgresServer server) {
        try (var db = server.createDatabase()) {
            EverythingFixture.build(db, server.major());
            EverythingFixture.buildAsSuperuser(db, server.major());
            db.run("drop index only_the_parent"); // no partition has it, so that there is nothing to declare
            differsInNothing(db);
        } finally {
            EverythingFixture.dropRoles(server);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void its_corners(PostgresServer server) {
        try (var db = server.createDatabase()) {
            EverythingFixture.buildCorners(db, server.major());
            differsInNothing(db);
        } finally {
            EverythingFixture.dropRoles(server);
        }
    }

    /** On a system that does not tell case apart as well. */
    @Test
    void names_that_differ_in_case_have_files_that_differ() throws IOException {
        try (var db = PostgresServer.any().createDatabase()) {
            for (var table : new String[] {"users", "Users"}) {
                db.run("create table \"%s\" (a int)".formatted(table), "create index on \"%s\" (a)".formatted(table));
            }
            differsInNothing(db);
            try (var files = Files.list(project.resolve("indexes"))) {
                assertThat(files.map(it -> it.getFileName().toString().toLowerCase(Locale.ROOT)))
                        .hasSize(2)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_shop(PostgresServer server) {
        try (var db = ShopDatabase.on(server, true)) {
            differsInNothing(db);
        }
    }
}
