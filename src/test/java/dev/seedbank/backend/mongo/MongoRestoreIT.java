package dev.seedbank.backend.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import dev.seedbank.testing.MongoStandIn.Action;
import dev.seedbank.testing.OptionTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore through a stand-in that refuses, loses and forgets as real servers do. */
@Tag("program")
@Tag("long")
class MongoRestoreIT {
    @TempDir
    Path project;

    private final MongoServer server = MongoServer.any();
    private final String name = server.database();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private MongoStandIn standIn;

    @BeforeEach
    void fill() {
        var documents = new ArrayList<Document>();
        for (int n = 0; n < 30_000; n++) {
            documents.add(new Document("_id", n).append("text", "x".repeat(60)));
        }
        server.open(name).getCollection("many").insertMany(documents);
        server.open(name).getCollection("users").insertOne(new Document("_id", 1).append("email", "a"));
        standIn = MongoStandIn.before(server.url(name)).when((command, body) -> {
            commands.add(command + " " + body.get(command));
            return null;
        });
    }

    @AfterEach
    void close() {
        standIn.close();
        server.drop(name);
    }

    // What a driver tries again

    @Test
    void an_election_does_not_end_it() {
        var before = backedUp();
        standIn.when(
                "insert",
                (command, count) -> isStaging(command.getString("insert")) && count % 3 == 2
                        ? MongoStandIn.error(10107, "NotWritablePrimary", "not primary", "RetryableWriteError")
                        : null);
        standIn.when(
                "createIndexes",
                (command, count) -> count == 1
                        ? MongoStandIn.error(11602, "InterruptedDueToReplStateChange", "operation was interrupted")
                        : null);
        standIn.when(
                "renameCollection",
                (command, count) -> count == 1 ? MongoStandIn.error(10107, "NotWritablePrimary", "not primary") : null);
        server.open(name).getCollection("users").createIndex(new Document("email", 1));
        assertThat(restore()).exits(0);
        assertThat(digest()).containsEntry("many", before.get("many"));
    }

    @Test
    void a_lost_answer_inserts_nothing_twice() {
        var before = backedUp();
        standIn.when(
                "insert",
                (command, count) -> isStaging(command.getString("insert")) && count % 4 == 2
                        ? new Action.Cut(count % 8 == 2)
                        : null);
        assertThat(restore()).exits(0);
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void a_write_that_is_not_confirmed_in_time_is_reported() {
        backedUp();
        standIn.when(
                "insert",
                (command, count) -> isStaging(command.getString("insert"))
                        ? MongoStandIn.reply(answer -> answer.append(
                                "writeConcernError",
                                new BsonDocument("code", new BsonInt32(64))
                                        .append("codeName", new BsonString("WriteConcernTimeout"))
                                        .append("errmsg", new BsonString("waiting for replication timed out"))))
                        : null);
        assertThat(restore()).exits(1).warns("did not confirm in time", "secondaries");
    }

    // The rename

    @Test
    void a_rename_without_an_answer_is_looked_after() {
        var before = backedUp();
        standIn.when(
                "renameCollection",
                (command, count) -> count == 1 ? new Action.Cut(true) : count == 2 ? new Action.Cut(false) : null);
        assertThat(restore()).exits(0);
        assertThat(digest()).isEqualTo(before);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void says_what_is_not_known_and_keeps_the_copy() {
        var before = backedUp();
        standIn.when("renameCollection", (command, count) -> {
            if (count == 2) {
                server.open(name).getCollection("users").drop();
                standIn.close();
                return new Action.Cut(false);
            }
            return null;
        });
        var result = restore();
        assertThat(result)
                .exits(1)
                .warns(
                        "1 of 2 collections are replaced",
                        "whether 'users' is the old one, the new one or missing is not known")
                .warns("all of its new content is in the collection _seedbank_restoring_");
        assertThat(leftovers()).hasSize(1);
        assertThat(result).warns(leftovers().getFirst());
        var direct = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        assertThat(direct.run("restore", "--collection", "many", "--confirm", "--no-safety-backup"))
                .exits(0)
                .says("all that an interrupted restore was to put there is in the collection");
        assertThat(leftovers()).hasSize(1);
        assertThat(direct.run("restore", "--confirm", "--no-safety-backup")).exits(0);
        assertThat(leftovers()).isEmpty();
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void fills_in_place_where_the_server_takes_no_dots_in_a_new_name() {
        server.open(name).getCollection("fs.files").insertOne(new Document("_id", 1));
        var before = backedUp();
        standIn.when(
                "renameCollection",
                (command, count) -> command.getString("to")
                                .getValue()
                                .substring(name.length() + 1)
                                .contains(".")
                        ? MongoStandIn.error(73, "InvalidNamespace", "no dots here")
                        : null);
        server.open(name).getCollection("fs.files").drop();
        assertThat(restore()).exits(0);
        assertThat(digest()).isEqualTo(before);
        assertThat(leftovers()).isEmpty();
    }

    // What is asked of the server

    @Test
    void lists_the_collections_a_few_times_however_many_there_are() {
        for (int n = 0; n < 40; n++) {
            server.open(name).getCollection("c" + n).insertOne(new Document("_id", n));
        }
        backedUp();
        commands.clear();
        assertThat(restore()).exits(0);
        assertThat(commands.stream().filter(it -> it.startsWith("listCollections")))
                .hasSizeLessThan(15);
    }

    @Test
    void stored_functions_come_back() {
        server.open(name).getCollection("system.js").insertOne(new Document("_id", "f").append("value", 1));
        backedUp();
        server.open(name).getCollection("system.js").deleteMany(new Document());
        assertThat(restore()).exits(0).prints("system.js");
        assertThat(server.open(name).getCollection("system.js").find().first()).containsEntry("value", 1);
        assertThat(commands).noneMatch(it -> it.startsWith("drop") && it.contains("system.js"));
    }

    // Options and indexes

    @OptionTest("restore --no-options")
    void options_that_the_server_takes_no_more_are_left_out_and_told() {
        var lists = new AtomicBoolean(true);
        standIn.when((command, body) -> lists.get() && command.equals("listCollections")
                ? options(options ->
                        options.append("autoIndexId", BsonBoolean.TRUE).append("recordPreImages", BsonBoolean.TRUE))
                : null);
        backedUp();
        lists.set(false);
        assertThat(restore())
                .exits(0)
                .prints(
                        "users: the option 'autoIndexId' is left out",
                        "users: the option 'recordPreImages' is left out");
        assertThat(restore("--no-options")).exits(0).neverSays("left out");
    }

    @OptionTest("restore --no-indexes")
    void indexes_that_the_server_takes_no_more_are_said_otherwise_or_left_out() {
        var lists = new AtomicBoolean(true);
        standIn.when(
                "listIndexes",
                (command, count) -> lists.get()
                                && command.getString("listIndexes").getValue().equals("users")
                        ? indexes(
                                "{name: 'place', key: {place: 'geoHaystack'}, bucketSize: 1}",
                                "{name: 'old', key: {email: true}, dropDups: true}",
                                "{name: 'plain', key: {text: 1}}")
                        : null);
        backedUp();
        lists.set(false);
        assertThat(restore("--no-indexes")).exits(0).neverSays("left out");
        assertThat(server.open(name).getCollection("users").listIndexes().into(new ArrayList<>()))
                .hasSize(1);
        assertThat(restore())
                .exits(0)
                .prints("users: the index 'place' is left out")
                .neverSays("the index 'old' is left out", "the index 'plain' is left out");
        assertThat(server.open(name)
                        .getCollection("users")
                        .listIndexes()
                        .map(it -> it.getString("name"))
                        .into(new ArrayList<>()))
                .containsExactlyInAnyOrder("_id_", "old", "plain");
    }

    @Test
    void what_is_there_stays_without_the_backups_indexes_and_options() {
        backedUp();
        var users = server.open(name).getCollection("users");
        users.createIndex(new Document("email", 1));
        server.open(name).runCommand(Document.parse("{collMod: 'users', validator: {email: {$exists: true}}}"));
        var before = digest();
        assertThat(restore("--no-indexes", "--no-options")).exits(0);
        assertThat(digest()).isEqualTo(before);
        assertThat(restore()).exits(0);
        assertThat(digest()).isNotEqualTo(before);
    }

    @Test
    void nothing_is_removed_by_its_age_while_it_is_loaded() {
        var logins = server.open(name).getCollection("logins");
        logins.createIndex(
                new Document("at", 1),
                new com.mongodb.client.model.IndexOptions().expireAfter(3600L, java.util.concurrent.TimeUnit.SECONDS));
        logins.insertOne(new Document("_id", 1).append("at", Date.from(Instant.now())));
        var before = backedUp();
        commands.clear();
        standIn.when("createIndexes", (command, count) -> {
            if (command.toString().contains("expireAfterSeconds")) {
                commands.add("from now on");
            }
            return null;
        });
        assertThat(restore()).exits(0);
        assertThat(digest()).isEqualTo(before);
        var afterwards = commands.subList(commands.indexOf("from now on") + 1, commands.size());
        assertThat(afterwards)
                .noneMatch(it -> it.startsWith("insert"))
                .anyMatch(it -> it.startsWith("renameCollection"));
    }

    // What is not replaced by a rename

    @Test
    void a_sharded_collection_is_filled_in_place() {
        var before = backedUp();
        standIn.as(hello -> hello.append("msg", new BsonString("isdbgrid")));
        standIn.when(
                "collStats",
                (command, count) -> MongoStandIn.reply(answer -> answer.append("sharded", BsonBoolean.TRUE)));
        standIn.when("renameCollection", (command, count) -> MongoStandIn.error(20, "IllegalOperation", "no"));
        server.open(name).getCollection("users").insertOne(new Document("_id", 2));
        assertThat(restore("--dry-run")).exits(0).prints("users: is sharded: its documents are replaced in place");
        commands.clear();
        assertThat(restore()).exits(0);
        assertThat(digest()).isEqualTo(before);
        assertThat(commands).noneMatch(it -> it.startsWith("drop ") && it.contains("users"));
    }

    @Test
    void an_encrypted_collection_is_filled_with_all_that_it_had() {
        server.open(name).getCollection("users").insertOne(Document.parse("{_id: 2, __safeContent__: [1]}"));
        var before = backedUp(() -> standIn.when((command, body) -> command.equals("listCollections")
                ? options(options -> options.append("encryptedFields", BsonDocument.parse("{fields: []}")))
                : null));
        standIn.when(
                "create",
                (command, count) -> new Action.Change(
                        asked -> {
                            asked.remove("encryptedFields");
                            return asked;
                        },
                        UnaryOperator.identity()));
        standIn.when(
                "renameCollection",
                (command, count) ->
                        command.getString("renameCollection").getValue().endsWith("_1")
                                ? MongoStandIn.error(20, "IllegalOperation", "Cannot rename an encrypted collection")
                                : null);
        standIn.when(
                "insert",
                (command, count) -> command.getBoolean("bypassDocumentValidation", BsonBoolean.FALSE)
                                        .getValue()
                                || !command.getString("insert").getValue().endsWith("_1")
                        ? null
                        : MongoStandIn.error(
                                6666200,
                                "Location6666200",
                                "Cannot insert a document with field name __safeContent__"));
        assertThat(restore()).exits(0);
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void a_time_series_keeps_its_copy_until_it_is_complete() {
        server.assumes(Capability.TIME_SERIES);
        server.open(name).runCommand(Document.parse("{create: 'metrics', timeseries: {timeField: 'at'}}"));
        for (int n = 0; n < 5; n++) {
            server.open(name)
                    .getCollection("metrics")
                    .insertOne(new Document("at", new Date(n * 1000L)).append("n", n));
        }
        var before = backedUp();
        var fails = new AtomicBoolean(true);
        standIn.when(
                "insert",
                (command, count) ->
                        fails.get() && command.getString("insert").getValue().equals("metrics")
                                ? MongoStandIn.error(14031, "OutOfDiskSpace", "no space left")
                                : null);
        assertThat(restore())
                .exits(1)
                .warns(
                        "no space left",
                        "'metrics' was emptied, and has not been filled again, or only in part",
                        "its new content is in the collection");
        assertThat(leftovers()).hasSize(1);
        fails.set(false);
        assertThat(restore()).exits(0);
        assertThat(leftovers()).isEmpty();
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void lines_of_another_program_are_restored() {
        var seedbank = seedbank()
                .file(
                        "export/users.jsonl",
                        "{\"_id\": 5}\n{\"_id\": {\"$uuid\": \"00112233-4455-6677-8899-aabbccddeeff\"}}\n");
        assertThat(seedbank.run("restore", "export/users.jsonl", "--confirm", "--no-safety-backup"))
                .exits(0)
                .prints("users: 2 documents");
        assertThat(server.open(name).getCollection("users").countDocuments()).isEqualTo(2);
        assertThat(server.open(name).getCollection("many").countDocuments()).isEqualTo(30_000);
        seedbank.file("export/users.ndjson", "{\"_id\": 5}\n[1]\n");
        assertThat(seedbank.run("restore", "export/users.ndjson", "--confirm", "--no-safety-backup"))
                .exits(1)
                .warns("row 2 of users is not an object");
    }

    private static boolean isStaging(BsonString collection) {
        return collection.getValue().startsWith("_seedbank_restoring");
    }

    private static Action options(java.util.function.Consumer<BsonDocument> change) {
        return MongoStandIn.reply(answer -> {
            for (var entry : answer.getDocument("cursor").getArray("firstBatch")) {
                boolean full = entry.asDocument().containsKey("options"); // not so of lists of names
                if (full && entry.asDocument().getString("name").getValue().equals("users")) {
                    change.accept(entry.asDocument().getDocument("options"));
                }
            }
            return answer;
        });
    }

    private static @Nullable Action indexes(String... indexes) {
        return MongoStandIn.reply(answer -> {
            var all = new BsonArray();
            List.of(indexes).forEach(index -> all.add(BsonDocument.parse(index)));
            answer.getDocument("cursor").put("firstBatch", all);
            return answer;
        });
    }

    private java.util.Map<String, String> backedUp() {
        return backedUp(() -> {});
    }

    private java.util.Map<String, String> backedUp(Runnable first) {
        var before = digest();
        first.run();
        assertThat(seedbank().run("backup")).exits(0);
        BackupFolder.of(project).only("backup");
        return before;
    }

    private CliResult restore(String... options) {
        var words = new ArrayList<>(List.of("restore", "--confirm", "--no-safety-backup"));
        words.addAll(List.of(options));
        return seedbank().run(words.toArray(String[]::new));
    }

    private CliRunner seedbank() {
        return CliRunner.in(project).env("DATABASE_URI", standIn.url()).timeout(Duration.ofMinutes(2));
    }

    private java.util.Map<String, String> digest() {
        return MongoDigest.of(server.open(name));
    }

    private List<String> leftovers() {
        return server.open(name).listCollectionNames().into(new ArrayList<>()).stream()
                .filter(it -> it.startsWith("_seedbank_restoring"))
                .toList();
    }
}
