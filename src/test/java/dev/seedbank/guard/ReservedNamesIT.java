package dev.seedbank.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that writes gets at Seedbank's own metadata or at the server's own databases. */
@Tag("program")
class ReservedNamesIT {
    private static final String ROWS = "[{\"_id\": \"environment\", \"value\": \"development\"}]";

    @TempDir
    Path project;

    @Test
    void no_file_and_no_name_leads_to_the_marker_of_mongodb() {
        var server = MongoServer.any();
        var name = server.database();
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        server.open(name).getCollection("users").insertOne(new Document("_id", 1));
        assertThat(seedbank.run("backup")).exits(0);
        assertThat(seedbank.run("init", "--quick", "--profile", "prod")).exits(0);
        var production = List.of("--profile", "prod", "--allow-production", "--confirm-database", name);
        for (var file :
                List.of("_seedbank.json", "mongodb/_seedbank.jsonl", "%5Fseedbank.json", "_seedbank_lock.csv")) {
            seedbank.file("seeds/own/seed.yaml", "environments: [production]").file("seeds/own/" + file, ROWS);
            assertThat(seedbank.run("seed", "--profile", "prod")).exits(3).warns("seeds/own/" + file, "is reserved");
            assertThat(seedbank.run("init", "--profile", "prod")).exits(3);
            assertThat(project.resolve("seeds/own/" + file).toFile().delete()).isTrue();
        }
        seedbank.file("tables.json", "{\"tables\": {\"users\": [], \"_seedbank\": %s}}".formatted(ROWS))
                .file("_seedbank.json", ROWS);
        for (var arguments : List.of(
                List.of("restore", "--rename", "users=_seedbank"),
                List.of("restore", "tables.json"),
                List.of("restore", "./_seedbank.json"),
                List.of("restore", "tables.json", "--dry-run"))) {
            var all = new java.util.ArrayList<>(arguments);
            all.addAll(production);
            assertThat(seedbank.run(all.toArray(String[]::new)))
                    .exits(3)
                    .warns("'_seedbank' is reserved", "Nothing was changed");
        }
        assertThat(server.open(name).getCollection("_seedbank").find().first()).containsEntry("value", "production");
        server.drop(name);
    }

    /** A document in system.views that is no view makes the database unusable, and no backup would hold what goes there. */
    @Test
    void nor_to_the_server_s_own_collections_of_mongodb() {
        var server = MongoServer.any();
        var name = server.database();
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        server.open(name).getCollection("users").insertOne(new Document("_id", 1));
        assertThat(seedbank.run("backup")).exits(0);
        for (var own : List.of("system.views", "system.users", "system.buckets.x")) {
            assertThat(seedbank.run("restore", "--rename", "users=" + own, "--confirm"))
                    .exits(3)
                    .warns("'" + own + "' is reserved");
            seedbank.file("seeds/" + own + ".json", ROWS).file(own + ".json", ROWS);
            assertThat(seedbank.run("seed")).exits(3).warns("seeds/" + own + ".json", "is reserved");
            assertThat(seedbank.run("restore", "./" + own + ".json", "--confirm"))
                    .exits(3)
                    .warns("is reserved");
            assertThat(project.resolve("seeds/" + own + ".json").toFile().delete())
                    .isTrue();
        }
        seedbank.file("seeds/system.js.json", "[{\"_id\": \"twice\", \"value\": 2}]");
        assertThat(seedbank.run("seed")).exits(0);
        assertThat(server.open(name).listCollectionNames()).doesNotContain("system.users");
        server.drop(name);
    }

    @Test
    void nor_to_that_of_postgresql() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(seedbank.run("backup")).exits(0);
            assertThat(seedbank.run("init")).exits(0);
            for (var file : List.of("seedbank.environment.json", "_seedbank.json", "_seedbank_x.csv")) {
                seedbank.file("seeds/" + file, "[{\"environment\": \"production\"}]");
                assertThat(seedbank.run("seed")).exits(3).warns("seeds/" + file, "is reserved");
                assertThat(project.resolve("seeds/" + file).toFile().delete()).isTrue();
            }
            seedbank.file("tables.json", "{\"tables\": {\"seedbank.environment\": [{\"environment\": \"test\"}]}}");
            assertThat(seedbank.run("restore", "tables.json", "--confirm"))
                    .exits(3)
                    .warns("is reserved");
            assertThat(seedbank.run("restore", "--rename", "users=_seedbank", "--confirm"))
                    .exits(3)
                    .warns("--rename users=_seedbank: '_seedbank' is reserved");
            assertThat(db.query("select environment from seedbank.environment")).containsExactly("development");
        }
    }

    @Test
    void the_clean_setting_cannot_name_it_on_mongodb() {
        var server = MongoServer.any();
        var name = server.database();
        server.open(name).getCollection("users").insertOne(new Document("_id", 1));
        server.open(name).getCollection("a._seedbank").insertOne(new Document("_id", 1));
        refusesToClean(server.url(name), List.of("_seedbank", "_seedbank_lock", "system.users"));
        assertThat(cleaning(server.url(name), "a._seedbank").run("clean", "--confirm"))
                .exits(0)
                .prints("2 collections emptied");
        server.drop(name);
    }

    @Test
    void nor_on_postgresql() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key)", "insert into users values (1)");
            refusesToClean(db.url(), List.of("seedbank.environment", "_seedbank", "pg_catalog.pg_class"));
            assertThat(db.query("select id from users")).hasSize(1);
        }
    }

    private void refusesToClean(String url, List<String> names) {
        for (var name : names) {
            for (var command : List.of(List.of("clean", "--confirm"), List.of("clean", "--collection", "users"))) {
                assertThat(cleaning(url, name).run(command.toArray(String[]::new)))
                        .exits(2)
                        .warns("Store 'main': its clean setting names '" + name + "'", "Nothing was changed");
            }
        }
    }

    private CliRunner cleaning(String url, String name) {
        var settings = "seedbank: {stores: {main: {url: '%s', clean: ['%s', users]}}}".formatted(url, name);
        return CliRunner.in(project).file("seedbank.yaml", settings);
    }

    /** They lie in a schema of the server's and are restored all the same. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void large_objects_belong_to_their_users(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run("select lo_from_bytea(4711, 'x')");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            assertThat(seedbank.run("backup")).exits(0);
            db.run("select lo_unlink(4711)");
            assertThat(seedbank.run("restore", "--confirm")).exits(0);
            assertThat(db.query("select convert_from(lo_get(4711), 'UTF8')")).containsExactly("x");
        }
    }

    @Test
    void the_databases_of_a_mongodb_server_itself_are_never_written_to() {
        var server = MongoServer.any();
        for (var name : List.of("admin", "config", "local")) {
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(name))
                    .file("seeds/users.json", "[{\"_id\": 1}]");
            for (var command : List.of("init", "seed", "clean")) {
                assertThat(seedbank.run(command)).exits(3).warns("'%s' is a database of the server".formatted(name));
            }
            assertThat(seedbank.run("status")).exits(0);
        }
        for (var pattern : List.of("a*min", "con*ig", "l*ocal")) {
            var family = CliRunner.in(project)
                    .file(
                            "seedbank.yaml",
                            "seedbank: {stores: {all: {url: '%s', databases: '%s'}}}"
                                    .formatted(server.url("x"), pattern));
            assertThat(family.run("clean", "--confirm")).exits(0).prints("0 collections emptied");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void nor_are_those_of_postgresql_unless_the_url_names_postgres(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var template = db.url().replaceFirst("/" + db.name(), "/template1");
            assertThat(CliRunner.in(project).env("DATABASE_URL", template).run("clean", "--confirm"))
                    .exits(3)
                    .warns("'template1' is a database of the server itself");
            var named = db.url().replaceFirst("/" + db.name(), "/postgres");
            assertThat(CliRunner.in(project).env("DATABASE_URL", named).run("clean", "--dry-run"))
                    .exits(0);
            var user = db.query("select current_user").getFirst();
            if (user.equals("postgres")) {
                var unnamed = db.url().replaceFirst("/" + db.name(), "");
                assertThat(CliRunner.in(project).env("DATABASE_URL", unnamed).run("clean", "--dry-run"))
                        .exits(3)
                        .warns("'postgres' is a database of the server itself");
            }
        }
    }
}
