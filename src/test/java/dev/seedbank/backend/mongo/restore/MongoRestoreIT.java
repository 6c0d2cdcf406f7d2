package dev.seedbank.backend.mongo.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.Capability;
import dev.seedbank.testing.MongoStandIn;
import dev.seedbank.testing.MongoStandIn.Action;
import java.util.Date;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the new content of a collection comes into its place, and what is asked of the server for it. */
@Tag("program")
@Tag("long")
class MongoRestoreIT extends RestoreThroughStandIn {
    @Test
    void lists_the_collections_a_few_times_however_many_there_are() {
        for (int n = 0; n < 40; n++) {
            server.open(name).getCollection("c" + n).insertOne(new Document("_id", n));
        }
        backedUp();
        commands.clear();
        assertThat(restore()).exits(0);
        assertThat(commands.stream().filter(it -> it.startsWith("listCollections")))
                .hasSizeBetween(1, 14);
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
                .warns("users.ndjson is not a backup: line 2, column 1: expected a row (an object), found an array");
    }
}
