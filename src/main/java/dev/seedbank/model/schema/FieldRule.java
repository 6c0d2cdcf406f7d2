package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a model says of a field of the document itself, as far as a table's column can have it.
 *
 * @param types in the words of JSON, {@code number} for all numbers, {@code string} for what JSON does not have; empty if it may be of any
 * @param required whether it has to be there
 */
public record FieldRule(Set<String> types, boolean required) {
    public FieldRule {
        types = Set.copyOf(types);
    }

    /** By name, in the order of the model: of the schema itself and of those that hold as well, by {@code $ref} and {@code allOf}. */
    static Map<String, FieldRule> of(Place model, Sources sources) {
        var all = new LinkedHashMap<String, FieldRule>();
        var schemas = together(model, sources, new HashSet<>());
        var required = new HashSet<String>();
        schemas.forEach(it -> it.node().path("required").forEach(name -> required.add(name.asText())));
        for (var schema : schemas) {
            var properties = schema.child("properties");
            for (var field : properties.node().properties()) {
                var types = types(properties.child(field.getKey()), sources, new HashSet<>());
                var known = all.get(field.getKey());
                all.put(
                        field.getKey(),
                        new FieldRule(
                                known == null ? types : both(known.types, types), required.contains(field.getKey())));
            }
        }
        return all;
    }

    /** A schema and all that hold for the same value. */
    private static List<Place> together(Place place, Sources sources, Set<String> seen) {
        var all = new ArrayList<Place>();
        if (seen.add(place.shown())) {
            all.add(place);
            Reach.sameValue(place, Set.of("allOf"), sources).forEach(it -> all.addAll(together(it, sources, seen)));
        }
        return all;
    }

    private static Stream<Place> parts(Place place, String word) {
        return Words.subschemas(place).filter(it -> Reach.word(place, it).equals(word));
    }

    private static Set<String> types(Place place, Sources sources, Set<String> seen) {
        Set<String> types = Set.of();
        for (var schema : together(place, sources, seen)) {
            types = both(types, words(schema.node().path("type")));
            types = both(types, words(schema.node().path(BsonTypes.WORD)));
            types = both(types, ofValues(schema.node()));
            types = both(types, either(schema, "anyOf", sources, seen));
            types = both(types, either(schema, "oneOf", sources, seen));
        }
        return types;
    }

    private static Set<String> either(Place place, String word, Sources sources, Set<String> seen) {
        var all = new HashSet<String>();
        for (var part : parts(place, word).toList()) {
            var types = types(part, sources, seen);
            if (types.isEmpty()) {
                return Set.of();
            }
            all.addAll(types);
        }
        return all;
    }

    /** What is in both, where an empty set is everything. */
    private static Set<String> both(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        var both = new HashSet<>(one);
        both.retainAll(other);
        return both.isEmpty() ? one : both;
    }

    private static Set<String> words(JsonNode words) {
        var types = new HashSet<String>();
        (words.isArray() ? words : List.of(words)).forEach(word -> {
            if (word.isTextual()) {
                types.add(word(word.textValue()));
            }
        });
        return types;
    }

    private static String word(String type) {
        return switch (type) {
            case "integer", "int", "long", "double", "decimal" -> "number";
            case "bool" -> "boolean";
            case "objectId", "date", "binData", "timestamp" -> "string";
            default -> type;
        };
    }

    private static Set<String> ofValues(JsonNode schema) {
        var types = new HashSet<String>();
        schema.path("enum").forEach(value -> types.add(word(Bson.typeOf(value))));
        if (schema.has("const")) {
            types.add(word(Bson.typeOf(schema.path("const"))));
        }
        return types;
    }
}
