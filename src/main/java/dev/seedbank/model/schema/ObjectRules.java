package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedbank.model.schema.Translator.Depth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Translates the words that speak of an object's fields. */
final class ObjectRules {
    private static final String NAME =
            "the server treats a name that contains a dot or begins with a dollar sign as a path";

    private final Translator translator;

    ObjectRules(Translator translator) {
        this.translator = translator;
    }

    /** Names that the server's own words can say: others it takes for paths or operators. */
    private static boolean isSayable(String name) {
        return !name.isEmpty() && name.indexOf('.') < 0 && name.indexOf(0) < 0 && !name.startsWith("$");
    }

    /** One of {@code patternProperties} and {@code additionalProperties}: said with {@code properties}, if there are any. */
    Rule unlessBeside(Place place, String word, Depth depth) {
        boolean first = !place.node().has("properties")
                && (word.equals("patternProperties") || !place.node().has("patternProperties"));
        return first ? properties(place, depth) : Rule.all();
    }

    /** All three words at once, as the third speaks of what the others leave. */
    Rule properties(Place place, Depth depth) {
        var json = Rule.NODES.objectNode();
        boolean exact = named(place, depth, json);
        var patterns = patterns(place, depth, json);
        exact &= patterns.exact;
        var rest = place.child("additionalProperties");
        if (!rest.node().isMissingNode()) {
            if (patterns.complete) {
                exact &= additional(rest, depth, json);
            } else {
                translator.report(
                        place,
                        "additionalProperties",
                        "a pattern in patternProperties cannot be translated for the server");
                exact = false;
            }
        }
        if (json.path("properties").isObject()
                && !json.has("additionalProperties")
                && json.path("properties").properties().stream()
                        .allMatch(field -> field.getValue().isEmpty())) {
            json.remove("properties");
        }
        return new Rule(json, exact);
    }

    private boolean named(Place place, Depth depth, ObjectNode json) {
        var properties = place.child("properties");
        if (!properties.node().isObject()) {
            return true;
        }
        boolean exact = true;
        var all = Rule.NODES.objectNode();
        for (var field : properties.node().properties()) {
            var rule = translator.schema(properties.child(field.getKey()), depth.inner());
            if (isSayable(field.getKey()) || rule.isAll()) {
                exact &= rule.exact();
                all.set(field.getKey(), rule.json());
            } else {
                translator.report(properties.child(field.getKey()), "properties", NAME);
                exact = false;
                all.set(field.getKey(), Rule.all().json());
            }
        }
        json.set("properties", all);
        return exact;
    }

    /** @param complete whether all of them could be said */
    private record Patterns(boolean exact, boolean complete) {}

    private Patterns patterns(Place place, Depth depth, ObjectNode json) {
        var patterns = place.child("patternProperties");
        boolean exact = true;
        boolean complete = true;
        var all = Rule.NODES.objectNode();
        for (var field : patterns.node().properties()) {
            var rule = translator.schema(patterns.child(field.getKey()), depth.inner());
            var common = CommonPattern.of(field.getKey());
            if (common.isPresent() && !all.has(common.get())) {
                exact &= rule.exact();
                all.set(common.get(), rule.json());
            } else {
                translator.report(
                        place, "patternProperties", "the server reads '%s' in another way".formatted(field.getKey()));
                exact = false;
                complete = false;
            }
        }
        if (!all.isEmpty()) {
            json.set("patternProperties", all);
        }
        return new Patterns(exact, complete);
    }

    private boolean additional(Place rest, Depth depth, ObjectNode json) {
        var rule = translator.schema(rest, depth.inner());
        if (rule.isAll()) {
            return rule.exact();
        }
        json.set("additionalProperties", rule.isNone() ? Rule.NODES.booleanNode(false) : rule.json());
        if (depth.root()) {
            var named = json.path("properties").isObject()
                    ? (ObjectNode) json.path("properties")
                    : json.putObject("properties");
            if (!named.has("_id")) {
                named.set("_id", Rule.all().json());
            }
        }
        return rule.exact();
    }

    Rule required(Place place, JsonNode value) {
        var names = Rule.NODES.arrayNode();
        boolean exact = true;
        for (var name : ValueRules.texts(value).stream().distinct().toList()) {
            if (isSayable(name)) {
                names.add(name);
            } else {
                translator.report(place, "required", "%s: %s".formatted(name, NAME));
                exact = false;
            }
        }
        var json = Rule.NODES.objectNode();
        if (!names.isEmpty()) {
            json.set("required", names);
        }
        return new Rule(json, exact);
    }

    /** Each as a rule of its own kind: the field is not there, or the others are, too. */
    Rule dependentRequired(Place place, JsonNode value) {
        var rules = new ArrayList<Rule>();
        for (var field : value.properties()) {
            var others = required(place, field.getValue());
            if (!others.isAll() || !others.exact()) {
                rules.add(dependency(place, "dependentRequired", field.getKey(), others));
            }
        }
        return Rule.allOf(rules);
    }

    Rule dependentSchemas(Place place, Depth depth) {
        var schemas = place.child("dependentSchemas");
        var rules = new ArrayList<Rule>();
        for (var field : schemas.node().properties()) {
            var rule = translator.schema(schemas.child(field.getKey()), depth.same());
            rules.add(dependency(place, "dependentSchemas", field.getKey(), rule));
        }
        return Rule.allOf(rules);
    }

    private Rule dependency(Place place, String word, String name, Rule rule) {
        if (!isSayable(name)) {
            return translator.dropped(place, word, "%s: %s".formatted(name, NAME));
        }
        var json = Rule.NODES.objectNode();
        json.putObject("dependencies").set(name, rule.json());
        return new Rule(json, rule.exact());
    }

    /** A pattern for all names is one beside which nothing is allowed; everything else has no counterpart. */
    Rule names(Place place, JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? Rule.all() : Rule.of("maxProperties", Rule.NODES.numberNode(0));
        }
        var pattern = Optional.of(value)
                .filter(it -> it.size() == 1)
                .map(it -> it.path("pattern"))
                .filter(JsonNode::isTextual)
                .flatMap(it -> CommonPattern.of(it.textValue()));
        if (value.isObject() && value.isEmpty()) {
            return Rule.all();
        }
        if (pattern.isEmpty()) {
            return translator.dropped(place, "propertyNames", "validators do not have it");
        }
        var json = Rule.NODES.objectNode();
        json.putObject("patternProperties").set(pattern.get(), Rule.all().json());
        json.put("additionalProperties", false);
        return Rule.allOf(List.of(Rule.exactly(json)));
    }
}
