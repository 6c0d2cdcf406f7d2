package dev.seedbank.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large collection of MongoDB goes piece by piece. */
@Tag("program")
class CleanMongoIT {
    private static final int MANY = 25_000;
    private static final String FUNCTIONS = "system.js";

    @TempDir
    Path project;

    @Test
    void empties_a_large_collection_in_pieces() {
        var server = MongoServer.any();
        var name = server.database();
        var documents = new ArrayList<Document>();
        for (int n = 0; n < MANY; n++) {
            documents.add(new Document("_id", n % 2 == 0 ? n : new ObjectId()));
        }
        server.open(name).getCollection("many").insertMany(documents);
        var deletes = new AtomicInteger();
        try (var standIn = MongoStandIn.before(server.url(name))) {
            standIn.when("delete", (command, count) -> {
                deletes.set(count);
                return null;
            });
            assertThat(CliRunner.in(project)
                            .env("DATABASE_URI", standIn.url())
                            .run("clean", "--confirm", "--no-safety-backup"))
                    .exits(0)
                    .prints("many: 25000 documents removed");
        }
        assertThat(deletes.get()).isGreaterThanOrEqualTo(3);
        assertThat(server.open(name).getCollection("many").countDocuments()).isZero();
        server.drop(name);
    }

    @Test
    void emptying_what_is_empty_costs_nothing_that_undo_needs() {
        var server = MongoServer.any();
        var name = server.database();
        server.open(name).getCollection("users").insertOne(new Document("_id", 1));
        server.open(name).getCollection("teams").insertOne(new Document("_id", 7));
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        assertThat(seedbank.run("clean", "--collection", "users", "--confirm"))
                .exits(0)
                .says("Safety backup: ");
        for (int again = 0; again < 4; again++) {
            assertThat(seedbank.run("clean", "--collection", "users", "--confirm"))
                    .exits(0)
                    .neverSays("Safety backup: ");
        }
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(server.open(name).getCollection("users").countDocuments()).isEqualTo(1);
        server.drop(name);
    }

    @Test
    void keeps_stored_functions_unless_they_are_named() {
        var server = MongoServer.any();
        var name = server.database();
        var database = server.open(name);
        database.getCollection("users").insertOne(new Document("_id", 1));
        database.getCollection(FUNCTIONS).insertOne(new Document("_id", "f").append("value", 1));
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        assertThat(seedbank.run("clean", "--confirm", "--no-safety-backup"))
                .exits(0)
                .prints("users: 1 document removed")
                .neverSays(FUNCTIONS);
        assertThat(database.getCollection("users").countDocuments()).isZero();
        assertThat(database.getCollection(FUNCTIONS).countDocuments()).isOne();
        assertThat(seedbank.run("clean", "--confirm", "--no-safety-backup", "--collection", FUNCTIONS))
                .exits(0)
                .prints("system.js: 1 document removed");
        assertThat(database.getCollection(FUNCTIONS).countDocuments()).isZero();
        server.drop(name);
    }
}
