package dev.seedbank.model.schema;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which schemas lead to which, by their parts and by {@code $ref}; what is only defined leads nowhere. Takes each schema once. */
final class Reach {
    private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");

    private final Sources sources;
    private final Map<String, Set<String>> known = new HashMap<>();

    Reach(Sources sources) {
        this.sources = sources;
    }

    /** The schemas that apply to what stands in a place directly: its parts, and what it refers to. */
    static Stream<Place> next(Place place, Sources sources) {
        return Stream.concat(
                Words.subschemas(place).filter(part -> !DEFINITIONS.contains(word(place, part))),
                referred(place, sources));
    }

    /** Those of them that are for the same value: by one of these words, and by {@code $ref}. */
    static Stream<Place> sameValue(Place place, Set<String> words, Sources sources) {
        return Stream.concat(
                Words.subschemas(place).filter(part -> words.contains(word(place, part))), referred(place, sources));
    }

    private static Stream<Place> referred(Place place, Sources sources) {
        var reference = place.node().path("$ref");
        return reference.isTextual() ? sources.resolve(place, reference.textValue()).stream() : Stream.empty();
    }

    /** The word of a schema by which a part belongs to it. */
    static String word(Place place, Place part) {
        return part.pointer().substring(place.pointer().length() + 1).split("/", 2)[0];
    }

    /** All that a schema leads to, itself included if it leads back, as {@link Place#shown()}. */
    Set<String> from(Place place) {
        return known.computeIfAbsent(place.shown(), _ -> {
            var found = new HashSet<String>();
            var open = new ArrayDeque<>(next(place, sources).toList());
            while (!open.isEmpty()) {
                var one = open.pop();
                if (found.add(one.shown())) {
                    next(one, sources).forEach(open::push);
                }
            }
            return found;
        });
    }

    /** Of all that {@code root} leads to, itself included, what leads to a schema of this kind, or is one. */
    Set<String> leadingTo(Predicate<Place> kind, Place root) {
        var before = new HashMap<String, List<String>>();
        var found = new ArrayDeque<String>();
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            var one = open.pop();
            if (seen.add(one.shown())) {
                if (kind.test(one)) {
                    found.push(one.shown());
                }
                next(one, sources).forEach(it -> {
                    before.computeIfAbsent(it.shown(), _ -> new java.util.ArrayList<>())
                            .add(one.shown());
                    open.push(it);
                });
            }
        }
        var leading = new HashSet<String>();
        while (!found.isEmpty()) {
            var one = found.pop();
            if (leading.add(one)) {
                before.getOrDefault(one, List.of()).forEach(found::push);
            }
        }
        return leading;
    }
}
