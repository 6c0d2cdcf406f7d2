package dev.seedbank.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;

/** Brings trees into the form in which equal meanings are equal trees: sorted names, sorted sets, numbers by their value. */
final class CanonicalTree {
    /** Lists of a validator whose order says nothing. */
    private static final Set<String> SETS = Set.of("required", "bsonType", "type", "enum");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CanonicalTree() {}

    static JsonNode of(JsonNode tree) {
        return of(tree, "");
    }

    private static JsonNode of(JsonNode tree, String name) {
        return switch (tree.getNodeType()) {
            case NUMBER -> number(tree);
            case OBJECT -> {
                var object = NODES.objectNode();
                tree.propertyStream()
                        .sorted(java.util.Map.Entry.comparingByKey())
                        .forEach(field -> object.set(field.getKey(), of(field.getValue(), field.getKey())));
                yield object;
            }
            case ARRAY -> {
                var parts = new ArrayList<JsonNode>();
                tree.forEach(part -> parts.add(of(part, "")));
                if (SETS.contains(name)) {
                    parts.sort(Comparator.comparing(JsonNode::toString));
                }
                yield NODES.arrayNode().addAll(parts);
            }
            case STRING, BOOLEAN, NULL, BINARY, MISSING, POJO -> tree;
        };
    }

    /** A number by its value, whatever its type: 1 and 1.0 are one. */
    static JsonNode number(JsonNode number) {
        var value = number.isDouble() ? new BigDecimal(number.doubleValue()) : number.decimalValue();
        return DecimalNode.valueOf(value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
    }
}
