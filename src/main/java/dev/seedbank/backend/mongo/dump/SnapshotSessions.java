package dev.seedbank.backend.mongo.dump;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.client.ClientSession;
import dev.seedbank.backend.mongo.catalog.Hello;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** Sessions that read all collections as they were at one moment, where a server really has them: it is asked, not believed. */
final class SnapshotSessions {
    /** SnapshotTooOld, SnapshotUnavailable: the server knows what is wanted. */
    private static final Set<Integer> CANNOT_GO_BACK =
            Set.of(MongoErrors.SNAPSHOT_TOO_OLD, MongoErrors.SNAPSHOT_UNAVAILABLE);

    private final Namespaces namespaces;
    private final Hello hello;
    /** Set by any reader. */
    private volatile String lack = "";

    SnapshotSessions(Namespaces namespaces) {
        this.namespaces = namespaces;
        this.hello = Hello.of(namespaces);
    }

    /** Why there is no snapshot, in words that stand behind a colon; empty as long as there is one. */
    String lack() {
        return lack;
    }

    /** Whether a collection of this kind can be read in a snapshot at all. */
    boolean allows(Namespaces.Entry entry) {
        return entry.type() != Namespaces.Entry.Type.VIEW
                && (!entry.isCapped() || hello.wireVersion() >= Hello.MONGODB_8);
    }

    /**
     * Begins one now.
     *
     * @param entries of which it is to read
     * @return empty if the server cannot; then {@link #lack()} says why
     */
    Optional<ClientSession> take(List<Namespaces.Entry> entries) {
        var first = entries.stream().filter(this::allows).findFirst();
        if (first.isEmpty()) {
            lack = entries.stream().anyMatch(Namespaces.Entry::isCapped)
                    ? "capped collections cannot be read in a snapshot before MongoDB 8.0"
                    : "";
            return Optional.empty();
        }
        ClientSession session = null;
        try {
            session = start();
            var moment = begin(session, first.get());
            if (moment != null && isHonoured(first.get(), moment)) {
                return Optional.of(session);
            }
            lack = serversLack("it answers with the present");
        } catch (MongoCommandException e) {
            refuseOtherTrouble(session, e);
            lack = serversLack(MongoErrors.reason(e));
        } catch (MongoClientException e) {
            if (!e.getClass().equals(MongoClientException.class)) { // a time-out, for one
                throw e;
            }
            lack = serversLack(String.valueOf(e.getMessage()));
        }
        if (session != null) {
            session.close();
        }
        return Optional.empty();
    }

    /** Another one at the moment of one before it. Asks nothing. */
    ClientSession at(BsonTimestamp moment) {
        var session = start();
        session.setSnapshotTimestamp(moment);
        return session;
    }

    private ClientSession start() {
        return namespaces
                .client()
                .startSession(ClientSessionOptions.builder().snapshot(true).build());
    }

    private @Nullable BsonTimestamp begin(ClientSession session, Namespaces.Entry entry) {
        namespaces
                .anyMember(entry.collection().namespace())
                .getCollection(entry.collection().name(), BsonDocument.class)
                .find(session)
                .projection(new BsonDocument("_id", new BsonInt32(1)))
                .limit(1)
                .first();
        return session.getSnapshotTimestamp();
    }

    /** That a server is busy, or is just no primary, says nothing of what it can do. */
    private static void refuseOtherTrouble(@Nullable ClientSession session, MongoCommandException e) {
        if (MongoErrors.isPassing(e) || e.getErrorCode() == MongoErrors.UNAUTHORIZED) {
            if (session != null) {
                session.close();
            }
            throw e;
        }
    }

    private String serversLack(String reason) {
        return switch (hello.kind()) {
            case STANDALONE -> "the server is a standalone, and only members of a replica set have snapshots";
            case SHARDED -> "the sharded cluster gives no snapshot (" + reason + ")";
            case REPLICA_SET -> "the server gives no snapshot (" + reason + ")";
        };
    }

    /**
     * Whether the server reads at the moment that it is asked for, here one just past. Some take the wish, answer with the
     * present, and say so only here.
     */
    private boolean isHonoured(Namespaces.Entry entry, BsonTimestamp now) {
        var past = new BsonTimestamp(now.getTime() - 1, now.getInc());
        var concern = new BsonDocument("level", new BsonString("snapshot")).append("atClusterTime", past);
        try {
            var answer = namespaces
                    .database(entry.collection().namespace())
                    .runCommand(
                            new BsonDocument(
                                            "find",
                                            new BsonString(entry.collection().name()))
                                    .append("limit", new BsonInt32(1))
                                    .append("singleBatch", BsonBoolean.TRUE)
                                    .append("projection", new BsonDocument("_id", new BsonInt32(1)))
                                    .append("readConcern", concern),
                            BsonDocument.class);
            return past.equals(answer.getDocument("cursor").get("atClusterTime"));
        } catch (MongoCommandException e) {
            return CANNOT_GO_BACK.contains(e.getErrorCode());
        }
    }

    /** Whether a read failed because its snapshot is none any more; {@code all}: that of every collection, not just of this one. */
    static boolean isLost(RuntimeException e, boolean all) {
        return switch (e) {
            case MongoCommandException refused ->
                refused.getErrorCode() == MongoErrors.SNAPSHOT_TOO_OLD
                        || (!all && refused.getErrorCode() == MongoErrors.SNAPSHOT_UNAVAILABLE);
            // the driver saw the moment change
            case MongoClientException seen -> seen.getClass().equals(MongoClientException.class);
            default -> false;
        };
    }
}
