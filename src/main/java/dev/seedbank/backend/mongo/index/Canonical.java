package dev.seedbank.backend.mongo.index;

import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Normal;
import dev.seedbank.backend.mongo.catalog.NormalRule;
import dev.seedbank.backend.mongo.catalog.OrderedDocument;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * An index so that equal ones are equal: without its name, without what the server fills in by itself, numbers by their value.
 *
 * @param key its fields in their order; those of a text index as one, with their weights
 * @param options sorted
 */
record Canonical(BsonDocument key, BsonDocument options) {
    private static final String TEXT = "_fts";
    private static final String TEXT_REST = "_ftsx";
    private static final String WEIGHTS = "weights";
    private static final String PREPARED = "prepareUnique";
    private static final String COLLATION = "collation";

    /** By what the server tells indexes on the same fields apart (MongoDB manual, createIndexes). */
    private static final List<String> TELLING = List.of("unique", "sparse", "partialFilterExpression", "collation");

    /** What an index has if nothing is said (MongoDB manual, createIndexes). */
    private static final Map<String, BsonValue> DEFAULTS = Map.of(
            "unique", BsonBoolean.FALSE,
            "sparse", BsonBoolean.FALSE,
            "hidden", BsonBoolean.FALSE,
            "prepareUnique", BsonBoolean.FALSE,
            "default_language", new BsonString("english"),
            "language_override", new BsonString("language"),
            "bits", new BsonInt64(26),
            "min", new BsonInt64(-180),
            "max", new BsonInt64(180));

    /**
     * @param specification as files or the server have it
     * @param inherited the collation of the collection, which a declared index has unless it says otherwise; empty for one that the
     *     server lists
     */
    static Canonical of(BsonDocument specification, BsonDocument inherited) {
        var options = new TreeMap<String, BsonValue>();
        specification.forEach((option, value) -> {
            var normal = option(specification, option, value);
            if (isCompared(option) && !normal.equals(DEFAULTS.get(option))) {
                options.put(option, normal);
            }
        });
        var collation = Normal.collation(specification.getDocument(COLLATION, inherited));
        options.remove(COLLATION);
        if (!collation.isEmpty()) {
            options.put(COLLATION, collation);
        }
        return new Canonical(key(specification), document(options));
    }

    /** Servers list more, which says nothing of which documents an index finds, and how. */
    private static boolean isCompared(String option) {
        return option.equals(PREPARED) || (DeclaredIndexes.OPTIONS.contains(option) && !option.equals(WEIGHTS));
    }

    /** Old servers list flags as numbers. */
    private static BsonValue option(BsonDocument specification, String option, BsonValue value) {
        if (option.equals(PREPARED) || DeclaredIndexes.FLAGS.contains(option)) {
            return BsonBoolean.valueOf(Definition.isTrue(specification, option));
        }
        return switch (option) {
            case "wildcardProjection" -> projection(value);
            case "partialFilterExpression" -> value instanceof BsonDocument filter ? NormalRule.of(filter) : value;
            default -> Normal.of(value);
        };
    }

    private static BsonDocument document(Map<String, BsonValue> sorted) {
        var document = new BsonDocument();
        document.putAll(sorted);
        return document;
    }

    /** A field that is in a projection is 1 or true. */
    private static BsonValue projection(BsonValue value) {
        if (!(value instanceof BsonDocument fields)) {
            return value;
        }
        var normal = new TreeMap<String, BsonValue>();
        fields.forEach((field, in) ->
                normal.put(field, in.isBoolean() ? new BsonInt64(in.asBoolean().getValue() ? 1 : 0) : Normal.of(in)));
        normal.remove("_id", new BsonInt64(0)); // it is not indexed anyway
        return document(normal);
    }

    private static BsonDocument key(BsonDocument specification) {
        var key = new OrderedDocument();
        specification.getDocument("key", new BsonDocument()).forEach((field, kind) -> {
            if (isText(field, kind)) {
                key.putIfAbsent("$text", weights(specification));
            } else if (!field.equals(TEXT_REST)) {
                key.append(field, kind.isNumber() ? direction(kind) : kind);
            }
        });
        return key;
    }

    private static boolean isText(String field, BsonValue kind) {
        return field.equals(TEXT) || kind.equals(new BsonString("text"));
    }

    /** The server adds the fields that only the weights name. */
    private static BsonDocument weights(BsonDocument specification) {
        var weights = new TreeMap<String, BsonValue>();
        specification.getDocument("key").forEach((field, kind) -> {
            if (isText(field, kind) && !field.equals(TEXT)) {
                weights.put(field, new BsonInt64(1));
            }
        });
        specification
                .getDocument(WEIGHTS, new BsonDocument())
                .forEach((field, weight) -> weights.put(field, Normal.of(weight)));
        return document(weights);
    }

    boolean isText() {
        return key.containsKey("$text");
    }

    boolean isUnique() {
        return options.containsKey("unique");
    }

    /** Whether another differs from it in nothing that a server tells indexes apart by. */
    boolean isBarely(Canonical other) {
        return key.equals(other.key) && telling(options).equals(telling(other.options));
    }

    private static BsonDocument telling(BsonDocument options) {
        var telling = new BsonDocument();
        TELLING.stream()
                .filter(options::containsKey)
                .forEach(option -> telling.append(option, Objects.requireNonNull(options.get(option))));
        return telling;
    }

    private static BsonValue direction(BsonValue kind) {
        return new BsonInt64(kind.asNumber().doubleValue() < 0 ? -1 : 1);
    }
}
