package dev.seedbank.backend.mongo;

import com.mongodb.client.MongoDatabase;
import dev.seedbank.backend.Collection;
import java.io.IOException;
import java.io.InputStream;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * A collection that is made beside the one that it is to replace, and put in its place when it is whole. The replacing is
 * one rename on the server, so that at any moment either the old or the new one is there.
 *
 * <p>Not so for time series, which servers do not rename: they are loaded into it to see that every document is accepted, and
 * then the old one is dropped and the new one filled from it.
 */
final class StagingCollection {
    static final String PREFIX = Namespaces.OWN + "_restoring_";

    private static final String EXPIRY = "expireAfterSeconds";

    private final Namespaces namespaces;
    private final Definition definition;
    private final Collection target;
    private final String name;

    StagingCollection(Namespaces namespaces, Definition definition, Collection target, String name) {
        this.namespaces = namespaces;
        this.definition = definition;
        this.target = target;
        this.name = name;
    }

    Collection target() {
        return target;
    }

    /** Creates it, empty, with what refuses documents. The server must not remove any by age before it is in place. */
    void create() {
        var options = new BsonDocument();
        options.putAll(definition.options());
        options.remove(EXPIRY);
        definition.create(database(), name, options);
        definition.createIndexes(database(), name, Definition.UNIQUE);
    }

    /**
     * @return how many documents the server took
     * @throws RowRejected naming the first row that cannot be taken
     */
    long load(InputStream rows) throws IOException {
        var insert = new InsertCommand(database(), name, namespaces.writeConcern(), definition.hasValidator());
        insert.all(rows);
        return insert.sent();
    }

    /** How many documents it has: what the server has noted, or, if that is not {@code expected}, counted one by one. */
    long count(long expected) {
        var documents = database().getCollection(name);
        boolean noted = !isTimeSeries() && documents.estimatedDocumentCount() == expected;
        return noted ? expected : documents.countDocuments();
    }

    /** Creates the rest of the indexes, those by which the server removes documents last. */
    void index() {
        definition.createIndexes(database(), name, Definition.UNIQUE.negate().and(index -> !index.containsKey(EXPIRY)));
        if (!isTimeSeries()) {
            definition.createIndexes(
                    database(), name, Definition.UNIQUE.negate().and(index -> index.containsKey(EXPIRY)));
        }
    }

    /** @param current what stands in the place */
    void putInPlace(Namespaces.Entry.Type current) {
        if (isTimeSeries()) {
            refill();
            return;
        }
        BsonValue expiry = definition.options().get(EXPIRY);
        if (expiry != null) {
            database().runCommand(new BsonDocument("collMod", new BsonString(name)).append(EXPIRY, expiry));
        }
        if (current != Namespaces.Entry.Type.COLLECTION) { // only a collection is dropped by a rename
            database().getCollection(target.name()).drop();
        }
        namespaces
                .database("admin")
                .runCommand(new BsonDocument("renameCollection", namespace(name))
                        .append("to", namespace(target.name()))
                        .append("dropTarget", BsonBoolean.TRUE)
                        .append("writeConcern", namespaces.writeConcern()));
    }

    private void refill() {
        database().getCollection(target.name()).drop();
        definition.create(database(), target.name());
        var insert = new InsertCommand(database(), target.name(), namespaces.writeConcern(), false);
        var source = RawDocuments.of(database(), name);
        try (var cursor = source.find(new BsonDocument()).batchSize(1000).cursor()) {
            while (cursor.hasNext()) {
                insert.document(cursor.next());
            }
        }
        insert.send();
        definition.createIndexes(database(), target.name(), index -> true);
        drop();
    }

    void drop() {
        database().getCollection(name).drop();
    }

    boolean isTimeSeries() {
        return definition.type() == Namespaces.Entry.Type.TIME_SERIES;
    }

    /** Asked for each time, because the client may be another after an interruption. */
    private MongoDatabase database() {
        return namespaces.database(target.namespace());
    }

    private BsonString namespace(String collection) {
        return new BsonString(target.namespace() + "." + collection);
    }
}
