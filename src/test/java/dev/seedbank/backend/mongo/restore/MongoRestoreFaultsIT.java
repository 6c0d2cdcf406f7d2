package dev.seedbank.backend.mongo.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoStandIn;
import dev.seedbank.testing.MongoStandIn.Action;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a restore survives, and what it says of what it does not. */
@Tag("program")
@Tag("long")
class MongoRestoreFaultsIT extends RestoreThroughStandIn {
    @Test
    void an_election_does_not_end_it() {
        server.open(name).getCollection("users").createIndex(new Document("email", 1));
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
        assertThat(restore()).exits(0);
        assertThat(digest()).isEqualTo(before);
        assertThat(standIn.touched("insert")).isPositive();
        assertThat(standIn.touched("createIndexes")).isEqualTo(1);
        assertThat(standIn.touched("renameCollection")).isEqualTo(1);
    }

    @Test
    void a_lost_answer_inserts_nothing_twice() {
        var before = backedUp();
        standIn.when(
                "insert",
                (command, count) -> isStaging(command.getString("insert")) && count % 3 == 2
                        ? new Action.Cut(count % 6 == 2)
                        : null);
        assertThat(restore()).exits(0);
        assertThat(digest()).isEqualTo(before);
        assertThat(standIn.touched("insert")).as("once after and once before").isGreaterThanOrEqualTo(2);
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

    @Test
    void a_rename_without_an_answer_is_looked_after() {
        var before = backedUp();
        standIn.when(
                "renameCollection",
                (command, count) -> count == 1 ? new Action.Cut(true) : count == 2 ? new Action.Cut(false) : null);
        assertThat(restore()).exits(0);
        assertThat(standIn.touched("renameCollection")).isEqualTo(2);
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
}
