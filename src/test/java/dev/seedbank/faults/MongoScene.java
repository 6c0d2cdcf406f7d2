package dev.seedbank.faults;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** A project on MongoDB with three collections, indexes, and enough in them that a command does not end at once. */
record MongoScene(Path project, MongoServer server, String name) implements AutoCloseable {
    static final List<String> COLLECTIONS = List.of("events", "things", "users");

    static MongoScene on(MongoServer server, Path project) throws IOException {
        Files.createDirectories(project);
        return new MongoScene(project, server, server.database());
    }

    MongoDatabase database() {
        return server.open(name);
    }

    /** @param version the documents and indexes of one differ from those of another */
    MongoScene fill(int version, int size) {
        for (var collection : COLLECTIONS) {
            var target = database().getCollection(collection);
            target.drop();
            var documents = new ArrayList<Document>();
            for (int n = 0; n < size / (1 + COLLECTIONS.indexOf(collection)) + version; n++) {
                documents.add(new Document("_id", n)
                        .append("email", version + "." + n + "@example.org")
                        .append("text", "x".repeat(n % 90))
                        .append("version", version));
            }
            target.insertMany(documents);
            target.createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
            target.createIndex(Indexes.descending(version % 2 == 0 ? "version" : "text"));
        }
        return this;
    }

    CliRunner seedbank() {
        return CliRunner.in(project).env("DATABASE_URI", server.url(name));
    }

    Map<String, String> digest() {
        return MongoDigest.of(database());
    }

    /** Every name, Seedbank's own too. */
    List<String> names() {
        return database().listCollectionNames().into(new ArrayList<>()).stream()
                .filter(it -> !it.startsWith("system."))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        server.drop(name);
    }
}
