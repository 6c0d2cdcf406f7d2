package dev.seedbank.backend.mongo.index;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CollationAlternate;
import com.mongodb.client.model.CollationMaxVariable;
import com.mongodb.client.model.CollationStrength;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;

/** Documents that keep an index from being unique. */
final class Duplicates {
    private static final int SHOWN = 3;
    private static final int DUPLICATE_KEY = 11000;
    private static final int CANNOT_CONVERT = 359;

    private Duplicates() {}

    static boolean isReason(MongoException e) {
        return e.getCode() == DUPLICATE_KEY || e.getCode() == CANNOT_CONVERT;
    }

    /** Whether they are the reason on a server that gives it no number. */
    static boolean areIn(MongoCollection<BsonDocument> collection, BsonDocument index) {
        try {
            return Definition.isUnique(index) && !find(collection, index).isEmpty();
        } catch (MongoException e) {
            return false;
        }
    }

    /** In words that stand behind a colon: {@code {email: a@b.c} is in 2 documents, such as those with _id 1 and 7}. */
    static String words(MongoCollection<BsonDocument> collection, BsonDocument index, MongoException refusal) {
        try {
            var found = words(collection, index);
            if (found.isPresent()) {
                return found.get();
            }
        } catch (MongoException e) {
            // Then what the server said must do.
        }
        return refusal instanceof MongoCommandException known
                        && known.getResponse().get("keyValue") instanceof BsonDocument value
                ? IndexWords.flow(value) + " is in several documents"
                : MongoErrors.reason(refusal);
    }

    /** Likewise of an index that nobody has tried to build; empty if there are none. */
    static Optional<String> words(MongoCollection<BsonDocument> collection, BsonDocument index) {
        var found = find(collection, index);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var words = new ArrayList<String>();
        found.stream().limit(SHOWN).forEach(it -> words.add(words(it)));
        return Optional.of(String.join("; ", words) + (found.size() > SHOWN ? "; and others" : ""));
    }

    private static String words(BsonDocument group) {
        var value = new BsonDocument();
        group.getDocument("key").forEach((_, field) -> {
            var pair = field.asDocument();
            value.append(pair.getString("field").getValue(), pair.get("value", BsonNull.VALUE));
        });
        return "%s is in %d documents, such as those with _id %s and %s"
                .formatted(
                        IndexWords.flow(value),
                        group.getNumber("count").longValue(),
                        IndexWords.flow(group.get("first", BsonNull.VALUE)),
                        IndexWords.flow(group.get("last", BsonNull.VALUE)));
    }

    /** Values in several documents, the most frequent first, one more than is shown. Fields that are arrays are not looked into. */
    private static List<BsonDocument> find(MongoCollection<BsonDocument> collection, BsonDocument index) {
        var key = new BsonDocument();
        int number = 0;
        for (var field : index.getDocument("key").keySet()) {
            key.append(
                    "f" + number++,
                    new BsonDocument("field", new BsonDocument("$literal", new BsonString(field)))
                            .append("value", orNull(field)));
        }
        var group = new BsonDocument("_id", key)
                .append("count", new BsonDocument("$sum", new BsonInt32(1)))
                .append("first", new BsonDocument("$min", new BsonString("$_id")))
                .append("last", new BsonDocument("$max", new BsonString("$_id")));
        var pipeline = new ArrayList<BsonDocument>();
        pipeline.add(new BsonDocument("$match", filter(index)));
        pipeline.add(new BsonDocument("$group", group));
        pipeline.add(BsonDocument.parse("{$match: {count: {$gt: 1}}}"));
        pipeline.add(BsonDocument.parse("{$sort: {count: -1}}"));
        pipeline.add(new BsonDocument("$limit", new BsonInt32(SHOWN + 1)));
        var aggregation = collection.aggregate(pipeline).allowDiskUse(true);
        if (index.get("collation") instanceof BsonDocument rules && rules.containsKey("locale")) {
            aggregation.collation(collation(rules));
        }
        var found = aggregation.into(new ArrayList<>());
        found.forEach(it -> it.append("key", it.getDocument("_id")));
        return found;
    }

    /** To an index a field that is not there has the value null. */
    private static BsonDocument orNull(String field) {
        return new BsonDocument("$ifNull", new BsonArray(List.of(new BsonString("$" + field), BsonNull.VALUE)));
    }

    /** As the driver has it: two texts that an index takes for the same are in one group. */
    private static Collation collation(BsonDocument rules) {
        var collation = Collation.builder().locale(rules.getString("locale").getValue());
        rules.forEach((rule, value) -> {
            switch (rule) {
                case "strength" ->
                    collation.collationStrength(
                            CollationStrength.fromInt(value.asNumber().intValue()));
                case "caseLevel" -> collation.caseLevel(Definition.isTrue(rules, rule));
                case "numericOrdering" -> collation.numericOrdering(Definition.isTrue(rules, rule));
                case "normalization" -> collation.normalization(Definition.isTrue(rules, rule));
                case "backwards" -> collation.backwards(Definition.isTrue(rules, rule));
                case "alternate" ->
                    collation.collationAlternate(
                            CollationAlternate.fromString(value.asString().getValue()));
                case "maxVariable" ->
                    collation.collationMaxVariable(
                            CollationMaxVariable.fromString(value.asString().getValue()));
                default -> {} // which comes first says nothing of what is the same
            }
        });
        return collation.build();
    }

    /** Of the documents that the index holds. */
    private static BsonDocument filter(BsonDocument index) {
        if (index.get("partialFilterExpression") instanceof BsonDocument partial) {
            return partial;
        }
        if (!Definition.isTrue(index, "sparse")) {
            return new BsonDocument();
        }
        var there = new BsonArray();
        index.getDocument("key")
                .keySet()
                .forEach(field -> there.add(new BsonDocument(field, BsonDocument.parse("{$exists: true}"))));
        return new BsonDocument("$or", there);
    }
}
