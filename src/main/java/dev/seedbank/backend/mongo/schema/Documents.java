package dev.seedbank.backend.mongo.schema;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import dev.seedbank.backend.mongo.catalog.Hello;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.index.IndexWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonNumber;

/** What a change would mean to the documents that are there. */
final class Documents {
    private static final int SHOWN = 3;
    private static final BsonDocument ID_ONLY = new BsonDocument("_id", new BsonInt32(1));

    private final Namespaces namespaces;
    private final Kind kind;

    /** Whose they are. */
    enum Kind {
        /** The store's. */
        LIVE,
        /** A scratch database's, which say nothing of any other. */
        SCRATCH,
        /** The store's, and nobody asks what becomes of them. */
        UNSEEN
    }

    Documents(Namespaces namespaces, Kind kind) {
        this.namespaces = namespaces;
        this.kind = kind;
    }

    boolean live() {
        return kind == Kind.LIVE;
    }

    boolean areSeen() {
        return kind != Kind.UNSEEN;
    }

    private MongoCollection<BsonDocument> collection(String name) {
        return namespaces.database(namespaces.name()).getCollection(name, BsonDocument.class);
    }

    /** Whether nothing is lost if the collection is dropped: its options and indexes are somebody else's to bring back. */
    boolean canGoWith(Namespaces.Entry entry) {
        return live() && isEmpty(entry.collection().name()) && !namespaces.isSharded(entry);
    }

    boolean isEmpty(String name) {
        return hasNone(name, new BsonDocument());
    }

    boolean hasNone(String name, BsonDocument filter) {
        return collection(name).find(filter).projection(ID_ONLY).first() == null;
    }

    long count(String name) {
        return collection(name).countDocuments();
    }

    long count(String name, BsonDocument filter) {
        return collection(name).countDocuments(filter);
    }

    long bytes(String name) {
        return namespaces.bytes(namespaces.name(), name);
    }

    /**
     * Of documents that do not fit, the number and some: {@code 3 documents do not fit …}.
     *
     * @param validator which some servers do not take as a filter: then they say so when they are to set it
     */
    Misfits misfits(String name, BsonDocument validator) {
        var filter = new BsonDocument("$nor", new BsonArray(List.of(validator)));
        try {
            long count = count(name, filter);
            return count == 0
                    ? new Misfits(
                            Optional.empty(),
                            Stake.relyingOn(new Held.None(filter, "that do not fit its new validator")))
                    : new Misfits(Optional.of(words(count, ids(name, filter))), Stake.NONE);
        } catch (MongoException e) {
            return new Misfits(
                    Optional.of(
                            "which documents do not fit its new validator cannot be told: " + MongoErrors.reason(e)),
                    Stake.NONE);
        }
    }

    /** @param words empty if there are none */
    record Misfits(Optional<String> words, Stake stake) {
        static final Misfits NONE = new Misfits(Optional.empty(), Stake.NONE);
    }

    private List<String> ids(String name, BsonDocument filter) {
        var ids = new ArrayList<String>();
        collection(name)
                .find(filter)
                .projection(ID_ONLY)
                .limit(SHOWN)
                .forEach(it -> ids.add(IndexWords.flow(it.get("_id", BsonNull.VALUE))));
        return ids;
    }

    private static String words(long count, List<String> ids) {
        return "%s not fit its new validator (_id %s%s)"
                .formatted(
                        count == 1 ? "1 document does" : count + " documents do",
                        String.join(", ", ids),
                        count > ids.size() ? ", …" : "");
    }

    /**
     * If documents expire by a field.
     *
     * @param filter of those that do at all
     */
    Stake expired(String collection, String field, BsonDocument filter, BsonNumber seconds) {
        if (!live()) {
            return areSeen() ? Stake.lost("documents past the time that is set") : Stake.NONE;
        }
        var time = Hello.of(namespaces).time().minusSeconds(seconds.longValue());
        var past = new BsonDocument(field, new BsonDocument("$lt", new BsonDateTime(time.toEpochMilli())));
        var expired = new BsonDocument("$and", new BsonArray(List.of(past, filter)));
        long count = count(collection, expired);
        return count == 0
                ? Stake.relyingOn(new Held.None(expired, "past the time that is set"))
                : Stake.lost("%s past the time that is set".formatted(counted(count)));
    }

    static String counted(long count) {
        return count == 1 ? "1 document" : count + " documents";
    }
}
