package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/**
 * A schema in the server's words. It accepts all that the schema accepts that it was made from.
 *
 * @param json {@code {}} accepts everything
 * @param exact whether it accepts nothing else, so that its opposite can be written, too
 */
record Rule(ObjectNode json, boolean exact) {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static Rule all() {
        return exactly(NODES.objectNode());
    }

    static Rule none() {
        return not(NODES.objectNode());
    }

    static Rule exactly(ObjectNode json) {
        return new Rule(json, true);
    }

    /** What cannot be said: everything passes. */
    static Rule unknown() {
        return new Rule(NODES.objectNode(), false);
    }

    static Rule of(String word, JsonNode value) {
        return exactly(NODES.objectNode().set(word, value));
    }

    private static Rule not(ObjectNode json) {
        return of("not", json);
    }

    boolean isAll() {
        return json.isEmpty();
    }

    boolean isNone() {
        return json.size() == 1
                && json.path("not").isObject()
                && json.path("not").isEmpty();
    }

    /** What it refuses; everything, unless it is exact, as nobody knows what it should refuse besides. */
    Rule opposite() {
        if (!exact) {
            return unknown();
        }
        return isNone() ? all() : not(json);
    }

    /** What each of the rules accepts that come from one schema. Words that do not meet stand beside each other. */
    static Rule together(Collection<Rule> rules) {
        boolean exact = rules.stream().allMatch(Rule::exact);
        if (rules.stream().anyMatch(Rule::isNone)) {
            return none();
        }
        var joined = NODES.objectNode();
        var others = NODES.arrayNode();
        for (var rule : rules) {
            if (rule.json.path("allOf").isArray()) {
                others.addAll((ArrayNode) rule.json.path("allOf"));
            } else if (rule.json.propertyStream().noneMatch(field -> joined.has(field.getKey()))) {
                joined.setAll(rule.json);
            } else {
                others.add(rule.json);
            }
        }
        if (!others.isEmpty()) {
            joined.set("allOf", others);
        }
        return new Rule(joined, exact);
    }

    /** What each of several schemas accepts. */
    static Rule allOf(Collection<Rule> rules) {
        boolean exact = rules.stream().allMatch(Rule::exact);
        if (rules.stream().anyMatch(Rule::isNone)) {
            return none();
        }
        var said = rules.stream().filter(rule -> !rule.isAll()).toList();
        return new Rule(said.isEmpty() ? NODES.objectNode() : list("allOf", said), exact);
    }

    /** What at least one accepts. */
    static Rule anyOf(Collection<Rule> rules) {
        boolean exact = rules.stream().allMatch(Rule::exact);
        var open = rules.stream().filter(rule -> !rule.isNone()).toList();
        if (open.isEmpty()) {
            return none();
        }
        if (open.stream().anyMatch(Rule::isAll)) {
            return new Rule(NODES.objectNode(), exact || open.stream().anyMatch(rule -> rule.isAll() && rule.exact));
        }
        return open.size() == 1 ? new Rule(open.getFirst().json, exact) : new Rule(list("anyOf", open), exact);
    }

    /** What exactly one accepts; where one is not exact, at least one. */
    static Rule oneOf(List<Rule> rules) {
        if (!rules.stream().allMatch(Rule::exact)) {
            return new Rule(anyOf(rules).json, false);
        }
        return rules.size() == 1 ? rules.getFirst() : exactly(list("oneOf", rules));
    }

    private static ObjectNode list(String word, List<Rule> rules) {
        var list = NODES.arrayNode();
        rules.forEach(rule -> list.add(rule.json));
        return NODES.objectNode().set(word, list);
    }
}
