package dev.seedbank.backend.mongo.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.backend.mongo.MongoStores;
import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import dev.seedbank.testing.MongoStandIn.Action;
import dev.seedbank.testing.OptionTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots, on a server that seems to have them, and what becomes of a backup when it gives them up. */
@Tag("program")
@Tag("long")
class MongoConsistencyIT {
    private static final int MANY = 25_000;

    @TempDir
    Path project;

    private final MongoServer server = MongoServer.any();
    private final String name = server.database();
    private final AtomicInteger lost = new AtomicInteger();
    private MongoStandIn standIn;

    @BeforeEach
    void fill() {
        for (var collection : new String[] {"a", "b", "c"}) {
            var documents = new ArrayList<Document>();
            for (int n = 0; n < (collection.equals("b") ? MANY : 10); n++) {
                documents.add(new Document("_id", n % 3 == 0 ? n : n % 3 == 1 ? "s" + n : new ObjectId())
                        .append("text", "x".repeat(60)));
            }
            server.open(name).getCollection(collection).insertMany(documents);
        }
        standIn = MongoStandIn.before(server.url(name)).when(this::snapshots);
    }

    @AfterEach
    void close() {
        standIn.close();
        server.drop(name);
    }

    /** The server at hand reads the present; it seems to read the past. */
    private @Nullable Action snapshots(String command, BsonDocument body) {
        if (command.equals("getMore")) {
            return MongoStandIn.reply(answer -> {
                answer.getDocument("cursor", new BsonDocument()).remove("atClusterTime"); // another moment's
                return answer;
            });
        }
        var concern = body.getDocument("readConcern", new BsonDocument());
        if (!command.equals("find")
                || !concern.getString("level", new BsonString("")).getValue().equals("snapshot")) {
            return null;
        }
        BsonValue moment = concern.get("atClusterTime", new BsonTimestamp(1_800_000_000, 1));
        return new Action.Change(
                asked -> {
                    asked.remove("readConcern");
                    return asked;
                },
                answer -> {
                    if (answer.get("cursor") instanceof BsonDocument cursor) {
                        cursor.put("atClusterTime", moment);
                    }
                    return answer;
                });
    }

    /** Of this collection's reading the {@code number}-th further batch is refused: its snapshot is too old. */
    private void giveUp(String collection, int number) {
        standIn.when("getMore", (command, count) -> {
            boolean its = command.getString("collection").getValue().equals(collection);
            return its && lost.incrementAndGet() == number
                    ? MongoStandIn.error(239, "SnapshotTooOld", "Read timestamp is older than the oldest")
                    : null;
        });
    }

    @Test
    void reads_all_collections_in_one_snapshot() throws IOException {
        assertThat(backup()).exits(0).neverSays("read in");
        assertThat(metadata()).contains("\"consistency\" : \"snapshot\"").doesNotContain("\"none\"");
        roundTrip();
    }

    @Test
    void continues_a_collection_behind_its_last_id_when_the_snapshot_is_given_up() throws IOException {
        giveUp("b", 2);
        assertThat(backup()).exits(0).prints("read in a snapshot, continued without: b", "read in its own snapshot: c");
        assertThat(metadata()).contains("\"continued\"", "\"collection\"", "\"snapshot\"");
        assertThat(seedbank().run("backup", "show", BackupFolder.of(project).only("backup")))
                .exits(0)
                .prints("one snapshot", "a snapshot, continued without", "its own snapshot");
        roundTrip();
    }

    @Test
    void fails_if_one_snapshot_is_what_was_asked_for() throws IOException {
        giveUp("b", 1);
        assertThat(backup("--consistency", "snapshot"))
                .exits(1)
                .warns("discarded the snapshot while reading b", "minSnapshotHistoryWindowInSeconds");
        assertThat(BackupFolder.of(project).names()).isEmpty();
        assertThat(BackupFolder.of(project).leftovers()).isEmpty();
    }

    @OptionTest("backup --consistency")
    void reads_each_in_a_snapshot_of_its_own_if_asked() throws IOException {
        assertThat(backup("--consistency", "collection")).exits(0).prints("read in its own snapshot: a, b, c");
        roundTrip();
    }

    @Test
    void a_collection_that_changed_its_definition_is_read_alone() throws IOException {
        standIn.when("find", (command, count) -> {
            boolean its = command.getString("find").getValue().equals("a") && command.containsKey("hint");
            return its && lost.incrementAndGet() == 1
                    ? MongoStandIn.error(246, "SnapshotUnavailable", "Unable to read from a snapshot")
                    : null;
        });
        assertThat(backup()).exits(0).prints("read in its own snapshot: a").neverSays("continued");
        roundTrip();
    }

    @Test
    void says_why_there_is_no_snapshot() {
        standIn.as(hello -> {
            hello.remove("setName");
            hello.remove("hosts");
            return hello;
        });
        standIn.when((command, body) -> body.containsKey("readConcern")
                ? MongoStandIn.error(123, "NotAReplicaSet", "needs a replica set")
                : null);
        assertThat(backup("--consistency", "snapshot")).exits(1).warns("standalone", "--consistency auto");
        assertThat(backup()).exits(0).says("standalone").prints("read without a snapshot: a, b, c");
        standIn.as(hello -> hello.append("msg", new BsonString("isdbgrid")));
        assertThat(backup("--consistency", "snapshot")).exits(1).warns("sharded cluster");
    }

    @Test
    void a_capped_collection_is_read_outside_before_8_0() {
        server.open(name)
                .runCommand(new Document("create", "log").append("capped", true).append("size", 4096));
        server.open(name).getCollection("log").insertOne(new Document("n", 1));
        standIn.as(hello -> hello.append("maxWireVersion", new BsonInt32(21)));
        assertThat(backup()).exits(0).prints("read without a snapshot: log");
        assertThat(backup("--consistency", "snapshot")).exits(1).warns("log", "capped", "8.0");
    }

    /** That a server takes too long says nothing of what it can do. */
    @Test
    void a_time_out_is_no_lack_of_snapshots() {
        standIn.when(
                "find",
                (command, count) -> command.containsKey("readConcern")
                        ? MongoStandIn.error(50, "MaxTimeMSExpired", "operation exceeded time limit")
                        : null);
        assertThat(backup()).exits(1).warns("operation exceeded time limit");
    }

    @Test
    void a_collection_that_is_dropped_while_it_is_read_is_no_empty_one() {
        standIn.when("find", (command, count) -> {
            if (command.getString("find").getValue().equals("c") && !command.containsKey("limit")) {
                server.open(name).getCollection("c").drop();
            }
            return null;
        });
        assertThat(backup()).exits(1).warns("c was dropped or renamed while the backup was made");
        assertThat(BackupFolder.of(project).names()).isEmpty();
    }

    @Test
    void a_second_reader_reads_at_the_moment_of_the_first() throws IOException {
        var moments = new ConcurrentHashMap<String, BsonValue>();
        standIn.when("find", (command, count) -> {
            var concern = command.getDocument("readConcern", new BsonDocument());
            if (command.containsKey("hint") && concern.containsKey("atClusterTime")) {
                moments.put(command.getString("find").getValue(), concern.get("atClusterTime"));
            }
            return null;
        });
        try (var store = MongoStores.open(standIn.url());
                var snapshot = store.snapshot(ConsistencyMode.SNAPSHOT);
                var first = snapshot.reader();
                var second = snapshot.reader()) {
            for (var collection : snapshot.collections()) {
                var reader = collection.name().equals("a") ? first : second;
                reader.read(collection, OutputStream.nullOutputStream(), read -> {});
                assertThat(snapshot.consistency(collection)).isEqualTo(Consistency.SNAPSHOT);
            }
        }
        assertThat(moments).containsOnlyKeys("a", "b", "c");
        assertThat(moments.values()).containsOnly(new BsonTimestamp(1_800_000_000, 1));
    }

    private CliRunner seedbank() {
        return CliRunner.in(project).env("DATABASE_URI", standIn.url());
    }

    private dev.seedbank.testing.CliResult backup(String... options) {
        var words = new ArrayList<>(java.util.List.of("backup"));
        words.addAll(java.util.List.of(options));
        return seedbank().run(words.toArray(String[]::new));
    }

    private String metadata() throws IOException {
        var folder = project.resolve("backups").resolve(BackupFolder.of(project).only("backup"));
        return Files.readString(folder.resolve("metadata.json"));
    }

    /** What was read is what is there: nothing missing, nothing twice. */
    private void roundTrip() {
        var before = MongoDigest.of(server.open(name));
        assertThat(CliRunner.in(project)
                        .env("DATABASE_URI", server.url(name))
                        .run("restore", "--confirm", "--no-safety-backup"))
                .exits(0);
        assertThat(MongoDigest.of(server.open(name))).isEqualTo(before);
    }
}
