package dev.seedbank.backend.mongo.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexOptions;
import dev.seedbank.testing.MongoStandIn;
import dev.seedbank.testing.MongoStandIn.Action;
import dev.seedbank.testing.OptionTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Options and indexes of collections: what the server no longer takes, and what is not wanted. */
@Tag("program")
@Tag("long")
class MongoRestoreOptionsIT extends RestoreThroughStandIn {
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
        logins.createIndex(new Document("at", 1), new IndexOptions().expireAfter(3600L, TimeUnit.SECONDS));
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

    private static @Nullable Action indexes(String... indexes) {
        return MongoStandIn.reply(answer -> {
            var all = new BsonArray();
            List.of(indexes).forEach(index -> all.add(BsonDocument.parse(index)));
            answer.getDocument("cursor").put("firstBatch", all);
            return answer;
        });
    }
}
