package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Translates a schema of 2020-12 into the server's dialect, which is draft 4's without {@code $ref}, and with {@code bsonType}.
 * What has no counterpart is left out so that the validator never refuses what the schema accepts, and is told.
 */
public final class Translator {
    /** Of a validator. A server refuses what is nested deeper than about 100 levels, or larger than 16 MiB. */
    private static final int MOST_LEVELS = 80;

    private static final int MOST_SCHEMAS = 20_000;
    private static final String RECURSIVE = "it leads back to itself, and validators have no references";

    /** JSON Schema 2020-12, Validation, section 7.3. */
    private static final Set<String> FORMATS = Set.of(
            "date-time",
            "date",
            "time",
            "duration",
            "email",
            "idn-email",
            "hostname",
            "idn-hostname",
            "ipv4",
            "ipv6",
            "uri",
            "uri-reference",
            "iri",
            "iri-reference",
            "uuid",
            "uri-template",
            "json-pointer",
            "relative-json-pointer",
            "regex");

    private final Sources sources;
    private final Set<Untranslated> untranslated = new LinkedHashSet<>();
    private final Set<Visit> open = new HashSet<>();
    private final ValueRules values = new ValueRules(this::report);
    private final ObjectRules objects = new ObjectRules(this);
    private final Reach reach;

    /** What is being translated because somebody refers to it, the innermost first. */
    private final Deque<Place> targets = new ArrayDeque<>();

    private int schemas;

    private Translator(Sources sources) {
        this.sources = sources;
        this.reach = new Reach(sources);
    }

    /** A schema that is being translated, and whether its own names are the document's. */
    private record Visit(String file, String pointer, boolean root) {}

    static Translation of(Place model, Sources sources) {
        var translator = new Translator(sources);
        translator.targets.push(model);
        var rule = translator.schema(model, Depth.ROOT);
        return new Translation(rule.json(), new ArrayList<>(translator.untranslated));
    }

    /**
     * Where a schema applies.
     *
     * @param root to the document itself, which has an {@code _id}
     * @param levels how deep it lies in the validator
     */
    record Depth(boolean root, int levels) {
        static final Depth ROOT = new Depth(true, 0);

        Depth same() {
            return new Depth(root, levels + 1);
        }

        Depth inner() {
            return new Depth(false, levels + 1);
        }
    }

    void report(Place place, String word, String why) {
        untranslated.add(new Untranslated(word, place.shown(), why));
    }

    Rule dropped(Place place, String word, String why) {
        report(place, word, why);
        return Rule.unknown();
    }

    Rule schema(Place place, Depth depth) {
        if (place.node().isBoolean()) {
            return place.node().booleanValue() ? Rule.all() : Rule.none();
        }
        if (!place.node().isObject()) {
            return Rule.unknown();
        }
        if (depth.levels > MOST_LEVELS || schemas++ > MOST_SCHEMAS) {
            return dropped(place, "schema", "the validator would be larger than servers take");
        }
        var visit = new Visit(place.file(), place.pointer(), depth.root);
        if (!open.add(visit)) {
            return dropped(place, "$ref", RECURSIVE);
        }
        var rules = new ArrayList<Rule>();
        for (var field : place.node().properties()) {
            rules.add(word(place, field.getKey(), field.getValue(), depth));
        }
        open.remove(visit);
        return Rule.together(rules);
    }

    private Rule word(Place place, String word, JsonNode value, Depth depth) {
        return switch (word) {
            case "$ref" -> reference(place, value, depth);
            case "allOf" -> Rule.allOf(list(place, word, depth));
            case "anyOf" -> beside(Rule.anyOf(list(place, word, depth)));
            case "oneOf" -> beside(Rule.oneOf(list(place, word, depth)));
            case "not" -> opposite(place, word, depth);
            case "if" -> conditional(place, depth);
            case "then", "else" -> Rule.all();
            case "type", "bsonType", "enum", "const" -> values.kind(place, word, value);
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" ->
                values.number(place, word, value);
            case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties" ->
                values.count(place, word, value);
            case "pattern" -> values.pattern(place, value);
            case "uniqueItems" -> value.asBoolean() ? Rule.of(word, value) : Rule.all();
            case "prefixItems" -> items(place, depth);
            case "items" -> place.node().has("prefixItems") ? Rule.all() : items(place, depth);
            case "contains" -> contains(place, depth);
            case "properties" -> objects.properties(place, depth);
            case "patternProperties", "additionalProperties" -> objects.unlessBeside(place, word, depth);
            case "required" -> objects.required(place, value);
            case "dependentRequired" -> objects.dependentRequired(place, value);
            case "dependentSchemas" -> objects.dependentSchemas(place, depth);
            case "propertyNames" -> objects.names(place, value);
            default -> unsaid(place, word);
        };
    }

    /** A single alternative is a whole schema: its words do not mix with those beside it. */
    private static Rule beside(Rule rule) {
        boolean several = rule.json().has("anyOf") || rule.json().has("oneOf");
        return several && rule.json().size() == 1 ? rule : Rule.allOf(List.of(rule));
    }

    private Rule unsaid(Place place, String word) {
        if (Words.SILENT.contains(word) || word.startsWith("x-") || isPart(place, word)) {
            return Rule.all();
        }
        return switch (word) {
            case "format" ->
                dropped(
                        place,
                        word,
                        FORMATS.contains(place.node().path(word).asText())
                                ? "validators do not have it"
                                : "not a format of JSON Schema 2020-12: nothing checks it");
            case "unevaluatedItems", "unevaluatedProperties", "$dynamicRef" ->
                dropped(place, word, "validators do not have it");
            case "minContains", "maxContains" -> dropped(place, word, "validators cannot count what fits");
            default -> dropped(place, word, "not a keyword of JSON Schema 2020-12: nothing checks it");
        };
    }

    /** Read with another word, without which it says nothing. */
    private static boolean isPart(Place place, String word) {
        return (word.equals("minContains") || word.equals("maxContains"))
                && !place.node().has("contains");
    }

    private Rule reference(Place place, JsonNode value, Depth depth) {
        var target = sources.resolve(place, value.asText());
        if (target.isEmpty()) {
            return dropped(place, "$ref", "the schema of schemas is not translated");
        }
        var it = target.get();
        if (targets.stream().filter(open -> isSecond(open, it)).count() > 1) {
            return dropped(place, "$ref", RECURSIVE);
        }
        targets.push(it);
        var rule = schema(it, depth.same());
        targets.pop();
        return Rule.allOf(List.of(rule));
    }

    /** Whether the one, which is being translated and leads to the other, is led to by it. */
    private boolean isSecond(Place open, Place target) {
        return open.shown().equals(target.shown()) || reach.from(target).contains(open.shown());
    }

    private List<Rule> list(Place place, String word, Depth depth) {
        var all = place.child(word);
        return IntStream.range(0, all.node().size())
                .mapToObj(i -> schema(all.child(i), depth.same()))
                .toList();
    }

    private Rule opposite(Place place, String word, Depth depth) {
        var rule = schema(place.child(word), depth.same());
        return rule.exact()
                ? rule.opposite()
                : dropped(place, word, "its schema cannot be translated completely, so it cannot be negated");
    }

    /** {@code if A then B else C} is {@code (not A or B) and (A or C)}. */
    private Rule conditional(Place place, Depth depth) {
        var condition = schema(place.child("if"), depth.same());
        var rules = new ArrayList<Rule>();
        if (place.node().has("then")) {
            if (!condition.exact()) {
                report(place, "then", "the schema in if cannot be translated completely");
            }
            rules.add(Rule.anyOf(List.of(condition.opposite(), schema(place.child("then"), depth.same()))));
        }
        if (place.node().has("else")) {
            rules.add(Rule.anyOf(List.of(condition, schema(place.child("else"), depth.same()))));
        }
        return Rule.allOf(rules);
    }

    private Rule items(Place place, Depth depth) {
        var node = place.node();
        if (!node.path("prefixItems").isArray()) {
            var each = schema(place.child("items"), depth.inner());
            return each.isAll() ? each : new Rule(Rule.NODES.objectNode().set("items", each.json()), each.exact());
        }
        var rules = new ArrayList<Rule>();
        var first = place.child("prefixItems");
        for (int i = 0; i < first.node().size(); i++) {
            rules.add(schema(first.child(i), depth.inner()));
        }
        boolean exact = rules.stream().allMatch(Rule::exact);
        var list = Rule.NODES.arrayNode();
        rules.forEach(rule -> list.add(rule.json()));
        var json = Rule.NODES.objectNode();
        json.set("items", list);
        if (node.has("items")) {
            var rest = schema(place.child("items"), depth.inner());
            exact &= rest.exact();
            json.set("additionalItems", rest.isNone() ? Rule.NODES.booleanNode(false) : rest.json());
        }
        return new Rule(json, exact);
    }

    /** An array in which not every element fails. */
    private Rule contains(Place place, Depth depth) {
        var least = place.node().path("minContains");
        if (least.isNumber() && least.decimalValue().signum() == 0) {
            return Rule.all();
        }
        var one = schema(place.child("contains"), depth.inner());
        if (!one.exact()) {
            return dropped(place, "contains", "its schema cannot be translated completely");
        }
        var noArray = Rule.of("bsonType", Rule.NODES.textNode("array")).opposite();
        var allFail =
                Rule.exactly(Rule.NODES.objectNode().set("items", one.opposite().json()));
        return one.isNone() ? noArray : Rule.anyOf(List.of(noArray, allFail.opposite()));
    }
}
