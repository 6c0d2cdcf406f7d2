package dev.seedbank.backend.mongo.migrate;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.DriverCall;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * The database, in a transaction or without one. Its methods throw the driver's exceptions, from whose labels the transaction knows
 * whether it can be tried again.
 *
 * @param session of the transaction
 */
record Target(
        Namespaces namespaces, String database, @Nullable ClientSession session) {
    private MongoDatabase db(boolean admin) {
        return namespaces.database(admin ? "admin" : database);
    }

    private MongoCollection<BsonDocument> collection(String name) {
        return db(false).getCollection(name, BsonDocument.class);
    }

    /**
     * Runs a command of the server's.
     *
     * @throws MongoException also for the first write that the server refused, with that write's code
     */
    BsonDocument run(BsonDocument command, boolean admin) {
        var sent = command.clone();
        if (session == null) {
            sent.append("writeConcern", namespaces.writeConcern());
        }
        var answer = DriverCall.of(() -> session == null
                ? db(admin).runCommand(sent, BsonDocument.class)
                : db(admin).runCommand(session, sent, BsonDocument.class));
        if (answer.containsKey("writeErrors") && !answer.getArray("writeErrors").isEmpty()) {
            throw error(answer.getArray("writeErrors").get(0).asDocument());
        }
        if (answer.get("writeConcernError") instanceof BsonDocument error) {
            throw error(error);
        }
        return answer;
    }

    private static MongoException error(BsonDocument error) {
        return new MongoException(
                error.getNumber("code", new BsonInt32(0)).intValue(),
                error.getString("errmsg", new BsonString("the write failed")).getValue());
    }

    /** In the order of {@code _id}. */
    List<BsonDocument> find(String collection, BsonDocument filter, BsonDocument projection, int limit) {
        return DriverCall.of(() -> (session == null
                        ? collection(collection).find(filter)
                        : collection(collection).find(session, filter))
                .projection(projection)
                .sort(new BsonDocument("_id", new BsonInt32(1)))
                .limit(limit)
                .into(new ArrayList<>()));
    }

    /** Up to {@code limit}. */
    long count(String collection, BsonDocument filter, int limit) {
        var options = new CountOptions().limit(limit);
        return DriverCall.of(() -> session == null
                ? collection(collection).countDocuments(filter, options)
                : collection(collection).countDocuments(session, filter, options));
    }

    /** Asked outside of the transaction, in which a server lists nothing. */
    boolean exists(String collection) {
        return DriverCall.of(() -> db(false).listCollectionNames().into(new ArrayList<>()))
                .contains(collection);
    }
}
