package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds in documents what their model calls references to other collections, by going through both at once: into what a
 * {@code $ref} leads to, however deep the document is, and of alternatives only into those that fit. Not thread-safe.
 */
public final class References {
    static final String WORD = "x-references";

    /** Paths that are told apart; a recursive schema has as many as documents have levels. */
    private static final int MOST_PATHS = 500;

    private static final int MOST_LEVELS = 300;

    private final Place root;
    private final Sources sources;
    private final Library library;
    private final Set<String> leading;
    private final Map<String, ReferencePlace> places = new HashMap<>();
    private final Map<String, Optional<Schema>> schemas = new HashMap<>();
    private int paths;

    /** Takes one value that is a reference. */
    @FunctionalInterface
    public interface Taker {
        void take(Reference reference, JsonNode value);
    }

    References(Place root, Sources sources, Library library) {
        this.root = root;
        this.sources = sources;
        this.library = library;
        this.leading = new Reach(sources)
                .leadingTo(place -> dot(place.node().path(WORD).asText()) > 0, root);
    }

    /** {@code companies._id}, or {@code companies.code}; the collection's name may have dots before {@code _id}. */
    static int dot(String target) {
        return target.endsWith("._id") ? target.length() - 4 : target.indexOf('.');
    }

    /** Every reference in a document, in the order of the model. */
    public void find(JsonNode document, Taker taker) {
        if (!leading.isEmpty()) {
            walk(place(root, false), document, start, taker, 0);
        }
    }

    private final Path start = new Path("");

    /** A way through documents; the same object for the same way. */
    private final class Path {
        private final String shown;
        private final Map<String, Path> inner = new HashMap<>();
        private final Map<ReferencePlace, Reference> references = new HashMap<>();

        Path(String shown) {
            this.shown = shown;
        }

        Path to(String name) {
            var known = inner.get(name);
            if (known != null) {
                return known;
            }
            if (paths >= MOST_PATHS) {
                return name.equals("…") ? this : to("…");
            }
            paths++;
            var path = new Path(shown.isEmpty() ? name : shown + "." + name);
            inner.put(name, path);
            return path;
        }

        Reference reference(ReferencePlace place, String target) {
            return references.computeIfAbsent(
                    place,
                    it -> new Reference(
                            shown,
                            target.substring(0, dot(target)),
                            target.substring(dot(target) + 1),
                            it.wantsText()));
        }
    }

    boolean leads(Place place) {
        return leading.contains(place.shown());
    }

    Sources sources() {
        return sources;
    }

    Library library() {
        return library;
    }

    /** @param text whether a schema for the same value says that it is text */
    ReferencePlace place(Place place, boolean text) {
        var key = place.shown() + (text ? "\n" : "");
        var known = places.get(key);
        if (known == null) {
            known = new ReferencePlace(place, text);
            places.put(key, known); // before its parts, which may lead back to it
            known.read(this);
        }
        return known;
    }

    private void walk(ReferencePlace place, JsonNode value, Path path, Taker taker, int level) {
        if (level > MOST_LEVELS) {
            return;
        }
        var target = place.target();
        if (target != null) {
            taker.take(path.reference(place, target), value);
        }
        place.always.forEach(it -> walk(it, value, path, taker, level + 1));
        place.alternatives.forEach(it -> {
            if (fits(it.place(), value)) {
                walk(it, value, path, taker, level + 1);
            }
        });
        conditional(place, value, path, taker, level);
        if (value.isObject()) {
            value.properties().forEach(field -> field(place, field.getKey(), field.getValue(), path, taker, level));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                element(place, i, value.get(i), path, taker, level);
            }
        }
    }

    private void conditional(ReferencePlace place, JsonNode value, Path path, Taker taker, int level) {
        place.dependent.forEach((name, it) -> {
            if (value.has(name)) {
                walk(it, value, path, taker, level + 1);
            }
        });
        var condition = place.condition;
        if (condition != null) {
            var next = fits(condition, value) ? place.then : place.otherwise;
            if (next != null) {
                walk(next, value, path, taker, level + 1);
            }
        }
    }

    private void field(ReferencePlace place, String name, JsonNode value, Path path, Taker taker, int level) {
        var named = place.properties.get(name);
        if (named != null) {
            walk(named, value, path.to(name), taker, level + 1);
        }
        boolean matched = place.names.contains(name);
        for (var pattern : place.patterns) {
            if (pattern.expression().matches(name)) {
                matched = true;
                if (pattern.place() != null) {
                    walk(pattern.place(), value, path.to("*"), taker, level + 1);
                }
            }
        }
        if (!matched && place.others != null && !isIdOfDocument(path, name)) {
            walk(place.others, value, path.to("*"), taker, level + 1);
        }
    }

    /** Which every document has, so that it is none of the others. */
    private boolean isIdOfDocument(Path path, String name) {
        return path == start && name.equals("_id");
    }

    private void element(ReferencePlace place, int index, JsonNode value, Path path, Taker taker, int level) {
        if (index < place.firstSize) {
            var first = place.first.get(index);
            if (first != null) {
                walk(first, value, path.to(Integer.toString(index)), taker, level + 1);
            }
        } else if (place.items != null) {
            walk(place.items, value, path.to("*"), taker, level + 1);
        }
    }

    /** What the library cannot find counts as fitting: then too much is looked at, and not too little. */
    private boolean fits(Place place, JsonNode value) {
        Optional<Schema> schema = schemas.computeIfAbsent(place.shown(), _ -> library.part(sources.root(place), place));
        return schema.isEmpty() || library.violations(schema.get(), value).isEmpty();
    }

    /** The name that stands for a target, as far as this is one. */
    static @Nullable String target(Place place) {
        var target = place.node().path(WORD).asText();
        return dot(target) > 0 ? target : null;
    }
}
