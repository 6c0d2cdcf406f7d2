package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedbank.config.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What is wrong with files of models that can be told without the library: Seedbank's own words, types, and references. */
final class Mistakes {
    private static final Set<String> TYPES =
            Set.of("array", "boolean", "integer", "null", "number", "object", "string");
    private static final Set<String> SAME_VALUE =
            Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas");
    private static final Set<String> NOT_FOLLOWED = Set.of(
            "not", "if", "contains", "propertyNames", "unevaluatedItems", "unevaluatedProperties", "contentSchema");
    private static final Set<String> WORDS =
            Set.of("x-collection", "x-tenant", "x-soft-delete", "x-validation", References.WORD);
    private static final Set<String> LEVELS = Set.of("strict", "moderate");
    private static final Set<String> ACTIONS = Set.of("error", "warn");
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Sources sources;

    Mistakes(Sources sources) {
        this.sources = sources;
    }

    /** @throws dev.seedbank.failure.UsageFailure for the first */
    void requireNone(List<Place> files) {
        sources.clash().ifPresent(it -> {
            throw ModelFiles.wrong(it.child("$id"), "another file or schema has the same $id");
        });
        for (var file : files) {
            root(file);
            look(file);
        }
    }

    private static void root(Place file) {
        var dialect = file.node().path("$schema");
        if (dialect.isTextual() && !dialect.textValue().replaceAll("#$", "").equals(DIALECT)) {
            throw ModelFiles.wrong(file.child("$schema"), "it must be " + DIALECT);
        }
        if (file.node().has(References.WORD)) {
            throw ModelFiles.wrong(file.child(References.WORD), "it belongs to a field, not to the document");
        }
        for (var word : List.of("x-collection", "x-tenant", "x-soft-delete")) {
            requireText(file, word);
        }
        var validation = file.child("x-validation");
        if (!validation.node().isMissingNode()) {
            if (!validation.node().isObject()) {
                throw ModelFiles.wrong(validation, "write {\"level\": \"strict\", \"action\": \"error\"}");
            }
            validation.node().properties().forEach(field -> {
                if (!Set.of("level", "action").contains(field.getKey())) {
                    throw ModelFiles.wrong(validation.child(field.getKey()), "only level and action are known");
                }
            });
            requireOne(validation, "level", LEVELS);
            requireOne(validation, "action", ACTIONS);
        }
    }

    private static void requireText(Place place, String word) {
        var value = place.node().path(word);
        if (!value.isMissingNode() && (!value.isTextual() || value.textValue().isEmpty())) {
            throw ModelFiles.wrong(place.child(word), "it must be a name");
        }
    }

    private static void requireOne(Place place, String word, Set<String> known) {
        var value = place.node().path(word);
        if (!value.isMissingNode() && !known.contains(value.asText())) {
            throw ModelFiles.wrong(
                    place.child(word),
                    "'%s' must be one of %s"
                            .formatted(
                                    value.asText(),
                                    String.join(", ", known.stream().sorted().toList())));
        }
    }

    private void look(Place place) {
        if (!place.node().isObject()) {
            if (!place.node().isBoolean() && !place.node().isMissingNode()) {
                throw ModelFiles.wrong(place, "a schema is an object, or true or false");
            }
            return;
        }
        names(place, "type", TYPES);
        requireEnd(place);
        names(place, BsonTypes.WORD, Bson.NAMES);
        reference(place, "$ref");
        reference(place, "$dynamicRef");
        pattern(place.node().path("pattern"), place.child("pattern"));
        for (var field : place.node().path("patternProperties").properties()) {
            pattern(
                    Rule.NODES.textNode(field.getKey()),
                    place.child("patternProperties").child(field.getKey()));
        }
        for (var field : place.node().properties()) {
            misspelt(place, field.getKey());
        }
        var target = place.node().path("x-references");
        if (!target.isMissingNode() && References.dot(target.asText()) < 1) {
            throw ModelFiles.wrong(
                    place.child("x-references"), "a collection and its field are expected, such as companies._id");
        }
        Words.subschemas(place).forEach(part -> {
            if (NOT_FOLLOWED.contains(Reach.word(place, part)) && namesReferences(part)) {
                throw ModelFiles.wrong(part, "%s is not looked at here".formatted(References.WORD));
            }
            look(part);
        });
    }

    /** Other words that begin so are other programs'. */
    private static void misspelt(Place place, String word) {
        if (word.startsWith("x-") && !WORDS.contains(word)) {
            var advice = Nearest.advice(word, WORDS, "");
            if (!advice.isEmpty()) {
                throw ModelFiles.wrong(place.child(word), "there is no keyword '%s'. %s".formatted(word, advice));
            }
        }
    }

    private boolean namesReferences(Place place) {
        return !new Reach(sources)
                .leadingTo(it -> it.node().has(References.WORD), place)
                .isEmpty();
    }

    private void names(Place place, String word, Set<String> known) {
        var value = place.node().path(word);
        if (value.isMissingNode()) {
            return;
        }
        for (var name : ModelFiles.words(value)) {
            if (!known.contains(name)) {
                throw ModelFiles.wrong(
                        place.child(word),
                        "there is no type '%s'. %s"
                                .formatted(name, Nearest.advice(name, known, ""))
                                .strip());
            }
        }
    }

    /** A reference to itself is a mistake unless it is for a value within: such a schema would never be read to its end. */
    private void requireEnd(Place place) {
        if (place.node().has("$ref") && leadsTo(place, place, new HashSet<>())) {
            throw ModelFiles.wrong(place.child("$ref"), "it leads back to itself for the same value");
        }
    }

    private boolean leadsTo(Place goal, Place from, Set<String> seen) {
        return Reach.sameValue(from, SAME_VALUE, sources)
                .anyMatch(it -> it.shown().equals(goal.shown()) || (seen.add(it.shown()) && leadsTo(goal, it, seen)));
    }

    private void reference(Place place, String word) {
        var value = place.node().path(word);
        if (value.isMissingNode() || isOfSpecification(value)) {
            return;
        }
        if (!value.isTextual() || sources.resolve(place, value.textValue()).isEmpty()) {
            throw ModelFiles.wrong(place.child(word), "there is no %s".formatted(value.asText()));
        }
    }

    private static boolean isOfSpecification(JsonNode value) {
        return value.asText().startsWith("https://json-schema.org/draft/");
    }

    private static void pattern(JsonNode value, Place at) {
        var text = Optional.ofNullable(value.textValue());
        if (text.isPresent() && CommonPattern.of(text.get()).isEmpty()) {
            try {
                Pattern.compile(text.get());
            } catch (PatternSyntaxException e) {
                throw ModelFiles.wrong(at, "it is not a valid regular expression: " + e.getDescription());
            }
        }
    }
}
