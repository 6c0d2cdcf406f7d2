package dev.seedbank.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what was learnt as a schema. It accepts every value from which it was learnt. */
final class ShapeSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<String, String> JSON_TYPES =
            Map.of("string", "string", "object", "object", "array", "array", "bool", "boolean", "null", "null");
    private static final Set<String> WHOLE = Set.of("int", "long");
    private static final Set<String> NUMBERS = Set.of("int", "long", "double", "decimal");

    /** So many texts for each that is different, or it is chance. */
    private static final int REPEATED = 10;

    private ShapeSchema() {}

    static ObjectNode of(Shape shape) {
        var schema = NODES.objectNode();
        if (shape.types.isEmpty()) {
            return schema; // an array that is always empty
        }
        types(shape, schema);
        texts(shape, schema);
        if (shape.seen("object") > 0) {
            fields(shape, schema);
        }
        if (shape.items != null && !shape.items.types.isEmpty()) {
            schema.set("items", of(shape.items));
        }
        return schema;
    }

    /** In the words of JSON where they are enough. */
    private static void types(Shape shape, ObjectNode schema) {
        boolean json = shape.types.keySet().stream().allMatch(it -> JSON_TYPES.containsKey(it) || NUMBERS.contains(it))
                && !shape.unreal;
        var names = new ArrayList<String>();
        shape.types.keySet().stream()
                .filter(type -> !NUMBERS.contains(type) || !json)
                .map(type -> json ? JSON_TYPES.getOrDefault(type, type) : type)
                .forEach(names::add);
        var numbers = shape.types.keySet().stream().filter(NUMBERS::contains).toList();
        if (json && !numbers.isEmpty()) {
            names.add(WHOLE.containsAll(numbers) ? "integer" : "number");
        }
        schema.set(json ? "type" : "bsonType", names.size() == 1 ? NODES.textNode(names.getFirst()) : list(names));
        if (shape.types.size() > 1) {
            schema.put("$comment", shares(shape));
        }
    }

    /** {@code string 98.5 %, null 1.5 %}. */
    private static String shares(Shape shape) {
        return shape.types.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(it -> String.format(Locale.ROOT, "%s %.1f %%", it.getKey(), 100.0 * it.getValue() / shape.count))
                .collect(Collectors.joining(", "));
    }

    private static void texts(Shape shape, ObjectNode schema) {
        var values = shape.values;
        long texts = shape.seen("string");
        boolean onlyTexts = texts + shape.seen("null") == shape.count;
        var format = shape.formats.common();
        if (format.isPresent()) {
            schema.put("format", format.get());
        } else if (onlyTexts
                && values != null
                && !values.isEmpty()
                && shape.samples.isEmpty()
                && texts >= (long) REPEATED * values.size()) {
            var list = NODES.arrayNode();
            values.stream().sorted().forEach(list::add);
            if (shape.seen("null") > 0) {
                list.addNull();
            }
            schema.set("enum", list);
        }
    }

    private static void fields(Shape shape, ObjectNode schema) {
        long objects = shape.seen("object");
        var properties = NODES.objectNode();
        var required = new ArrayList<String>();
        shape.fields.forEach((name, field) -> {
            var property = of(field);
            properties.set(name, property);
            if (field.count == objects) {
                required.add(name);
            } else {
                var share = String.format(Locale.ROOT, "present in %.1f %%", 100.0 * field.count / objects);
                property.put(
                        "$comment",
                        property.has("$comment")
                                ? share + "; " + property.path("$comment").asText()
                                : share);
            }
        });
        if (!required.isEmpty()) {
            schema.set("required", list(required));
        }
        if (!properties.isEmpty()) {
            schema.set("properties", properties);
        }
        if (shape.others != null) {
            schema.set("additionalProperties", of(shape.others));
        }
    }

    private static JsonNode list(List<String> names) {
        var list = NODES.arrayNode();
        names.forEach(list::add);
        return list;
    }
}
