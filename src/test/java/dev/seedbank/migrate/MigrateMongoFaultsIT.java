package dev.seedbank.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runners at once and killed runners on MongoDB. {@code -Dkills=30} for a longer evening, {@code -Dkills.seed=} to repeat a run's
 * moments, {@code -Ddocuments=1000000} for the update of many.
 */
@Tag("program")
class MigrateMongoFaultsIT {
    private static final int TIMES = Integer.getInteger("kills", 2);
    private static final int DOCUMENTS = Integer.getInteger("documents", 1_000);
    private static final long SEED = Long.getLong("kills.seed", System.nanoTime());
    private static final MongoServer SERVER = MongoServer.embedded();

    @TempDir
    Path project;

    private String database = "";
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        database = SERVER.database();
        seedbank =
                CliRunner.in(project).env("DATABASE_URI", SERVER.url(database)).timeout(Duration.ofMinutes(10));
    }

    @AfterEach
    void drop() {
        SERVER.drop(database);
    }

    private List<Document> all(String collection) {
        return SERVER.open(database)
                .getCollection(collection)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    private void fill(String collection, int count) {
        var documents = new ArrayList<Document>();
        for (int i = 0; i < count; i++) {
            documents.add(new Document("_id", id(i)).append("name", "n" + i));
            if (documents.size() == 10_000 || i == count - 1) {
                SERVER.open(database).getCollection(collection).insertMany(documents);
                documents.clear();
            }
        }
    }

    private static Object id(int i) {
        return i % 3 == 0 ? "text " + i : (Object) i;
    }

    @Test
    void what_was_inserted_and_changed_since_is_not_inserted_again() {
        fill("a", 2);
        seedbank.file("migrations/V1__b.yaml", """
                transaction: false
                up:
                  - each: {collection: a, filter: {}}
                    do:
                      - insertOne: {collection: b, document: {of: "${_id}"}}
                      - updateMany: {collection: b, filter: {of: "${_id}"}, update: {$set: {note: "${note}"}}}
                """);
        var a = SERVER.open(database).getCollection("a");
        a.updateOne(Filters.eq("text 0"), new Document("$set", new Document("note", "n")));
        a.updateOne(Filters.eq(1), new Document("$set", new Document("note", "n")));
        a.insertOne(new Document("_id", "x"));
        assertThat(seedbank.run("migrate")).exits(1).warns("has no 'note'");

        a.updateOne(Filters.eq("x"), new Document("$set", new Document("note", "n")));
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(all("b")).hasSize(3).allMatch(it -> it.containsKey("note"));
    }

    @Test
    void of_five_runners_at_once_each_version_runs_once() {
        for (int n = 1; n <= 4; n++) {
            seedbank.file(
                    "migrations/V%d__step.yaml".formatted(n),
                    "transaction: false\nup:\n  - insertOne: {collection: steps, document: {n: %d}}\n".formatted(n));
        }
        var runs = IntStream.range(0, 5)
                .mapToObj(_ -> seedbank.start("migrate", "--lock-timeout", "300s"))
                .toList();

        runs.forEach(run -> assertThat(run.await()).exits(0));

        assertThat(all("steps").stream().map(it -> it.get("n"))).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(all("_seedbank_migrations").stream().map(it -> it.get("version")))
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void a_killed_runner_is_taken_over_and_completed() {
        System.out.println("Moments of the kills by -Dkills.seed=" + SEED);
        var random = new Random(SEED);
        var rows = new StringBuilder();
        IntStream.range(0, 3_000).forEach(n -> rows.append("{\"row\": %d}%n".formatted(n)));
        seedbank.file("migrations/V2.rows.json", rows.toString());
        seedbank.file("migrations/V1__whole.yaml", """
                up:
                  - insertOne: {collection: steps, document: {name: whole}}
                  - updateMany: {collection: users, filter: {}, update: {$set: {whole: true}}}
                """);
        seedbank.file("migrations/V2__steps.yaml", """
                transaction: false
                up:
                  - createCollection: made
                  - insert: {collection: rows, file: V2.rows.json}
                  - updateMany: {collection: users, filter: {role: {$exists: false}}, update: {$set: {role: user}}, batch: 7}
                  - when: {count: {collection: steps, filter: {name: one}, is: 0}}
                    do:
                      - insertMany: {collection: steps, documents: [{name: one}, {name: two}]}
                      - insertOne: {collection: steps, document: {name: three}}
                  - each: {collection: users, project: {name: 1}}
                    do: [{insertOne: {collection: copies, document: {of: "${_id}", name: "${name}"}}}]
                  - createIndexes: {collection: users, indexes: [{key: {role: 1, name: -1}, name: by_role}, {key: {whole: 1}, sparse: true}]}
                  - createIndex: {collection: made, key: {n: 1}, unique: true}
                  - renameCollection: {from: made, to: renamed}
                  - createCollection: {collection: log, capped: true, size: 4096}
                """);
        fill("users", 300);
        var whole = seedbank.run("migrate");
        assertThat(whole).exits(0);
        var structure = BackupFolder.structureNow(seedbank);
        int broken = 0;
        for (int i = 0; i < TIMES; i++) {
            SERVER.drop(database);
            fill("users", 300);
            for (int kills = 0; kills < 2; kills++) {
                try (var run = seedbank.start("migrate", "--lock-timeout", "90s")) {
                    pause(random.nextLong(whole.duration().toMillis()));
                    broken += run.isAlive() ? 1 : 0;
                    run.kill();
                }
            }
            assertThat(seedbank.run("migrate", "--lock-timeout", "90s"))
                    .as("kill %d", i)
                    .exits(0);
            assertThat(all("steps").stream().map(it -> it.get("name")))
                    .containsExactlyInAnyOrder("whole", "one", "two", "three");
            assertThat(all("rows").stream().map(it -> it.getInteger("row")))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 3_000).boxed().toList());
            assertThat(all("users"))
                    .allSatisfy(
                            it -> assertThat(it).containsEntry("role", "user").containsEntry("whole", true));
            assertThat(all("copies").stream().map(it -> it.get("of")))
                    .containsExactlyInAnyOrderElementsOf(
                            all("users").stream().map(it -> it.get("_id")).toList());
            assertThat(SERVER.open(database).listCollectionNames().into(new ArrayList<>()))
                    .contains("renamed")
                    .doesNotContain("made");
            assertThat(seedbank.run("migrate", "validate")).exits(0);
            assertThat(BackupFolder.structureNow(seedbank)).as("kill %d", i).isEqualTo(structure);
        }
        System.out.printf("%d of %d kills met a run that had not ended%n", broken, 2 * TIMES);
    }

    /** Of two types of {@code _id}, so that the walk has to go on behind the first; killed when a random document has been changed. */
    @Test
    void an_update_of_many_that_is_killed_changes_each_once() {
        boolean transactions = SERVER.has(Capability.TRANSACTIONS);
        fill("many", DOCUMENTS);
        seedbank.file("migrations/V1__count.yaml", """
                up:
                  - updateMany: {collection: many, filter: {}, update: %s, batch: %d%s}
                """.formatted(
                        transactions ? "{$inc: {n: 1}}" : "{$set: {n: 1}}",
                        Math.max(10, DOCUMENTS / 300),
                        transactions ? ", once: true" : ""));
        var moments = new Random(SEED)
                .ints(TIMES, 0, DOCUMENTS)
                .mapToObj(MigrateMongoFaultsIT::id)
                .sorted(Comparator.<Object, Boolean>comparing(it -> it instanceof String)
                        .thenComparing(it -> it instanceof Integer n ? n : 0)
                        .thenComparing(Object::toString))
                .toList();
        var many = SERVER.open(database).getCollection("many");
        long seen = 0;
        int broken = 0;
        for (var moment : moments) {
            try (var run = seedbank.start("migrate", "--lock-timeout", "90s")) {
                var changed = Filters.and(Filters.eq("_id", moment), Filters.eq("n", 1));
                while (run.isAlive() && many.find(changed).first() == null) {
                    pause(1);
                }
                broken += run.isAlive() ? 1 : 0;
                run.kill();
            }
            long now = many.countDocuments(Filters.eq("n", 1));
            assertThat(now).isGreaterThanOrEqualTo(seen);
            seen = now;
        }
        var last = seedbank.run("migrate", "--lock-timeout", "90s");
        assertThat(last).exits(0);
        assertThat(many.countDocuments(Filters.eq("n", 1))).isEqualTo(DOCUMENTS);
        assertThat(many.countDocuments()).isEqualTo(DOCUMENTS);
        System.out.printf(
                "%d of %d kills met an update of %d documents%s that had not ended; the last run took %d ms%n",
                broken,
                TIMES,
                DOCUMENTS,
                transactions ? " in transactions" : "",
                last.duration().toMillis());
    }

    /** As a runner that is killed within its transaction leaves it: the next one has taken the lease by then, and must not lose it. */
    @Test
    void the_transaction_of_a_killed_runner_does_not_cost_the_next_one_its_lease() {
        assumeTrue(SERVER.has(Capability.TRANSACTIONS));
        seedbank.file("migrations/V1__one.yaml", "up:\n  - insertOne: {collection: a, document: {n: 1}}\n");
        assertThat(seedbank.run("migrate")).exits(0);
        seedbank.file("migrations/V2__two.yaml", "up:\n  - insertOne: {collection: a, document: {n: 2}}\n");
        var leases = SERVER.open(database).getCollection("_seedbank_lease");
        try (var killed = SERVER.client().startSession()) {
            killed.startTransaction();
            leases.updateOne(killed, Filters.eq("fence"), Updates.inc("writes", 1));
            try (var run = seedbank.start("migrate")) {
                run.awaitSaying("Waiting for the transaction of a migration that was killed");
                while (run.isAlive()
                        && seconds(leases.find(Filters.eq("migration")).first()) < 70) {
                    pause(100);
                }
                assertThat(run.isAlive()).isTrue();
                killed.abortTransaction();
                assertThat(run.await()).exits(0);
            }
        }
        assertThat(all("a")).hasSize(2);
    }

    /** For which the lease has been good in all, as it stands. */
    private static long seconds(Document lease) {
        return Duration.between(
                        lease.getDate("since").toInstant(),
                        lease.getDate("expires").toInstant())
                .toSeconds();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void with_a_store_of_each_engine_one_folder_holds_both() {
        try (var db = PostgresServer.any().createDatabase()) {
            var both = seedbank.env("DATABASE_URL", db.url())
                    .file("migrations/V1__table.sql", "-- migrate:up\ncreate table t (id int);\n")
                    .file("migrations/V2__document.yaml", "up:\n  - insertOne: {collection: a, document: {n: 1}}\n");
            assertThat(both.run("migrate")).exits(0).prints("postgresql/V1__table.sql", "mongodb/V2__document.yaml");
            assertThat(both.run("migrate", "status")).exits(0);
            assertThat(both.run("migrate", "-s", "mongodb")).exits(0).prints("mongodb is up to date at version 2");
            both.file("migrations/V3__document.yaml", "transaction: true\nup:\n  - drop: a\n");
            assertThat(both.run("migrate"))
                    .exits(2)
                    .warns("V3__document.yaml:3: drop: changes structure, which no transaction takes");
        }
    }
}
