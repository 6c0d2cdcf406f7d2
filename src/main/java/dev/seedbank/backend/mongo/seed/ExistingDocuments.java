package dev.seedbank.backend.mongo.seed;

import com.mongodb.client.MongoDatabase;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Finds which rows of a batch the collection has already, with one query a key. */
final class ExistingDocuments {
    private final MongoDatabase database;
    private final String collection;
    private final boolean whole;
    /** Whether the {@code _id}s of the last batch lay close together in the collection. */
    private boolean dense = true;

    /** @param whole whether the documents are wanted, not just that they are there */
    ExistingDocuments(Namespaces namespaces, Collection collection, boolean whole) {
        this.database = namespaces.database(collection.namespace());
        this.collection = collection.name();
        this.whole = whole;
    }

    /** Whether the collection has no document, or is not there. */
    boolean isEmpty() {
        return database.getCollection(collection, BsonDocument.class)
                        .find()
                        .projection(new BsonDocument("_id", new BsonInt32(1)))
                        .first()
                == null;
    }

    /** For each row of the batch the document that has one of its keys. */
    List<Optional<BsonDocument>> of(List<SeedKey> keys, List<SeedDocument> batch) {
        var found = new ArrayList<Optional<BsonDocument>>();
        batch.forEach(document -> found.add(Optional.empty()));
        for (var key : keys) {
            var asked = new ArrayList<Integer>();
            for (int row = 0; row < batch.size(); row++) {
                if (found.get(row).isEmpty() && batch.get(row).known().containsKey(key)) {
                    asked.add(row);
                }
            }
            if (key.collation().isPresent()) {
                for (int row : asked) {
                    found.set(row, first(key, batch.get(row)));
                }
            } else if (!asked.isEmpty()) {
                var byValues = byValues(key, asked.stream().map(batch::get).toList());
                for (int row : asked) {
                    found.set(
                            row,
                            Optional.ofNullable(
                                    byValues.get(batch.get(row).known().get(key))));
                }
            }
        }
        return found;
    }

    private Map<List<Object>, BsonDocument> byValues(SeedKey key, List<SeedDocument> documents) {
        var range = whole || !key.isId() || !dense ? Optional.<List<BsonDocument>>empty() : inRange(documents);
        var found = new HashMap<List<Object>, BsonDocument>();
        for (var present : range.orElseGet(() -> lookUp(key, documents))) {
            key.allValuesIn(present).forEach(values -> found.putIfAbsent(values, present));
        }
        return found;
    }

    private List<BsonDocument> lookUp(SeedKey key, List<SeedDocument> documents) {
        var query = database.getCollection(collection, BsonDocument.class).find(filter(key, documents));
        return (whole ? query : query.projection(projection(key))).into(new ArrayList<>());
    }

    /**
     * All documents between the first and the last {@code _id}. Where the ids lie close together, one index scan is several times faster
     * than a lookup for each. Empty if they do not, or if they are not all numbers or all object ids, whose order is plain.
     */
    private Optional<List<BsonDocument>> inRange(List<SeedDocument> documents) {
        var ids = documents.stream()
                .map(document -> document.tree().get("_id", BsonNull.VALUE))
                .toList();
        var first = first(ids, false);
        var last = first(ids, true);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        int most = 2 * documents.size();
        var id = new BsonDocument("_id", new BsonInt32(1));
        var between = database.getCollection(collection, BsonDocument.class)
                .find(new BsonDocument("_id", new BsonDocument("$gte", first.get()).append("$lte", last.get())))
                .projection(id)
                .sort(id)
                .limit(most + 1)
                .batchSize(most + 2)
                .into(new ArrayList<>());
        dense = between.size() <= most;
        return dense ? Optional.of(between) : Optional.empty();
    }

    /** The first in the server's order; empty if that is not plain. */
    private static Optional<BsonValue> first(List<BsonValue> ids, boolean backwards) {
        if (ids.stream().allMatch(id -> id.isInt32() || id.isInt64())) {
            Comparator<BsonValue> order =
                    Comparator.comparingLong(id -> id.asNumber().longValue());
            return ids.stream().min(backwards ? order.reversed() : order);
        }
        if (ids.stream().allMatch(BsonValue::isObjectId)) {
            Comparator<BsonValue> order = Comparator.comparing(BsonValue::asObjectId);
            return ids.stream().min(backwards ? order.reversed() : order);
        }
        return Optional.empty();
    }

    private static BsonDocument filter(SeedKey key, List<SeedDocument> documents) {
        if (key.fields().size() == 1) {
            var field = key.fields().getFirst();
            var values = new LinkedHashSet<BsonValue>();
            documents.forEach(document -> values.add(SeedDocument.valueAt(document.tree(), field)));
            return new BsonDocument(field, new BsonDocument("$in", new BsonArray(List.copyOf(values))));
        }
        var each = new BsonArray();
        documents.forEach(document -> each.add(key.filter(document.tree())));
        return new BsonDocument("$or", each);
    }

    private static BsonDocument projection(SeedKey key) {
        var projection = new BsonDocument();
        key.fields().forEach(field -> projection.append(field, new BsonInt32(1)));
        return projection;
    }

    /** Text that the server compares by rules of its own is looked for row by row. */
    private Optional<BsonDocument> first(SeedKey key, SeedDocument document) {
        var command = new BsonDocument("find", new BsonString(collection))
                .append("filter", key.filter(document.tree()))
                .append("limit", new BsonInt32(1))
                .append("singleBatch", BsonBoolean.TRUE);
        key.collation().ifPresent(rules -> command.append("collation", rules));
        var batch = database.runCommand(command, BsonDocument.class)
                .getDocument("cursor")
                .getArray("firstBatch");
        return batch.isEmpty() ? Optional.empty() : Optional.of(batch.getFirst().asDocument());
    }
}
