package dev.seedbank.backend.mongo.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import dev.seedbank.testing.MongoStandIn.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two collections on a real server, and a stand-in before it that refuses, loses and forgets as servers do. */
abstract class RestoreThroughStandIn {
    @TempDir
    Path project;

    final MongoServer server = MongoServer.any();
    final String name = server.database();
    final List<String> commands = new CopyOnWriteArrayList<>();
    MongoStandIn standIn;

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
        try {
            standIn.close();
        } finally {
            server.drop(name);
        }
    }

    static boolean isStaging(BsonString collection) {
        return collection.getValue().startsWith("_seedbank_restoring");
    }

    static Action options(Consumer<BsonDocument> change) {
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

    Map<String, String> backedUp() {
        return backedUp(() -> {});
    }

    Map<String, String> backedUp(Runnable first) {
        var before = digest();
        first.run();
        assertThat(seedbank().run("backup")).exits(0);
        BackupFolder.of(project).only("backup");
        return before;
    }

    CliResult restore(String... options) {
        var words = new ArrayList<>(List.of("restore", "--confirm", "--no-safety-backup"));
        words.addAll(List.of(options));
        return seedbank().run(words.toArray(String[]::new));
    }

    CliRunner seedbank() {
        return CliRunner.in(project).env("DATABASE_URI", standIn.url()).timeout(Duration.ofMinutes(2));
    }

    Map<String, String> digest() {
        return MongoDigest.of(server.open(name));
    }

    List<String> leftovers() {
        return server.open(name).listCollectionNames().into(new ArrayList<>()).stream()
                .filter(it -> it.startsWith("_seedbank_restoring"))
                .toList();
    }
}
