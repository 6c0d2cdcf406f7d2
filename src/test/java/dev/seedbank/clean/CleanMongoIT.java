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
                    .prints("many: 25000 rows removed");
        }
        assertThat(deletes.get()).isGreaterThanOrEqualTo(3);
        assertThat(server.open(name).getCollection("many").countDocuments()).isZero();
        server.drop(name);
    }
}
