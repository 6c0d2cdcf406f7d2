package dev.seedbank.backend.mongo.seed;

import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value.Reference;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.failure.OperationFailed;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;

/** Looks up the {@code _id} that a reference stands for. The last ones are remembered: seeds refer to a few documents often. */
final class SeedReferences implements ReferenceResolver {
    private static final int REMEMBERED = 10_000;

    private final Namespaces namespaces;
    private final Map<Reference, BsonValue> found = new Recent();

    SeedReferences(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public BsonValue resolve(SeedRow row, String field, Reference reference, BsonValue value) {
        return find(row, field, reference, value).orElseThrow(() -> wrong(row, field, "no document", reference, value));
    }

    /** The same; empty if no document has the value. */
    Optional<BsonValue> find(SeedRow row, String field, Reference reference, BsonValue value) {
        if (value.isNull()) {
            return Optional.of(BsonNull.VALUE);
        }
        var before = found.get(reference);
        if (before != null) {
            return Optional.of(before);
        }
        var id = lookUp(row, field, reference, value);
        id.ifPresent(it -> found.put(reference, it));
        return id;
    }

    private Optional<BsonValue> lookUp(SeedRow row, String field, Reference reference, BsonValue value) {
        var target = reference.collection();
        var documents = namespaces
                .database(target.namespace())
                .getCollection(target.name(), BsonDocument.class)
                .find(new BsonDocument(reference.field(), new BsonDocument("$eq", value)))
                .projection(new BsonDocument("_id", new BsonInt32(1)))
                .limit(2)
                .into(new ArrayList<>());
        if (documents.size() > 1) {
            throw wrong(row, field, "more than one document", reference, value);
        }
        return documents.stream().findFirst().map(it -> it.get("_id", BsonNull.VALUE));
    }

    static OperationFailed wrong(SeedRow row, String field, String what, Reference reference, BsonValue value) {
        return SeedRefusal.PLAIN.of(
                row,
                field,
                "%s in %s has %s = %s"
                        .formatted(
                                what,
                                reference.collection().label("/"),
                                reference.field(),
                                MongoErrors.reason(
                                        new BsonDocument("v", value).toJson().replaceAll("^\\{\"v\": |}$", ""))));
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
