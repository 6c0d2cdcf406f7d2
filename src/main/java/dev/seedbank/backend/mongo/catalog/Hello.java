package dev.seedbank.backend.mongo.catalog;

import com.mongodb.MongoCommandException;
import java.time.Instant;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/**
 * What the server says of itself.
 *
 * @param wireVersion the protocol's version, which rises with each of MongoDB's
 * @param time by the server's clock
 */
public record Hello(Kind kind, int wireVersion, Instant time) {
    /** The protocol's version of MongoDB 8.0. */
    public static final int MONGODB_8 = 25;

    public enum Kind {
        STANDALONE,
        REPLICA_SET,
        SHARDED
    }

    public static Hello of(Namespaces namespaces) {
        var answer = answer(namespaces);
        boolean router = answer.getString("msg", new BsonString("")).getValue().equals("isdbgrid");
        var kind = router ? Kind.SHARDED : answer.containsKey("setName") ? Kind.REPLICA_SET : Kind.STANDALONE;
        return new Hello(
                kind,
                answer.getNumber("maxWireVersion", new BsonInt32(0)).intValue(),
                Instant.ofEpochMilli(answer.getDateTime("localTime").getValue()));
    }

    private static BsonDocument answer(Namespaces namespaces) {
        var admin = namespaces.database("admin");
        try {
            return admin.runCommand(new BsonDocument("hello", new BsonInt32(1)), BsonDocument.class);
        } catch (MongoCommandException e) { // servers that only know its older name
            return admin.runCommand(new BsonDocument("isMaster", new BsonInt32(1)), BsonDocument.class);
        }
    }
}
