package dev.seedbank.schema;

import com.mongodb.client.MongoDatabase;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A project with one MongoDB database, and what is in it. */
@SuppressWarnings("NullAway.Init") // each test begins with use()
abstract class OnMongo {
    @TempDir
    Path project;

    MongoServer server;
    String name = "";
    CliRunner seedbank;

    void use(MongoServer on) {
        server = on;
        name = on.database();
        seedbank = CliRunner.in(project).env("DATABASE_URI", on.url(name));
    }

    @AfterEach
    void drop() {
        server.drop(name);
    }

    MongoDatabase db() {
        return server.open(name);
    }

    CliRunner through(MongoStandIn between) {
        return seedbank.env("DATABASE_URI", between.url());
    }

    void declare(String collection, String text) {
        seedbank.file("collections/" + collection + ".yaml", text + "\n");
    }

    void declareIndexes(String collection, String text) {
        seedbank.file("indexes/" + collection + ".yaml", text + "\n");
    }

    Document options(String collection) {
        return db().listCollections().into(new ArrayList<>()).stream()
                .filter(it -> collection.equals(it.getString("name")))
                .findFirst()
                .map(it -> it.get("options", Document.class))
                .orElseThrow();
    }

    /** With Seedbank's own, but for its lease and marker. */
    List<String> names() {
        var names = db().listCollectionNames().into(new ArrayList<>());
        names.removeIf(it -> List.of("_seedbank", "_seedbank_lease").contains(it) || it.startsWith("system."));
        names.sort(null);
        return names;
    }

    List<String> indexes(String collection) {
        return db().getCollection(collection).listIndexes().into(new ArrayList<>()).stream()
                .map(it -> it.getString("name"))
                .filter(it -> !it.equals("_id_"))
                .sorted()
                .toList();
    }

    void insert(String collection, String document) {
        db().getCollection(collection).insertOne(Document.parse(document));
    }

    /** Does something between a plan and its first statement: when the lease is taken. */
    static void beforeTheRun(MongoStandIn between, Runnable something) {
        var done = new java.util.concurrent.atomic.AtomicBoolean();
        between.when((command, document) -> {
            if (command.equals("update") && isOf(document, "_seedbank_lease") && done.compareAndSet(false, true)) {
                something.run();
            }
            return null;
        });
    }

    static boolean isOf(BsonDocument command, String collection) {
        return command.getString(command.getFirstKey()).getValue().equals(collection);
    }
}
