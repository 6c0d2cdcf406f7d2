package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What steps would do to a live MongoDB: {@code migrate lint}, and {@code migrate --dry-run}. */
@Tag("program")
@SuppressWarnings("NullAway.Init") // each test begins with use()
class MigrateLintMongoIT {
    @TempDir
    Path project;

    private @Nullable MongoServer server;
    private String database = "";
    private CliRunner seedbank;

    private void use(MongoServer on) {
        server = on;
        database = on.database();
        seedbank = CliRunner.in(project).env("DATABASE_URI", on.url(database));
        for (var name : List.of("users", "pages", "revisions", "totals")) {
            on.open(database).getCollection(name).insertOne(new Document("_id", 1).append("email", name));
        }
        on.open(database).getCollection("revisions").createIndex(new Document("path", 1));
    }

    @AfterEach
    void drop() {
        if (server != null) {
            server.drop(database);
        }
    }

    private CliRunner migration(int version, String yaml) {
        return seedbank.file("migrations/V%d__step.yaml".formatted(version), yaml);
    }

    /** A step, or a whole file's rest, and the rules that find it, with spaces between them. */
    private static final List<List<String>> DANGERS = List.of(
            List.of("all-rows", "updateMany: {collection: users, filter: {a: null}, update: {$set: {a: 1}}}"),
            List.of("all-rows", "deleteMany: {collection: users, filter: {}}"),
            List.of("all-rows", "deleteMany: {collection: users, filter: {}}\ntransaction: true"),
            List.of(
                    "all-rows",
                    "updateMany: {collection: users, filter: {}, update: {$inc: {n: 1}}, once: true}\ntransaction: false"),
            List.of("drop", "updateMany: {collection: users, filter: {}, update: {$unset: {a: 1}}, batch: 1000}"),
            List.of("drop", "updateMany: {collection: users, filter: {}, update: [{$unset: [a, b]}], batch: 1000}"),
            List.of("rename", "updateMany: {collection: users, filter: {}, update: {$rename: {a: b}}, batch: 1000}"),
            List.of(
                    "all-rows",
                    "each: {collection: pages}\n    do: [{updateMany: {collection: revisions, filter: {path: \"${path}\"}, update: {$set: {a: 1}}}}]"),
            List.of(
                    "scan",
                    "each: {collection: pages}\n    do: [{updateMany: {collection: users, filter: {page: \"${_id}\"}, update: {$set: {a: 1}}}}]\ntransaction: false"),
            List.of("rewrite", "aggregate: {collection: pages, pipeline: [{$out: totals}]}"),
            List.of("unique", "createIndex: {collection: users, key: {email: 1}, unique: true}"),
            List.of("drop", "when: {exists: users}\n    do: [{drop: users}]"),
            List.of("", "updateMany: {collection: users, filter: {}, update: {$set: {a: 1}}, batch: 1000}"),
            List.of("", "updateMany: {collection: users, filter: {}, update: {$set: {a: 1}}}\ntransaction: false"),
            List.of("", "updateMany: {collection: users, filter: {email: x}, update: {$unset: {a: 1}}}"),
            List.of("", "deleteOne: {collection: users, filter: {_id: 1}}"),
            List.of(
                    "",
                    "each: {collection: pages}\n    do: [{updateMany: {collection: revisions, filter: {path: \"${path}\"}, update: {$set: {a: 1}}}}]\ntransaction: false"),
            List.of("", "aggregate: {collection: pages, pipeline: [{$out: fresh}]}"),
            List.of("", "aggregate: {collection: pages, pipeline: [{$merge: totals}]}"),
            List.of("", "insertOne: {collection: users, document: {a: 1}}"),
            List.of("", "exec: [node, x.mjs]"),
            List.of("", "drop: users\nallow: drop"));

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void finds_what_would_hurt_and_nothing_else(MongoServer on) throws IOException {
        use(on);
        for (int i = 0; i < DANGERS.size(); i++) {
            migration(i + 1, "up:\n  - %s\n".formatted(DANGERS.get(i).get(1)));
        }

        var found = new ObjectMapper()
                .readTree(seedbank.run("migrate", "lint", "--output", "json").out())
                .at("/findings");

        var wanted = new java.util.ArrayList<String>();
        for (int i = 0; i < DANGERS.size(); i++) {
            if (!DANGERS.get(i).get(0).isEmpty()) {
                wanted.add("migrations/V%d__step.yaml %s"
                        .formatted(i + 1, DANGERS.get(i).get(0)));
            }
        }
        assertThat(found)
                .extracting(it -> it.get("file").asText() + " " + it.get("rule").asText())
                .containsExactlyElementsOf(wanted);
        assertThat(server.open(database).getCollection("users").countDocuments())
                .isEqualTo(1);
        assertThat(server.open(database).listCollectionNames()).noneMatch(it -> it.startsWith("_seedbank"));
    }

    @Test
    void says_where_and_how_to_write_it() {
        use(MongoServer.any());
        migration(1, """
                # Why.
                up:
                  - updateMany: {collection: users, filter: {role: {$exists: false}}, update: {$set: {role: user}}}
                """);

        assertThat(seedbank.run("migrate", "lint"))
                .exits(5)
                .prints("migrations/V1__step.yaml:3: changes all documents of users in one transaction", "[all-rows]")
                .prints("  Safer: Add batch: 1000", "1 migration checked: 1 danger", "allow: [all-rows]");

        migration(1, """
                allow: [all-rows]
                up:
                  - updateMany: {collection: users, filter: {role: {$exists: false}}, update: {$set: {role: user}}}
                """);
        assertThat(seedbank.run("migrate", "lint")).exits(0);

        migration(1, "allow: all-row\nup: []\n");
        assertThat(seedbank.run("migrate", "lint"))
                .exits(2)
                .warns("migrations/V1__step.yaml:1: 'all-row' is not a rule of migrate lint", "all-rows");
    }

    @Test
    void what_a_pending_migration_makes_is_used_by_nobody() {
        use(MongoServer.any());
        migration(1, """
                up:
                  - createCollection: orders
                  - createIndex: {collection: orders, key: {number: 1}, unique: true}
                """);
        migration(2, """
                up:
                  - updateMany: {collection: orders, filter: {}, update: {$unset: {a: 1}}}
                """);
        migration(3, """
                up:
                  - renameCollection: {from: orders, to: sales}
                  - drop: sales
                """);

        assertThat(seedbank.run("migrate", "lint")).exits(0).prints("3 migrations checked: none would hurt");
    }

    /** An index that an earlier step makes is there when a later one needs it. */
    @Test
    void an_index_made_before_helps() {
        use(MongoServer.any());
        migration(1, """
                transaction: false
                up:
                  - createIndex: {collection: users, key: {page: 1}}
                  - each: {collection: pages}
                    do: [{deleteMany: {collection: users, filter: {page: "${_id}"}}}]
                """);

        assertThat(seedbank.run("migrate", "lint")).exits(0);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void a_dry_run_tells_what_each_step_does_to_which_collection(MongoServer on) {
        use(on);
        migration(1, """
                up:
                  - updateMany: {collection: users, filter: {}, update: {$set: {a: 1}}, batch: 10}
                  - insertOne: {collection: pages, document: {a: 1}}
                  - insertOne: {collection: pages, document: {a: 2}}
                  - createIndex: {collection: users, key: {email: 1}}
                  - createCollection: orders
                  - each: {collection: pages}
                    do: [{deleteOne: {collection: users, filter: {_id: "${_id}"}}}]
                  - runCommand: {collMod: users, validator: {}}
                  - exec: [node, x.mjs]
                """);

        assertThat(seedbank.run("migrate", "--dry-run"))
                .exits(0)
                .prints("line 2: updateMany users: INTENT EXCLUSIVE on users (1 document, ")
                .prints("), rewrites all of it")
                .prints("line 3: insertOne pages (2 statements): INTENT EXCLUSIVE on pages (1 document, ")
                .prints("line 5: createIndex users: EXCLUSIVE at its beginning and end on users")
                .prints("line 6: createCollection orders: new collection\n")
                .prints("line 7: each pages: no lock on pages (1 document, ")
                .prints("line 8: deleteOne users: INTENT EXCLUSIVE on users")
                .prints("line 9: collMod users: EXCLUSIVE on users")
                .prints("line 10: exec node: unknown\n");
    }

    @Test
    void a_mistake_shows_in_the_dry_run() {
        use(MongoServer.any());
        migration(1, "up:\n  - updatMany: {collection: users, filter: {}, update: {$set: {a: 1}}}\n");

        assertThat(seedbank.run("migrate", "--dry-run")).exits(2).warns("V1__step.yaml:2", "updateMany");
    }
}
