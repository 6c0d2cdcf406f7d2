package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.mongo.catalog.ThisProcess;
import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody else is at work while a database is emptied. */
@Tag("program")
class CleanAtOnceIT {
    private static final int SIZE = 1000;
    private static final String TAKEN = "Another restore, clean or undo of '";
    private static final List<String> CLEAN = List.of("clean", "--confirm");
    private static final List<String> SEED = List.of("seed", "--clean", "--confirm");
    private static final List<String> RESTORE = List.of("restore", "--confirm");
    private static final List<String> UNDO = List.of("undo", "--confirm");

    @TempDir
    Path project;

    @Test
    void on_postgres_a_restore_keeps_out_whatever_empties() throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, SIZE)) {
            var seedbank = scene.seedbank().file("seeds/parents.json", "[{\"id\": 1, \"name\": \"one\"}]");
            assertThat(seedbank.run("backup", "--name", "one")).exits(0);
            var one = scene.digest();
            scene.fill(2, SIZE);
            try (var blocked = new Blockade(scene, "select count(*) from strays");
                    var first = seedbank.start("restore", "--confirm", "--no-safety-backup")) {
                blocked.awaitSomebody();
                for (var emptying : List.of(CLEAN, SEED)) {
                    assertThat(seedbank.run(emptying.toArray(String[]::new)))
                            .exits(1)
                            .warns(TAKEN + scene.database().name() + "' is running")
                            .neverSays("Safety backup");
                }
                assertThat(seedbank.run("clean", "--dry-run")).exits(0);
                blocked.lift();
                assertThat(first.endInput().await()).exits(0);
            }
            assertThat(scene.digest()).isEqualTo(one);
            assertThat(seedbank.run("clean", "--confirm")).exits(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void on_postgres_whatever_empties_keeps_the_others_out(boolean seeding) throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, SIZE)) {
            var seedbank = scene.seedbank().file("seeds/parents.json", "[{\"id\": 1, \"name\": \"one\"}]");
            assertThat(seedbank.run("clean", "--confirm", "--table", "strays")).exits(0);
            assertThat(seedbank.run("backup", "--name", "one")).exits(0);
            try (var blocked = new Blockade(scene, "select count(*) from children");
                    var first = seedbank.start((seeding ? SEED : CLEAN).toArray(String[]::new))) {
                blocked.awaitSomebody();
                for (var other : List.of(CLEAN, SEED, RESTORE, UNDO)) {
                    assertThat(seedbank.run(other.toArray(String[]::new)))
                            .exits(1)
                            .neverSays("Internal");
                }
                blocked.lift();
                assertThat(first.endInput().await()).exits(0);
            }
            assertThat(scene.database().query("select count(*) from parents")).containsExactly(seeding ? "1" : "0");
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(scene.database().query("select count(*) from children")).containsExactly("1007");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rows_that_postgres_got_after_the_safety_backup_stay(boolean seeding) throws Exception {
        try (var scene = PostgresScene.on(PostgresServer.any(), project).fill(1, SIZE);
                var writer = scene.database().connect();
                var statement = writer.createStatement()) {
            scene.owner().run("create table late (id int)", "insert into late values (1)");
            var seedbank = scene.seedbank().file("seeds/parents.json", "[{\"id\": 1, \"name\": \"one\"}]");
            var before = scene.tables();
            writer.setAutoCommit(false);
            statement.execute("insert into late values (2), (3)");
            try (var run = seedbank.start((seeding ? SEED : CLEAN).toArray(String[]::new))) {
                run.awaitSaying("Safety backup: ");
                try (var nobody = new Blockade(scene, "select")) {
                    nobody.awaitSomebody();
                }
                writer.commit();
                assertThat(run.endInput().await())
                        .exits(1)
                        .warns(
                                "late: 2 rows were written after the safety backup; nothing was changed",
                                "Run the command again.")
                        .says("was removed again");
            }
            assertThat(scene.database().query("select count(*) from late")).containsExactly("3");
            before.keySet().removeIf(name -> name.contains("late"));
            assertThat(scene.tables()).containsAllEntriesOf(before);
            assertThat(BackupFolder.of(project).names()).isEmpty();
            assertThat(seedbank.run(CLEAN.toArray(String[]::new))).exits(0).prints("late: 3 rows removed");
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(scene.database().query("select count(*) from late")).containsExactly("3");
        }
    }

    /** What was empty has no safety backup, so nothing may go. */
    @Test
    void rows_that_an_empty_table_of_postgres_got_stay() throws SQLException, IOException {
        try (var scene = PostgresScene.on(PostgresServer.any(), project);
                var writer = scene.database().connect();
                var statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into strays values (null, 'late')");
            try (var run = scene.seedbank().start("clean", "--confirm")) {
                try (var nobody = new Blockade(scene, "select")) {
                    nobody.awaitSomebody();
                }
                writer.commit();
                assertThat(run.endInput().await())
                        .exits(1)
                        .warns("strays: 1 row was written after the database was found empty; nothing was changed");
            }
            assertThat(scene.database().query("select count(*) from strays")).containsExactly("1");
        }
    }

    @Test
    void on_mongo_a_running_restore_keeps_out_whatever_empties_and_a_dead_one_does_not() throws IOException {
        try (var scene = MongoScene.on(MongoServer.any(), project).fill(1, SIZE)) {
            var seedbank = scene.seedbank().file("seeds/things.json", "[{\"_id\": 1}]");
            var before = scene.digest();
            var locks = scene.database().getCollection("_seedbank_lock");
            var lock = new Document("_id", "restore")
                    .append("owner", "x")
                    .append("since", new Date(0))
                    .append("expires", new Date(Long.MAX_VALUE / 2));
            locks.insertOne(new Document(lock).append("process", ThisProcess.document()));
            for (var emptying : List.of(CLEAN, SEED)) {
                assertThat(seedbank.run(emptying.toArray(String[]::new)))
                        .exits(1)
                        .warns(TAKEN + scene.name() + "' is running, since 1970")
                        .neverSays("Safety backup");
            }
            assertThat(seedbank.run("clean", "--dry-run")).exits(0);
            assertThat(scene.digest()).isEqualTo(before);
            locks.drop();
            locks.insertOne(
                    new Document(lock).append("process", new Document(ThisProcess.document()).append("started", 1L)));
            assertThat(seedbank.run("clean", "--confirm")).exits(0);
            assertThat(locks.countDocuments()).isZero();
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(scene.digest()).isEqualTo(before);
        }
    }

    @Test
    void on_mongo_a_clean_keeps_the_others_out() throws Exception {
        try (var scene = MongoScene.on(MongoServer.any(), project).fill(1, SIZE);
                var standIn = MongoStandIn.before(scene.server().url(scene.name()))) {
            var others = scene.seedbank().file("seeds/things.json", "[{\"_id\": 1}]");
            assertThat(others.run("backup", "--name", "one")).exits(0);
            var deleting = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            standIn.when("delete", (command, count) -> {
                if (command.getString("delete").getValue().equals("things")) {
                    deleting.countDown();
                    await(go);
                }
                return null;
            });
            try (var clean = scene.seedbank().env("DATABASE_URI", standIn.url()).start("clean", "--confirm")) {
                await(deleting);
                for (var other : List.of(CLEAN, SEED, RESTORE)) {
                    assertThat(others.run(other.toArray(String[]::new)))
                            .exits(1)
                            .warns(TAKEN + scene.name() + "' is running, since");
                }
                go.countDown();
                assertThat(clean.endInput().await()).exits(0);
            }
            assertThat(scene.database().getCollection("things").countDocuments())
                    .isZero();
        }
    }

    /** They cannot come back, but nobody must believe that undo has them. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void documents_that_mongo_got_after_the_safety_backup_are_told(boolean seeding) throws IOException {
        try (var scene = MongoScene.on(MongoServer.any(), project);
                var standIn = MongoStandIn.before(scene.server().url(scene.name()))) {
            var late = scene.database().getCollection("late");
            late.insertMany(List.of(new Document("_id", 1), new Document("_id", 2)));
            standIn.when("delete", (command, count) -> {
                if (command.getString("delete").getValue().equals("late")) {
                    late.insertOne(new Document("_id", 3));
                }
                return null;
            });
            var seedbank =
                    scene.seedbank().env("DATABASE_URI", standIn.url()).file("seeds/things.json", "[{\"_id\": 1}]");
            assertThat(seedbank.run((seeding ? SEED : CLEAN).toArray(String[]::new)))
                    .exits(1)
                    .says("late: 3 documents removed, 1 of them written after the safety backup")
                    .warns("late: 1 document was written after the safety backup and removed with the others");
            assertThat(late.countDocuments()).isZero();
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(late.countDocuments()).isEqualTo(2);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Duration.ofMinutes(1).toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
