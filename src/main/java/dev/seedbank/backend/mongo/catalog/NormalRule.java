package dev.seedbank.backend.mongo.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Validators and filters in the form in which equal meanings are equal. The order of conditions says nothing, nor does that of lists of
 * which each part is looked at by itself; in a value that a field is compared with it does (MongoDB manual, Query on Embedded Documents).
 */
public final class NormalRule {
    /** Conditions that hold for the document. */
    private static final Set<String> JOINED = Set.of("$and", "$or", "$nor");

    /** Values of which each is compared by itself. */
    private static final Set<String> MEMBERS =
            Set.of("$in", "$nin", "$all", "$type", "$bitsAllSet", "$bitsAnySet", "$bitsAllClear", "$bitsAnyClear");

    /** What a value may begin with that is compared. */
    private static final Set<String> REFERENCE = Set.of("$ref", "$id", "$db");

    /** Schemas that all or some must hold of (MongoDB manual, $jsonSchema). */
    private static final Set<String> JOINED_SCHEMAS = Set.of("allOf", "anyOf");

    private static final Set<String> NAMES = Set.of("required", "bsonType", "type");
    private static final Set<String> NAMED_SCHEMAS = Set.of("properties", "patternProperties", "dependencies");
    private static final Set<String> SCHEMAS = Set.of("not", "items", "additionalItems", "additionalProperties");

    private NormalRule() {}

    public static BsonDocument of(BsonDocument filter) {
        return each(filter, NormalRule::part);
    }

    private static BsonValue part(String name, BsonValue value) {
        if (JOINED.contains(name)) {
            return set(value, it -> it instanceof BsonDocument filter ? of(filter) : it);
        }
        if (name.equals("$jsonSchema")) {
            return schema(value);
        }
        return name.startsWith("$") ? Normal.pipeline(value) : condition(value);
    }

    /** Of a field. */
    private static BsonValue condition(BsonValue value) {
        return value instanceof BsonDocument document && !Normal.isPattern(document) && isOperators(document)
                ? each(document, NormalRule::operand)
                : Normal.pipeline(value);
    }

    private static boolean isOperators(BsonDocument document) {
        return !document.isEmpty()
                && document.getFirstKey().startsWith("$")
                && !REFERENCE.contains(document.getFirstKey());
    }

    private static BsonValue operand(String operator, BsonValue value) {
        if (MEMBERS.contains(operator)) {
            return set(value, NormalRule::member);
        }
        if (operator.equals("$elemMatch") && value instanceof BsonDocument filter && !isOperators(filter)) {
            return of(filter);
        }
        if (operator.equals("$not") || operator.equals("$elemMatch")) {
            return condition(value);
        }
        return operator.startsWith("$geo") ? Normal.options(value) : Normal.pipeline(value);
    }

    private static BsonValue member(BsonValue value) {
        return value instanceof BsonDocument document && document.containsKey("$elemMatch")
                ? condition(value)
                : Normal.pipeline(value);
    }

    private static BsonValue schema(BsonValue value) {
        return value instanceof BsonDocument schema ? each(schema, NormalRule::keyword) : Normal.of(value);
    }

    private static BsonValue keyword(String keyword, BsonValue value) {
        if (NAMES.contains(keyword)) {
            return set(value, Normal::of);
        }
        if (keyword.equals("enum")) {
            return set(value, Normal::options); // whose documents are compared without the order of their names
        }
        if (JOINED_SCHEMAS.contains(keyword)) {
            return set(value, NormalRule::schema);
        }
        if (keyword.equals("oneOf") && value instanceof BsonArray schemas) { // the same twice holds never
            return sorted(schemas.stream().map(NormalRule::schema));
        }
        if (NAMED_SCHEMAS.contains(keyword) && value instanceof BsonDocument schemas) {
            return each(schemas, (_, it) -> it.isArray() ? set(it, Normal::of) : schema(it));
        }
        if (SCHEMAS.contains(keyword)) {
            return value instanceof BsonArray schemas
                    ? new BsonArray(schemas.stream().map(NormalRule::schema).toList())
                    : schema(value);
        }
        return Normal.options(value);
    }

    /** What becomes of a value by its name. */
    private interface ByName {
        BsonValue of(String name, BsonValue value);
    }

    private static BsonDocument each(BsonDocument document, ByName normal) {
        Map<String, BsonValue> parts = new TreeMap<>();
        document.forEach((name, value) -> parts.put(name, normal.of(name, value)));
        return Normal.sorted(parts);
    }

    /** Each once. */
    private static BsonValue set(BsonValue value, Function<BsonValue, BsonValue> normal) {
        return value instanceof BsonArray parts
                ? sorted(parts.stream().map(normal).distinct())
                : normal.apply(value);
    }

    private static BsonArray sorted(Stream<BsonValue> parts) {
        List<BsonValue> sorted =
                parts.sorted(Comparator.comparing(BsonValue::toString)).toList();
        return new BsonArray(sorted);
    }
}
