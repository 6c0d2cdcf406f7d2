package dev.seedbank.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRun;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a database says of itself cannot be lost: not by a command, and not by what somebody did to it. */
@Tag("program")
class MarkerIT {
    private static final String POSTGRES = "dev.seedbank.testing.PostgresServer#all";
    private static final String MONGO = "dev.seedbank.testing.MongoServer#all";
    private static final int INITS = 20;

    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource(POSTGRES)
    void a_marker_that_says_nothing_counts_as_production(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(seedbank.run("init")).exits(0);
            for (var damage : List.of(
                    "delete from seedbank.environment",
                    "insert into seedbank.environment (environment) values ('moon base')",
                    "drop table seedbank.environment; create table seedbank.environment (id int)")) {
                db.run(damage);
                assertThat(seedbank.run("status"))
                        .exits(3)
                        .warns("the environment marker seedbank.environment of '" + db.name() + "'")
                        .warns("so it counts as production; the profile 'dev' is development")
                        .warns("seedbank init --quick --profile prod", "drop table seedbank.environment");
                assertThat(seedbank.run("init")).exits(3);
                assertThat(seedbank.run("status", "--profile", "prod")).exits(0).prints("counts as production");
            }
            db.run("drop table seedbank.environment");
            assertThat(seedbank.run("init")).exits(0);
            db.run("delete from seedbank.environment");
            assertThat(seedbank.run("init", "--quick", "--profile", "prod")).exits(0);
            assertThat(db.query("select environment from seedbank.environment")).containsExactly("production");
        }
    }

    /** It could say anything, and another thing each time. */
    @ParameterizedTest
    @MethodSource(POSTGRES)
    void so_does_one_that_is_no_table(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(seedbank.run("init", "--quick", "--profile", "prod")).exits(0);
            db.run(
                    "drop table seedbank.environment",
                    "create view seedbank.environment as select 'development' as environment");
            assertThat(seedbank.run("status"))
                    .exits(3)
                    .warns("seedbank.environment of '" + db.name() + "' is no ordinary table", "counts as production");
            assertThat(seedbank.run("clean", "--confirm")).exits(3).warns("is no ordinary table");
            assertThat(seedbank.run("init", "--quick", "--profile", "prod"))
                    .exits(1)
                    .warns("is no ordinary table", "Drop it");
            db.run("drop view seedbank.environment");
            assertThat(seedbank.run("init", "--quick", "--profile", "prod")).exits(0);
            assertThat(db.query("select environment from seedbank.environment")).containsExactly("production");
        }
    }

    @ParameterizedTest
    @MethodSource(POSTGRES)
    void every_role_can_read_the_marker_unless_that_is_taken_away(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var owner = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(owner.run("init")).exits(0);
            var other = CliRunner.in(project).env("DATABASE_URL", db.createOwner());
            assertThat(other.run("status")).exits(0).prints("marked as development");
            db.run("revoke select on seedbank.environment from public");
            assertThat(other.run("status")).exits(3).warns("permission denied", "counts as production");
            db.run("revoke usage on schema seedbank from public");
            assertThat(other.run("clean", "--confirm")).exits(3).warns("counts as production");
        }
    }

    @ParameterizedTest
    @MethodSource(MONGO)
    void so_does_an_empty_one_in_mongodb(MongoServer server) {
        var name = server.database();
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        assertThat(seedbank.run("init")).exits(0);
        var marker = server.open(name).getCollection("_seedbank");
        marker.deleteMany(new Document());
        assertThat(seedbank.run("status"))
                .exits(3)
                .warns("the environment marker " + name + "._seedbank is empty", "counts as production");
        marker.insertOne(new Document("_id", "environment").append("value", "moon base"));
        assertThat(seedbank.run("clean", "--confirm")).exits(3).warns("'moon base'", "counts as production");
        assertThat(seedbank.run("init", "--quick", "--profile", "prod")).exits(0);
        assertThat(marker.find().first()).containsEntry("value", "production");
        server.drop(name);
    }

    @ParameterizedTest
    @MethodSource(MONGO)
    void so_does_a_view_in_mongodb(MongoServer server) {
        server.assumes(Capability.VIEWS);
        var name = server.database();
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        server.open(name)
                .getCollection("forged")
                .insertOne(new Document("_id", "environment").append("value", "development"));
        server.open(name).createView("_seedbank", "forged", List.of());
        assertThat(seedbank.run("status"))
                .exits(3)
                .warns("the environment marker " + name + "._seedbank is a view", "counts as production");
        server.drop(name);
    }

    @Test
    void a_family_without_a_database_is_not_said_to_be_marked() {
        var server = MongoServer.any();
        var name = server.database();
        var family = CliRunner.in(project)
                .file(
                        "seedbank.yaml",
                        "seedbank: {stores: {all: {url: '%s', databases: '%s_*'}}}".formatted(server.url("x"), name));
        var prod = List.of("init", "--quick", "--profile", "prod").toArray(String[]::new);
        assertThat(family.run("init", "--quick", "--profile", "prod", "--dry-run"))
                .exits(0)
                .prints("Not marked: all has no database yet")
                .neverSays("Would mark");
        assertThat(family.run(prod))
                .exits(0)
                .prints("Not marked: all has no database yet")
                .neverSays("Marked as", "is production");
        server.open(name + "_a").getCollection("users").insertOne(new Document("_id", 1));
        assertThat(family.run(prod)).exits(0).prints("Marked as production: all");
        assertThat(family.run("clean", "--confirm")).exits(3).warns("this database is production");
        server.drop(name + "_a");
    }

    @ParameterizedTest
    @MethodSource(MONGO)
    void cleaning_a_family_keeps_the_markers_of_the_databases_that_it_drops(MongoServer server) {
        var prefix = server.database("kept");
        var marked = server.open(prefix + "_marked");
        marked.getCollection("c").insertOne(new Document("_id", 1));
        var seedbank = family(server, prefix);
        assertThat(seedbank.run("init")).exits(0);
        var unmarked = server.open(prefix + "_unmarked");
        unmarked.getCollection("c").insertOne(new Document("_id", 1));
        assertThat(seedbank.run("clean", "--confirm", "--no-safety-backup"))
                .exits(0)
                .prints("all collections of 2 databases dropped");
        assertThat(marked.listCollectionNames()).containsExactly("_seedbank");
        assertThat(unmarked.listCollectionNames()).isEmpty();
        assertThat(marked.getCollection("_seedbank").find().first()).containsEntry("value", "development");
        marked.drop();
        unmarked.drop();
    }

    @ParameterizedTest
    @MethodSource(MONGO)
    void dropping_what_a_backup_lacks_keeps_them_too(MongoServer server) {
        var prefix = server.database("lacks");
        var first = server.open(prefix + "_first");
        first.getCollection("c").insertOne(new Document("_id", 1));
        var seedbank = family(server, prefix);
        assertThat(seedbank.run("backup")).exits(0);
        var second = server.open(prefix + "_second");
        second.getCollection("c").insertOne(new Document("_id", 1));
        assertThat(seedbank.run("init")).exits(0);
        assertThat(seedbank.run("restore", "--drop-existing", "--confirm")).exits(0);
        assertThat(second.listCollectionNames()).contains("_seedbank").doesNotContain("c");
        assertThat(second.getCollection("_seedbank").find().first()).containsEntry("value", "development");
        assertThat(seedbank.run("restore", "--drop-existing", "--confirm")).exits(0); // and the lock was given back
        first.drop();
        second.drop();
    }

    private CliRunner family(MongoServer server, String prefix) {
        return CliRunner.in(project)
                .file(
                        "seedbank.yaml",
                        "seedbank: {stores: {open: {url: '%s', databases: '%s_*'}}}"
                                .formatted(server.url("x"), prefix));
    }

    @Test
    void many_may_mark_a_database_at_once_and_the_highest_wins() {
        var server = PostgresServer.any();
        try (var db = server.createDatabase()) {
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            for (int round = 0; round < INITS / 4; round++) {
                db.run("drop schema if exists seedbank cascade");
                inits(seedbank, "dev", "prod", "dev", "test");
                assertThat(db.query("select environment from seedbank.environment"))
                        .containsExactly("production");
            }
        }
    }

    @Test
    void so_in_mongodb() {
        var server = MongoServer.any();
        var name = server.database();
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        for (int round = 0; round < INITS / 4; round++) {
            server.drop(name);
            inits(seedbank, "dev", "prod", "dev", "test");
            assertThat(server.open(name).getCollection("_seedbank").find().first())
                    .containsEntry("value", "production");
        }
        server.drop(name);
    }

    /** All at once; one of a lower environment that comes late is refused, and no other way to end is right. */
    private static void inits(CliRunner seedbank, String... profiles) {
        var runs = new ArrayList<CliRun>();
        for (var profile : profiles) {
            runs.add(seedbank.start("init", "--quick", "--profile", profile).endInput());
        }
        for (var run : runs) {
            var result = run.await();
            if (result.exitCode() != 0) {
                assertThat(result).exits(3).warns("this database is ");
            }
        }
    }
}
