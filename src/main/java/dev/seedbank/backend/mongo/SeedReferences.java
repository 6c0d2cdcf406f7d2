package dev.seedbank.backend.mongo;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value.Reference;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;

/** Looks up the {@code _id} that a reference stands for. The last ones are remembered: seeds refer to a few documents often. */
final class SeedReferences {
    private static final int REMEMBERED = 10_000;

    private final Namespaces namespaces;
    private final Map<String, Map<Reference, BsonValue>> found = new LinkedHashMap<>();

    SeedReferences(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /** @param value what the referred document has in the field; null stays null */
    BsonValue resolve(SeedRow row, String field, Reference reference, BsonValue value, String database) {
        if (value.isNull()) {
            return BsonNull.VALUE;
        }
        var known = found.computeIfAbsent(database, any -> new Recent());
        var before = known.get(reference);
        if (before != null) {
            return before;
        }
        var id = lookUp(row, field, reference, value, database);
        known.put(reference, id);
        return id;
    }

    private BsonValue lookUp(SeedRow row, String field, Reference reference, BsonValue value, String database) {
        int slash = namespaces.isFamily() ? reference.collection().indexOf('/') : -1;
        var home = slash < 0 ? database : reference.collection().substring(0, slash);
        var documents = namespaces
                .database(home)
                .getCollection(reference.collection().substring(slash + 1), BsonDocument.class)
                .find(new BsonDocument(reference.field(), new BsonDocument("$eq", value)))
                .projection(new BsonDocument("_id", new BsonInt32(1)))
                .limit(2)
                .into(new ArrayList<>());
        if (documents.size() != 1) {
            throw SeedFailures.of(
                    row,
                    field,
                    "%s in %s has %s = %s"
                            .formatted(
                                    documents.isEmpty() ? "no document" : "more than one document",
                                    reference.collection(),
                                    reference.field(),
                                    MongoErrors.reason(new BsonDocument("v", value)
                                            .toJson()
                                            .replaceAll("^\\{\"v\": |}$", ""))));
        }
        return documents.getFirst().get("_id", BsonNull.VALUE);
    }

    private static final class Recent extends LinkedHashMap<Reference, BsonValue> {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Reference, BsonValue> eldest) {
            return size() > REMEMBERED;
        }
    }
}
