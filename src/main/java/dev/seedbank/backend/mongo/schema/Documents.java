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
    private final boolean live;

    /** @param live whether the documents are the store's; else a scratch database has none to say anything of */
    Documents(Namespaces namespaces, boolean live) {
        this.namespaces = namespaces;
        this.live = live;
    }

    boolean live() {
        return live;
    }

    private MongoCollection<BsonDocument> collection(String name) {
        return namespaces.database(namespaces.name()).getCollection(name, BsonDocument.class);
    }

    boolean isEmpty(String name) {
        return collection(name).find().projection(ID_ONLY).first() == null;
    }

    long count(String name) {
        return collection(name).countDocuments();
    }

    long bytes(Namespaces.Entry entry) {
        return namespaces.bytes(entry);
    }

    /**
     * {@code 3 documents do not fit …, such as those with _id 1, 2 and 7}; empty if all fit.
     *
     * @param validator which some servers do not take as a filter: then they say so when they are to set it
     */
    Optional<String> misfits(String name, BsonDocument validator) {
        var filter = new BsonDocument("$nor", new BsonArray(List.of(validator)));
        try {
            long count = collection(name).countDocuments(filter);
            if (count == 0) {
                return Optional.empty();
            }
            var ids = new ArrayList<String>();
            collection(name)
                    .find(filter)
                    .projection(ID_ONLY)
                    .limit(SHOWN)
                    .forEach(it -> ids.add(IndexWords.flow(it.get("_id", BsonNull.VALUE))));
            return Optional.of("%s not fit its new validator (_id %s%s)"
                    .formatted(
                            count == 1 ? "1 document does" : count + " documents do",
                            String.join(", ", ids),
                            count > ids.size() ? ", …" : ""));
        } catch (MongoException e) {
            return Optional.of("which documents do not fit its new validator cannot be told: " + MongoErrors.reason(e));
        }
    }

    /** How many are past their time now. */
    long expired(String name, String field, BsonDocument filter, BsonNumber seconds) {
        var time = Hello.of(namespaces).time().minusSeconds(seconds.longValue());
        var past = new BsonDocument(field, new BsonDocument("$lt", new BsonDateTime(time.toEpochMilli())));
        return collection(name).countDocuments(new BsonDocument("$and", new BsonArray(List.of(past, filter))));
    }
}
