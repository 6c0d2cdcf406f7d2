package dev.seedbank.backend.mongo;

import com.mongodb.client.MongoDatabase;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Store;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** A database of one test and the store that it is. */
public record MongoScope(MongoServer server, MongoDatabase database, Store store) implements AutoCloseable {
    public static MongoScope on(MongoServer server) {
        var name = server.database();
        return new MongoScope(server, server.open(name), MongoStores.open(server.url(name)));
    }

    public MongoScope insert(String collection, String... documents) {
        for (var document : documents) {
            database.getCollection(collection).insertOne(Document.parse(document));
        }
        return this;
    }

    public List<Document> documents(String collection) {
        return database.getCollection(collection)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    public Collection collection(String name) {
        return new Collection(database.getName(), name, true, Collection.Kind.DATA);
    }

    public Map<String, String> digest() {
        return MongoDigest.of(database);
    }

    /** Seedbank's own, too. */
    public List<String> names() {
        return database.listCollectionNames().into(new ArrayList<>()).stream()
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        store.close();
        database.drop();
    }
}
