package dev.seedbank.model.schema;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The words of a schema: where further schemas are, and which say nothing of documents. */
final class Words {
    private static final Set<String> SCHEMAS = Set.of(
            "not",
            "if",
            "then",
            "else",
            "items",
            "contains",
            "additionalProperties",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties",
            "contentSchema");
    private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");

    /** Names, comments, and what programs are told. {@code definitions} is what earlier drafts call {@code $defs}. */
    static final Set<String> SILENT = Set.of(
            "$schema",
            "$id",
            "$anchor",
            "$dynamicAnchor",
            "$vocabulary",
            "$comment",
            "$defs",
            "definitions",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "title",
            "description",
            "contentMediaType",
            "contentEncoding",
            "contentSchema");

    private Words() {}

    /** The schemas that stand directly in this one, used or only defined. */
    static Stream<Place> subschemas(Place place) {
        return place.node().properties().stream().flatMap(field -> {
            var name = field.getKey();
            var value = place.child(name);
            if (SCHEMAS.contains(name)) {
                return Stream.of(value);
            }
            if (LISTS.contains(name) && value.node().isArray()) {
                return IntStream.range(0, value.node().size()).mapToObj(value::child);
            }
            if (MAPS.contains(name) && value.node().isObject()) {
                return value.node().properties().stream().map(it -> value.child(it.getKey()));
            }
            return Stream.empty();
        });
    }
}
