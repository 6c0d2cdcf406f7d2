package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** Schemas and documents of few names and values, so that they meet. */
final class GeneratedSchemas {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> NAMES = List.of("a", "b", "ab", "x.y", "$d");
    private static final List<String> PATTERNS =
            List.of("^a", "b$", "a.b", "^\\w+$", "\\s", "[^\\d]", "(?<=a)b", "^.{1,2}$");
    private static final List<String> TEXTS = List.of("", "a", "b", "ab", "a\nb", "a b", "7", "b\n", "\u00a0", "😀b");
    private static final List<String> TYPES =
            List.of("string", "integer", "number", "object", "array", "boolean", "null");
    private static final List<String> BSON =
            List.of("objectId", "date", "int", "long", "double", "decimal", "number", "string", "bool");

    private static final List<String> COMMON_PATTERNS =
            PATTERNS.stream().filter(it -> !it.contains("<")).toList();

    private final Random random;
    private final List<String> decimals;
    private boolean plain;

    /** @param decimals that documents may hold; none where the server does not count with them */
    GeneratedSchemas(Random random, List<String> decimals) {
        this.random = random;
        this.decimals = decimals;
    }

    /** Every other one has nothing in it that servers do not have. */
    ObjectNode schema() {
        plain = !plain;
        var schema = NODES.objectNode();
        var properties = schema.putObject("properties");
        names().stream().filter(it -> random.nextInt(3) > 0).forEach(name -> properties.set(name, part(3)));
        add(schema, 3);
        return schema;
    }

    private List<String> names() {
        return plain ? NAMES.subList(0, 3) : NAMES;
    }

    private String pattern() {
        return one(plain ? COMMON_PATTERNS : PATTERNS);
    }

    private JsonNode part(int depth) {
        if (random.nextInt(12) == 0) {
            return NODES.booleanNode(random.nextInt(3) > 0);
        }
        var schema = NODES.objectNode();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            add(schema, depth);
        }
        return schema;
    }

    private void add(ObjectNode schema, int depth) {
        switch (random.nextInt(depth > 0 ? 24 : 11)) {
            case 0 -> schema.put("type", one(TYPES));
            case 1 -> schema.set("type", NODES.arrayNode().add("integer").add("null"));
            case 2 -> schema.put("bsonType", one(BSON));
            case 3 ->
                schema.set("enum", NODES.arrayNode().add(1).add("a").addNull().add(0.1));
            case 4 ->
                schema.set(
                        "const",
                        random.nextBoolean() ? number() : NODES.objectNode().put("a", 1));
            case 5 -> schema.set(one(List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")), number());
            case 6 -> schema.put("multipleOf", 1 + random.nextInt(3));
            case 7 -> schema.put("minLength", random.nextInt(3)).put("maxLength", 1 + random.nextInt(2));
            case 8 -> schema.put("pattern", pattern());
            case 9 -> schema.putArray("required").add(one(names()));
            case 10 -> schema.put("maxProperties", 1 + random.nextInt(4));
            case 11 -> schema.set("not", part(depth - 1));
            case 12 -> schema.set("anyOf", parts(depth - 1));
            case 13 -> schema.set("oneOf", parts(depth - 1));
            case 14 -> schema.set("allOf", parts(depth - 1));
            case 15 -> {
                schema.set("if", part(depth - 1));
                schema.set("then", part(depth - 1));
                schema.set("else", part(depth - 1));
            }
            case 16 -> schema.set("items", part(depth - 1));
            case 17 -> {
                schema.putArray("prefixItems").add(part(depth - 1));
                schema.set("items", part(depth - 1));
            }
            case 18 -> schema.set("contains", part(depth - 1));
            case 19 -> schema.set("additionalProperties", part(depth - 1));
            case 20 -> schema.putObject("patternProperties").set(pattern(), part(depth - 1));
            case 21 -> schema.putObject("dependentRequired").putArray("a").add("b");
            case 22 -> schema.putObject("dependentSchemas").set(one(names()), part(depth - 1));
            default -> schema.set(plain ? "items" : "unevaluatedProperties", part(depth - 1));
        }
    }

    private ArrayNode parts(int depth) {
        var parts = NODES.arrayNode();
        for (int i = random.nextInt(3); i >= 0; i--) {
            parts.add(part(depth));
        }
        return parts;
    }

    private JsonNode number() {
        return switch (random.nextInt(4)) {
            case 0 -> NODES.numberNode(random.nextInt(4) - 1);
            case 1 -> NODES.numberNode(0.1);
            case 2 -> NODES.numberNode(1.5);
            default -> NODES.numberNode(1L << 40);
        };
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    BsonDocument document() {
        var document = new BsonDocument("_id", new BsonObjectId(new ObjectId()));
        NAMES.stream().filter(it -> random.nextInt(3) > 0).forEach(name -> document.append(name, value(2)));
        return document;
    }

    private BsonValue value(int depth) {
        return switch (random.nextInt(depth > 0 ? 13 : 11)) {
            case 0, 1 -> new BsonString(one(TEXTS));
            case 2 -> new BsonInt32(random.nextInt(4) - 1);
            case 3 -> new BsonInt64(random.nextBoolean() ? 1L << 40 : 2);
            case 4 -> new BsonDouble(one(List.of(1.0, 1.5, 0.1, -0.0, Double.POSITIVE_INFINITY)));
            case 5 -> decimals.isEmpty() ? new BsonDouble(2.5) : new BsonDecimal128(Decimal128.parse(one(decimals)));
            case 6 -> BsonBoolean.valueOf(random.nextBoolean());
            case 7 -> BsonNull.VALUE;
            case 8 -> new BsonObjectId(new ObjectId());
            case 9 -> new BsonDateTime(random.nextInt());
            case 10 -> new BsonString("a");
            case 11 -> {
                var array = new BsonArray();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(value(depth - 1));
                }
                yield array;
            }
            default -> {
                var object = new BsonDocument();
                NAMES.stream()
                        .filter(it -> random.nextBoolean())
                        .forEach(name -> object.append(name, value(depth - 1)));
                yield object;
            }
        };
    }
}
