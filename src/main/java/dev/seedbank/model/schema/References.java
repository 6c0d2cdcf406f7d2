package dev.seedbank.model.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what a model says of references to other collections, wherever a document has the field. */
final class References {
    private static final String WORD = "x-references";
    private static final Set<String> EACH = Set.of("items", "prefixItems", "additionalProperties", "patternProperties");
    private static final Set<String> SAME = Set.of("allOf", "anyOf", "oneOf", "then", "else", "dependentSchemas");

    private final Sources sources;
    private final Set<Reference> found = new LinkedHashSet<>();
    private final Set<String> open = new HashSet<>();

    private References(Sources sources) {
        this.sources = sources;
    }

    static List<Reference> of(Place model, Sources sources) {
        var references = new References(sources);
        references.look(model, List.of());
        return new ArrayList<>(references.found);
    }

    /** {@code companies._id}, or {@code companies.code}; the collection's name may have dots before {@code _id}. */
    static int dot(String target) {
        return target.endsWith("._id") ? target.length() - 4 : target.indexOf('.');
    }

    private void look(Place place, List<String> path) {
        if (!place.node().isObject() || !open.add(place.shown())) {
            return; // a reference to itself says nothing new of the fields on the way
        }
        var target = place.node().path(WORD).asText();
        if (dot(target) > 0) {
            var type = place.node().path(place.node().has("type") ? "type" : BsonTypes.WORD);
            boolean text = ModelFiles.words(type).contains("string");
            found.add(new Reference(path, target.substring(0, dot(target)), target.substring(dot(target) + 1), text));
        }
        if (place.node().path("$ref").isTextual()) {
            sources.resolve(place, place.node().path("$ref").textValue()).ifPresent(it -> look(it, path));
        }
        for (var field : place.node().path("properties").properties()) {
            look(place.child("properties").child(field.getKey()), with(path, field.getKey()));
        }
        Words.subschemas(place).forEach(part -> {
            var word = part.pointer().substring(place.pointer().length() + 1).split("/", 2)[0];
            if (EACH.contains(word)) {
                look(part, with(path, "*"));
            } else if (SAME.contains(word)) {
                look(part, path);
            }
        });
        open.remove(place.shown());
    }

    private static List<String> with(List<String> path, String name) {
        var longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }
}
