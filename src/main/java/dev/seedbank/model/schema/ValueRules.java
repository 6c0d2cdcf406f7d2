package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates the words that speak of a value by itself: its type, the values that are allowed, bounds, counts and patterns. */
final class ValueRules {
    private final Reporter reporter;

    ValueRules(Reporter reporter) {
        this.reporter = reporter;
    }

    /** Hears what cannot be said. */
    interface Reporter {
        void report(Place place, String word, String why);
    }

    private Rule dropped(Place place, String word, String why) {
        reporter.report(place, word, why);
        return Rule.unknown();
    }

    Rule kind(Place place, String word, JsonNode value) {
        return switch (word) {
            case "type" -> types(value);
            case "bsonType" -> Rule.of(word, value);
            case "enum" -> oneOf(place, word, value);
            default -> oneOf(place, word, Rule.NODES.arrayNode().add(value));
        };
    }

    /** A whole double is an integer, too, as JSON Schema has it. */
    private static Rule types(JsonNode value) {
        var names = new LinkedHashSet<String>();
        (value.isArray() ? value : Rule.NODES.arrayNode().add(value)).forEach(name -> names.add(name.asText()));
        if (names.isEmpty()) {
            return Rule.none();
        }
        boolean whole = names.remove("integer") && !names.contains("number");
        var rules = new ArrayList<Rule>();
        if (!names.isEmpty()) {
            rules.add(Rule.of("bsonType", list(names)));
        }
        if (whole) {
            rules.add(Rule.exactly(
                    Rule.NODES.objectNode().put("bsonType", "number").put("multipleOf", 1)));
        }
        return rules.size() == 1 && whole
                ? Rule.allOf(rules) // a multipleOf of the schema stands beside it
                : Rule.anyOf(rules);
    }

    private static JsonNode list(Set<String> names) {
        var types = names.stream()
                .map(name -> name.equals("boolean") ? "bool" : name)
                .toList();
        if (types.size() == 1) {
            return Rule.NODES.textNode(types.getFirst());
        }
        var list = Rule.NODES.arrayNode();
        types.forEach(list::add);
        return list;
    }

    private Rule oneOf(Place place, String word, JsonNode values) {
        var list = Rule.NODES.arrayNode();
        boolean exact = true;
        for (var value : values) {
            if (value.isNumber()) {
                var numbers = ServerNumber.all(value);
                exact &= !numbers.isEmpty();
                numbers.forEach(number -> addNew(list, number));
            } else {
                var converted = converted(value);
                exact &= converted != null;
                if (converted != null) {
                    addNew(list, converted);
                }
            }
        }
        if (!exact) {
            return dropped(place, word, "it contains a number that the server cannot represent");
        }
        return list.isEmpty() ? Rule.none() : Rule.of("enum", list);
    }

    /** A server refuses a list that names a value twice. */
    private static void addNew(ArrayNode list, JsonNode value) {
        for (var other : list) {
            if (same(other, value)) {
                return;
            }
        }
        list.add(value);
    }

    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return ServerNumber.exact(one).compareTo(ServerNumber.exact(other)) == 0;
        }
        return one.equals(other);
    }

    /** With the server's numbers within; null if one of them is none, or could be two. */
    private static @Nullable JsonNode converted(JsonNode value) {
        if (value.isNumber()) {
            var numbers = ServerNumber.all(value);
            return numbers.size() == 1 ? numbers.getFirst() : null;
        }
        if (value.isArray()) {
            var list = Rule.NODES.arrayNode();
            for (var part : value) {
                var converted = converted(part);
                if (converted == null) {
                    return null;
                }
                list.add(converted);
            }
            return list;
        }
        if (value.isObject()) {
            var object = Rule.NODES.objectNode();
            for (var field : value.properties()) {
                var converted = converted(field.getValue());
                if (converted == null) {
                    return null;
                }
                object.set(field.getKey(), converted);
            }
            return object;
        }
        return value;
    }

    /** The server has one bound at each end, and a flag that says whether it is excluded. */
    Rule number(Place place, String word, JsonNode value) {
        if (!value.isNumber()) {
            return Rule.unknown();
        }
        var numbers = ServerNumber.all(value);
        if (numbers.isEmpty()) {
            return dropped(place, word, "the server has no such number");
        }
        if (word.equals("multipleOf")) {
            return numbers.getFirst().isIntegralNumber()
                    ? Rule.of(word, numbers.getFirst())
                    : dropped(place, word, "servers compute multiples of a fraction differently");
        }
        boolean exclusive = word.startsWith("exclusive");
        boolean lower = word.endsWith("inimum");
        var json = Rule.NODES.objectNode();
        json.set(lower ? "minimum" : "maximum", numbers.getFirst());
        if (exclusive) {
            json.put(word, true);
        }
        boolean beyond = numbers.size() > 1
                && !exclusive
                && ServerNumber.exact(numbers.getFirst()).compareTo(value.decimalValue()) > 0 == lower;
        return beyond
                ? Rule.anyOf(List.of(
                        Rule.exactly(json),
                        Rule.of("enum", Rule.NODES.arrayNode().add(numbers.getLast()))))
                : Rule.exactly(json);
    }

    Rule count(Place place, String word, JsonNode value) {
        return ServerNumber.count(value)
                .map(number -> Rule.of(word, number))
                .orElseGet(() -> dropped(place, word, "the server has no such number"));
    }

    Rule pattern(Place place, JsonNode value) {
        return CommonPattern.of(value.asText())
                .map(text -> Rule.of("pattern", Rule.NODES.textNode(text)))
                .orElseGet(() -> dropped(
                        place, "pattern", "it uses regular-expression syntax that the server reads differently"));
    }

    static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
