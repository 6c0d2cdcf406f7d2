package dev.seedbank.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexOptions;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a database is named on each server, as far as the server tells, and nothing else is. */
@Tag("program")
class MaintenanceMongoIT {
    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void names_indexes_that_others_make_superfluous(MongoServer server) {
        var name = server.database();
        try {
            var users = server.open(name).getCollection("users");
            users.insertOne(Document.parse("{_id: 1, email: 'a', name: 'b', at: 1}"));
            users.createIndex(Document.parse("{email: 1}"));
            users.createIndex(Document.parse("{email: 1, name: -1}"));
            users.createIndex(Document.parse("{name: 1, at: -1}"));
            users.createIndex(Document.parse("{name: -1, at: 1}"));
            users.createIndex(Document.parse("{name: 1, email: -1}"), new IndexOptions().unique(true));
            users.createIndex(Document.parse("{at: 1}"), new IndexOptions().sparse(true));
            users.createIndex(Document.parse("{at: 1, name: 1}"));
            var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
            var found = Findings.of(seedbank);
            assertThat(found.exitCode()).isEqualTo(5);
            assertThat(found.ofDatabase())
                    .containsExactly("duplicate-index/users.name_1_at_-1", "covered-index/users.email_1");
            assertThat(found.fix("covered-index/users.email_1"))
                    .isEqualTo(
                            "db.getSiblingDB(\"%s\").runCommand({\"dropIndexes\": \"users\", \"index\": \"email_1\"})"
                                    .formatted(name));
            assertThat(seedbank.run("maintenance", "--fix")).exits(5).prints("None of these is fixed automatically");
        } finally {
            server.drop(name);
        }
    }

    /** A server without $indexStats says so in a line. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void names_an_index_that_is_not_used_where_the_server_counts(MongoServer server) {
        var name = server.database();
        try {
            var database = server.open(name);
            database.getCollection("users").insertOne(Document.parse("{_id: 1, email: 'a'}"));
            database.getCollection("users").createIndex(Document.parse("{email: 1}"));
            database.getCollection("users").createIndex(Document.parse("{phone: 1}"), new IndexOptions().unique(true));
            var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
            var found = Findings.of(seedbank, "--unused-after", "0");
            if (server.kind() == MongoServer.Kind.FERRET) {
                assertThat(found.exitCode()).isIn(0, 5); // what it counts is its own affair
            } else if (counts(server, name)) {
                assertThat(found.ofDatabase()).containsExactly("unused-index/users.email_1");
                assertThat(found.get("unused-index/users.email_1")
                                .at("/evidence")
                                .toString())
                        .contains("\"scans\"");
                assertThat(seedbank.run("maintenance"))
                        .prints("are not reported as unused")
                        .neverSays("unused-index");
            } else {
                assertThat(found.ofDatabase()).isEmpty();
                assertThat(seedbank.run("maintenance")).exits(0).neverSays("unused-index");
            }
        } finally {
            server.drop(name);
        }
    }

    private static boolean counts(MongoServer server, String name) {
        try {
            var first = server.open(name)
                    .getCollection("users")
                    .aggregate(java.util.List.of(Document.parse("{$indexStats: {}}")))
                    .first();
            return first != null && isPast(first.get("accesses", new Document()).get("since"));
        } catch (MongoException e) {
            return false;
        }
    }

    /** A server that does not know says now. */
    private static boolean isPast(@Nullable Object since) {
        return since instanceof Date date && date.getTime() < System.currentTimeMillis() - 50;
    }

    @Test
    void a_family_is_looked_at_database_by_database() {
        var server = MongoServer.embedded();
        var one = server.database("fam");
        try {
            var users = server.open(one).getCollection("users");
            users.createIndex(Document.parse("{a: 1}"));
            users.createIndex(Document.parse("{a: 1, b: 1}"));
            var seedbank = CliRunner.in(project)
                    .file(
                            "seedbank.yaml",
                            "seedbank: {stores: {fam: {url: '%s', databases: '%s*'}}}"
                                    .formatted(server.url("admin"), one));
            assertThat(Findings.of(seedbank).ofDatabase()).containsExactly("covered-index/%s/users.a_1".formatted(one));
        } finally {
            server.drop(one);
        }
    }
}
