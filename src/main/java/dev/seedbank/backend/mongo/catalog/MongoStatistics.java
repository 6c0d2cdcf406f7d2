package dev.seedbank.backend.mongo.catalog;

import com.mongodb.MongoException;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.CollectionStatistics;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNumber;
import org.bson.BsonString;

/** How much is in collections. */
public final class MongoStatistics {
    private static final long QUICK_TO_COUNT = 100_000;

    private final Namespaces namespaces;

    public MongoStatistics(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    public List<CollectionStatistics> of(List<Collection> collections) {
        return collections.stream()
                .map(it -> MongoErrors.during("counting " + it.label("/"), () -> of(it)))
                .toList();
    }

    private CollectionStatistics of(Collection collection) {
        if (collection.kind() == Collection.Kind.VIEW) {
            return new CollectionStatistics(collection, 0, true, 0);
        }
        var documents = namespaces.database(collection.namespace()).getCollection(collection.name());
        long rows = documents.estimatedDocumentCount();
        boolean exact = rows <= QUICK_TO_COUNT;
        return new CollectionStatistics(
                collection, exact ? documents.countDocuments() : rows, exact, bytes(collection));
    }

    /** Not every server knows sizes, and then it is no failure. */
    private long bytes(Collection collection) {
        try {
            var answer = namespaces
                    .database(collection.namespace())
                    .runCommand(new BsonDocument("collStats", new BsonString(collection.name())), BsonDocument.class);
            var none = new BsonInt32(0);
            var total = answer.get("totalSize");
            if (total instanceof BsonNumber size) {
                return size.longValue();
            }
            return answer.getNumber("storageSize", none).longValue()
                    + answer.getNumber("totalIndexSize", none).longValue();
        } catch (MongoException e) {
            return -1;
        }
    }

    /** Whether any of them has a document; views have none of their own. */
    public boolean hasRows(List<Collection> collections) {
        return MongoErrors.during(
                "looking for documents in " + namespaces.name(),
                () -> collections.stream()
                        .filter(it -> it.kind() == Collection.Kind.DATA)
                        .anyMatch(it -> namespaces
                                        .database(it.namespace())
                                        .getCollection(it.name(), BsonDocument.class)
                                        .find()
                                        .projection(new BsonDocument("_id", new BsonInt32(1)))
                                        .first()
                                != null));
    }
}
