package dev.seedbank.backend.mongo;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.client.ClientSession;
import dev.seedbank.backend.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;

/** Sessions that read all collections as they were at one moment, where a server really has them: it is asked, not believed. */
final class Snapshots {
    private static final Set<Integer> CANNOT_GO_BACK = Set.of(MongoErrors.SNAPSHOT_TOO_OLD, 246);

    private Snapshots() {}

    /**
     * @param data every one is touched once, because some kinds of collections may not be read so
     * @return a session to read all of them with; empty if the server cannot
     */
    static Optional<ClientSession> take(Namespaces namespaces, List<Collection> data) {
        ClientSession session = null;
        try {
            session = namespaces
                    .client()
                    .startSession(ClientSessionOptions.builder().snapshot(true).build());
            for (var collection : data) {
                RawDocuments.of(namespaces.database(collection.namespace()), collection.name())
                        .find(session)
                        .limit(1)
                        .first();
            }
            var moment = session.getSnapshotTimestamp();
            if (moment != null && isHonoured(namespaces, data.getFirst(), moment)) {
                return Optional.of(session);
            }
        } catch (MongoClientException | MongoCommandException e) {
            // no snapshots here
        }
        if (session != null) {
            session.close();
        }
        return Optional.empty();
    }

    /**
     * Whether the server reads at the moment that it is asked for, here one just past. Some take the wish, answer with the
     * present, and say so only here.
     */
    private static boolean isHonoured(Namespaces namespaces, Collection collection, BsonTimestamp now) {
        var past = new BsonTimestamp(now.getTime() - 1, now.getInc());
        var concern = new BsonDocument("level", new BsonString("snapshot")).append("atClusterTime", past);
        try {
            var answer = namespaces
                    .database(collection.namespace())
                    .runCommand(
                            new BsonDocument("find", new BsonString(collection.name()))
                                    .append("limit", new BsonInt32(1))
                                    .append("projection", new BsonDocument("_id", new BsonInt32(1)))
                                    .append("readConcern", concern),
                            BsonDocument.class);
            return past.equals(answer.getDocument("cursor").get("atClusterTime"));
        } catch (MongoCommandException e) {
            return CANNOT_GO_BACK.contains(e.getErrorCode());
        }
    }
}
