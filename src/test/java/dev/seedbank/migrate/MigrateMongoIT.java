package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Migrations of MongoDB: run once, in order, in a transaction where the server has them, otherwise resumed where they stopped. */
@Tag("program")
@SuppressWarnings("NullAway.Init") // each test begins with use()
class MigrateMongoIT {
    @TempDir
    Path project;

    private @Nullable MongoServer server;
    private String database = "";
    private CliRunner seedbank;

    private void use(MongoServer on) {
        server = on;
        database = on.database();
        seedbank = CliRunner.in(project).env("DATABASE_URI", on.url(database));
    }

    @AfterEach
    void drop() {
        if (server != null) {
            server.drop(database);
        }
    }

    private List<Document> all(String collection) {
        return server.open(database)
                .getCollection(collection)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    private List<Object> values(String collection, String field) {
        return all(collection).stream().map(it -> it.get(field)).toList();
    }

    private void users(int count) {
        var users = new ArrayList<Document>();
        for (int i = 1; i <= count; i++) {
            users.add(new Document("_id", i).append("name", "user " + i));
        }
        server.open(database).getCollection("users").insertMany(users);
    }

    private CliRunner migration(int version, String yaml) {
        return seedbank.file("migrations/V%d__step.yaml".formatted(version), yaml);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void runs_what_is_pending_once_and_back(MongoServer on) throws IOException {
        use(on);
        seedbank.file("migrations/V1__create_users.yaml", """
                up:
                  - insertMany: {collection: users, documents: [{_id: 1, name: Ada}, {_id: 2, name: Grace}]}
                  - createIndex: {collection: users, key: {name: 1}, unique: true}
                down:
                  - drop: users
                """);
        seedbank.file("migrations/V2__add_user_roles.yaml", """
                up:
                  - updateMany: {collection: users, filter: {role: {$exists: false}}, update: {$set: {role: user}}, batch: 1}
                down:
                  - updateMany: {collection: users, filter: {}, update: {$unset: {role: 1}}}
                """);
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("2 pending", "Seedbank format");
        assertThat(seedbank.run("migrate", "--dry-run")).exits(0).prints("mongodb/V1__create_users.yaml");
        assertThat(all("users")).isEmpty();

        assertThat(seedbank.run("migrate"))
                .exits(0)
                .prints("mongodb/V1__create_users.yaml: 2 statements", "2 migrations, now at version 2");

        assertThat(values("users", "role")).containsExactly("user", "user");
        assertThat(seedbank.run("migrate")).exits(0).prints("mongodb is up to date at version 2");
        assertThat(seedbank.run("migrate", "status")).exits(0).prints("0 pending", "applied");
        assertThat(seedbank.run("migrate", "validate")).exits(0).prints("2 migrations checked");
        assertThat(seedbank.run("status")).exits(0).prints("users").neverSays("_seedbank_");

        assertThat(seedbank.run("migrate", "rollback", "--version", "1", "--confirm"))
                .exits(0)
                .prints("1 migration, now at version 1");
        assertThat(values("users", "role")).containsOnlyNulls();
        assertThat(seedbank.run("migrate", "rollback", "--steps", "1", "--confirm"))
                .exits(0);
        assertThat(all("users")).isEmpty();
        assertThat(seedbank.run("migrate")).exits(0).prints("2 migrations");

        var file = project.resolve("migrations/V1__create_users.yaml");
        Files.writeString(file, Files.readString(file).replace("Ada", "Bea"));
        assertThat(seedbank.run("migrate", "status")).exits(5).prints("edited");
        assertThat(seedbank.run("migrate", "validate")).exits(5).prints("name: Ada", "name: Bea");
        assertThat(seedbank.run("migrate", "repair", "--accept", "1")).exits(0);
        assertThat(seedbank.run("migrate", "validate")).exits(0);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void each_command_does_what_it_is_named_after(MongoServer on) {
        use(on);
        seedbank.file(
                "migrations/V1.data.json",
                "[{\"_id\": 11, \"at\": {\"$date\": \"2026-01-01T00:00:00Z\"}}, {\"_id\": 12}]");
        migration(1, """
                up:
                  - createCollection: a
                  - insertOne: {collection: a, document: {_id: 1, n: 1}}
                  - insertMany: {collection: a, documents: [{_id: 2, n: 2}, {_id: 3, n: 3}, {_id: 4, n: 4}, {_id: 5, n: 5}]}
                  - insert: {collection: a, file: V1.data.json}
                  - updateOne: {collection: a, filter: {_id: 1}, update: {$set: {n: 10}}}
                  - replaceOne: {collection: a, filter: {_id: 2}, replacement: {n: {$numberLong: "20"}}}
                  - deleteOne: {collection: a, filter: {_id: 3}}
                  - deleteMany: {collection: a, filter: {n: {$gte: 4, $lte: 5}}, batch: 1}
                  - createIndex: {collection: a, key: {n: 1}, name: by_n}
                  - createIndexes: {collection: a, indexes: [{key: {at: -1}}]}
                  - dropIndex: {collection: a, index: by_n}
                  - renameCollection: {from: a, to: b}
                  - createCollection: {collection: c}
                  - dropCollection: c
                """);
        assertThat(seedbank.run("migrate")).exits(0).prints("14 statements");
        assertThat(values("b", "_id")).containsExactly(1, 2, 11, 12);
        assertThat(values("b", "n")).containsExactly(10, 20L, null, null);
        assertThat(all("b").get(2).get("at")).isInstanceOf(java.util.Date.class);
        assertThat(server.open(database).listCollectionNames().into(new ArrayList<>()))
                .contains("b")
                .doesNotContain("a", "c");
        var indexes = server.open(database).getCollection("b").listIndexes().into(new ArrayList<>());
        assertThat(indexes.stream().map(it -> it.getString("name")))
                .contains("at_-1")
                .doesNotContain("by_n");
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void conditions_and_steps_for_each_document(MongoServer on) {
        use(on);
        server.open(database)
                .getCollection("pages")
                .insertMany(List.of(
                        new Document("_id", "a").append("path", "/a").append("revision", 1),
                        new Document("_id", "b").append("path", "$b").append("revision", new Document("n", 7)),
                        new Document("_id", "c").append("path", "/c").append("revision", null)));
        server.open(database)
                .getCollection("revisions")
                .insertMany(List.of(
                        new Document("_id", 1).append("path", "/a"),
                        new Document("_id", 2).append("path", "/a"),
                        new Document("_id", 3).append("path", "$b"),
                        new Document("_id", 4).append("path", "/c")));
        migration(1, """
                up:
                  - when: {count: {collection: config, filter: {key: new}, is: 0}}
                    do: [{insertOne: {collection: config, document: {key: new}}}]
                  - when: {count: {collection: config, filter: {key: new}, is: 0}}
                    do: [{insertOne: {collection: config, document: {key: never}}}]
                  - when: {exists: pages}
                    do: [{insertOne: {collection: config, document: {key: pages}}}]
                  - when: {exists: {collection: nowhere}}
                    do: [{insertOne: {collection: config, document: {key: never}}}]
                  - each: {collection: pages, filter: {revision: {$ne: null}}, project: {path: 1, revision: 1}}
                    do:
                      - updateMany: {collection: revisions, filter: {path: "${path}"}, update: {$set: {pageId: "${_id}", was: "${revision}", text: "page ${_id}"}}}
                      - insertOne: {collection: log, document: {page: "${_id}"}}
                """);
        assertThat(seedbank.run("migrate")).exits(0).prints("5 statements");
        assertThat(values("config", "key")).containsExactlyInAnyOrder("new", "pages");
        assertThat(values("revisions", "pageId")).containsExactly("a", "a", "b", null);
        assertThat(values("revisions", "was")).containsExactly(1, 1, new Document("n", 7), null);
        assertThat(values("revisions", "text")).containsExactly("page a", "page a", "page b", null);
        assertThat(values("log", "page")).containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void a_transaction_is_all_or_nothing_and_without_one_the_next_run_goes_on(MongoServer on) {
        use(on);
        users(3);
        migration(1, """
                up:
                  - insertOne: {collection: log, document: {n: 1}}
                  - insertOne: {collection: users, document: {_id: 2}}
                  - insertOne: {collection: log, document: {n: 2}}
                """);
        var failed = seedbank.run("migrate");
        assertThat(failed).exits(1).warns("migrations/V1__step.yaml:3: statement 2 of 3 (insertOne) failed");
        if (server.has(Capability.TRANSACTIONS)) {
            assertThat(failed).warns("Nothing of this migration was applied");
            assertThat(all("log")).isEmpty();
        } else {
            assertThat(failed).warns("1 statement is done", "it continues at statement 2");
            assertThat(values("log", "n")).containsExactly(1);
            assertThat(seedbank.run("migrate", "status")).exits(5).prints("failed after statement 1 of 3");
        }
        server.open(database).getCollection("users").deleteOne(new Document("_id", 2));
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(values("log", "n")).containsExactlyInAnyOrder(1, 2);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void what_must_not_run_twice_needs_a_transaction(MongoServer on) {
        use(on);
        users(5);
        migration(1, """
                up:
                  - updateMany: {collection: users, filter: {}, update: {$inc: {n: 1}}, batch: 2}
                """);
        assertThat(seedbank.run("migrate"))
                .exits(2)
                .warns("V1__step.yaml:2: updateMany: $inc would change", "once: true");
        migration(1, """
                up:
                  - updateMany: {collection: users, filter: {}, update: {$inc: {n: 1}}, batch: 2, once: true}
                """);
        if (server.has(Capability.TRANSACTIONS)) {
            assertThat(seedbank.run("migrate")).exits(0);
            assertThat(values("users", "n")).containsExactly(1, 1, 1, 1, 1);
        } else {
            assertThat(seedbank.run("migrate")).exits(2).warns("once: true needs a transaction", "--replSet");
            assertThat(values("users", "n")).containsOnlyNulls();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void what_is_wrong_in_a_file_shows_before_its_first_step(MongoServer on) {
        use(on);
        refuses("updateMnay: {collection: a, filter: {}}", "up, step 2: unknown command 'updateMnay'", "'updateMany'");
        refuses("updateMany: {colection: a}", "step 2: updateMany: unknown 'colection'", "'collection'");
        refuses("updateMany: {collection: a, filter: {}}", "'update' is missing");
        refuses("updateMany: {collection: a, filter: {}, update: {n: 1}}", "neither operators");
        refuses("insertOne: {collection: _seedbank, document: {}}", "not a collection of the application");
        refuses("insertOne: {collection: a, document: {at: 2026-01-01}}", "could be text or something else");
        refuses("insertOne: {collection: a, document: {at: {$date: soon}}}", "V1__step.yaml:3");
        refuses("insert: {collection: a, file: nowhere.json}", "the file 'nowhere.json' beside it cannot be read");
        refuses("runCommand: {collmod: a}", "'collmod' is not one of", "'collMod'");
        refuses("aggregate: {collection: a, pipeline: [{$match: {}}]}", "writes nothing");
        refuses(
                "aggregate: {collection: a, pipeline: [{$out: _seedbank_migrations}]}",
                "'_seedbank_migrations' is not a collection of the application");
        refuses("aggregate: {collection: a, pipeline: [{$merge: {into: {db: admin, coll: x}}}]}", "database 'admin'");
        refuses("exec: [sh, -c, exit]", "programs are not allowed", "allow-exec: true");
        refuses("{when: {exists: a}}", "'when' without 'do'");
        refuses(
                "{each: {collection: a, project: {path: 1}}, do: [{deleteMany: {collection: b, filter: {p: \"${pth}\"}}}]}",
                "there is no field ${pth}",
                "'path'");
        refuses("{each: {collection: a}, do: [{insertOne: {collection: a, document: {}}}]}", "might never end");
        seedbank.file("migrations/V1__step.yaml", "up: []\ndwon: []\n");
        assertThat(seedbank.run("migrate")).exits(2).warns("V1__step.yaml:2: unknown 'dwon'", "'down'");
        assertThat(all("first")).isEmpty();
    }

    private void refuses(String step, String... words) {
        migration(1, "up:\n  - insertOne: {collection: first, document: {}}\n  - " + step + "\n");
        assertThat(seedbank.run("migrate")).exits(2).warns(words);
    }

    /** It is sorted before all numbers, and compared with none of them; mongo-java-server sorts it behind them. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void a_batch_that_ends_with_not_a_number_is_not_the_last(MongoServer on) {
        use(on);
        on.assumes(Capability.TRANSACTIONS);
        var ids = List.<Object>of(Double.NaN, Double.NEGATIVE_INFINITY, -1, 0.5, 7L, "text");
        server.open(database)
                .getCollection("a")
                .insertMany(ids.stream().map(id -> new Document("_id", id)).toList());
        migration(1, "up:\n  - updateMany: {collection: a, filter: {}, update: {$set: {n: 1}}, batch: 1}\n");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(values("a", "n")).hasSize(ids.size()).containsOnly(1);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void programs_run_where_the_project_allows_them(MongoServer on) {
        use(on);
        seedbank.file(
                "seedbank.yaml",
                "seedbank: {stores: {content: {url: '${DATABASE_URI}'}}, migrations: {allow-exec: true}}\n");
        migration(1, "up:\n  - exec: [sh, -c, 'echo seen > seen.txt; echo \"by $DATABASE_URI\"; test -e ready']\n");
        assertThat(seedbank.run("migrate"))
                .exits(1)
                .warns("statement 1 of 1 (exec) failed: 'sh' ended with the exit code 1")
                .says("by mongodb://");
        assertThat(project.resolve("seen.txt")).exists();
        seedbank.file("ready", "");
        assertThat(seedbank.run("migrate")).exits(0);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void an_empty_one_as_create_writes_it_and_json(MongoServer on) {
        use(on);
        assertThat(seedbank.run("migrate", "create", "--name", "add user roles"))
                .exits(0)
                .prints("migrations/V1__add_user_roles.yaml");
        seedbank.file(
                "migrations/V2__json.json",
                "{\"up\": [\n\t{\"insertOne\": {\"collection\": \"a\", \"document\": {\"path\": \"a\\/b\"}}}]}");
        assertThat(seedbank.run("migrate")).exits(0).prints("0 statements", "1 statement");
        assertThat(values("a", "path")).containsExactly("a/b");
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void the_history_is_in_no_backup_and_is_never_cleaned(MongoServer on) throws IOException {
        use(on);
        migration(1, "up:\n  - insertOne: {collection: a, document: {_id: 1}}\n");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("backup", "--name", "b")).exits(0).prints("1 collection");
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0).prints("up to date at version 1");
        try (var files = Files.walk(project.resolve("backups"))) {
            assertThat(files.map(it -> it.getFileName().toString())).noneMatch(it -> it.contains("_seedbank"));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void another_runner_is_named(MongoServer on) {
        use(on);
        migration(1, "up: []\n");
        server.open(database)
                .getCollection("_seedbank_lease")
                .insertOne(new Document("_id", "migration")
                        .append("token", 7L)
                        .append("owner", "somebody")
                        .append("place", "ada@build-7, process 1")
                        .append("since", new java.util.Date())
                        .append("expires", new java.util.Date(System.currentTimeMillis() + 3_600_000)));
        assertThat(seedbank.run("migrate", "--lock-timeout", "1s"))
                .exits(1)
                .warns("The structure of this database is being changed already: ada@build-7, process 1, since");
    }

    /** Each block that names a file of migrations. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void the_examples_of_the_document_run(MongoServer on) throws IOException {
        use(on);
        users(3);
        server.open(database)
                .getCollection("pages")
                .insertOne(new Document("_id", "a").append("path", "/a").append("revision", 1));
        var blocks = Pattern.compile("```yaml\\n# (migrations/V\\S+\\.yaml)\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/migrations.md")))
                .results()
                .toList();
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
        blocks.forEach(it -> seedbank.file(it.group(1), it.group(2)));

        assertThat(seedbank.run("migrate")).exits(0).prints("2 migrations");
        assertThat(values("users", "role")).containsOnly("user");
        assertThat(seedbank.run("migrate", "rollback", "--version", "0", "--confirm"))
                .exits(0);
        assertThat(values("users", "role")).containsOnlyNulls();
    }
}
