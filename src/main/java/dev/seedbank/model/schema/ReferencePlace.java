package dev.seedbank.model.schema;

import com.networknt.schema.regex.RegularExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A schema, as far as it or its parts name references: where these are in a value. */
final class ReferencePlace {
    private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf");
    private static final Set<String> ALSO = Set.of("allOf", "anyOf", "oneOf");

    private final Place place;
    private final boolean text;
    private boolean closure;

    /** Schemas for the same value: of {@code $ref} and {@code allOf}. */
    final List<ReferencePlace> always = new ArrayList<>();

    /** Of {@code anyOf} and {@code oneOf}: for the same value, if it fits. */
    final List<ReferencePlace> alternatives = new ArrayList<>();

    /** Of {@code dependentSchemas}, by the field that has to be there. */
    final Map<String, ReferencePlace> dependent = new HashMap<>();

    @Nullable
    Place condition;

    @Nullable
    ReferencePlace then;

    @Nullable
    ReferencePlace otherwise;

    /** All fields that have a schema of their own, and those of them in which references are. */
    final Set<String> names = new HashSet<>();

    final Map<String, ReferencePlace> properties = new HashMap<>();
    final List<Pattern> patterns = new ArrayList<>();

    /** Of {@code additionalProperties}. */
    @Nullable
    ReferencePlace others;

    /** Of {@code prefixItems}, by index, as far as references are in them. */
    final Map<Integer, ReferencePlace> first = new HashMap<>();

    int firstSize;

    @Nullable
    ReferencePlace items;

    /** @param place null if no references are there */
    record Pattern(RegularExpression expression, @Nullable ReferencePlace place) {}

    ReferencePlace(Place place, boolean text) {
        this.place = place;
        this.text = text;
    }

    Place place() {
        return place;
    }

    @Nullable
    String target() {
        return References.target(place);
    }

    /** Whether a schema for the same value says that it is text. */
    boolean wantsText() {
        return text || closure;
    }

    private static boolean saysText(Place place) {
        var type = place.node().path(place.node().has("type") ? "type" : BsonTypes.WORD);
        return !type.isMissingNode() && ModelFiles.words(type).contains("string");
    }

    /** Its parts. */
    void read(References all) {
        closure = saysText(place, all.sources(), new HashSet<>());
        boolean inner = wantsText();
        var reference = place.node().path("$ref");
        if (reference.isTextual()) {
            all.sources()
                    .resolve(place, reference.textValue())
                    .filter(all::leads)
                    .ifPresent(it -> always.add(all.place(it, inner)));
        }
        condition = place.node().has("if") ? place.child("if") : null;
        then = part("then", all, inner);
        otherwise = part("else", all, inner);
        Words.subschemas(place).forEach(it -> {
            var word = Reach.word(place, it);
            if (word.equals("allOf") && all.leads(it)) {
                always.add(all.place(it, inner));
            } else if (ALTERNATIVES.contains(word) && all.leads(it)) {
                alternatives.add(all.place(it, inner));
            }
        });
        var schemas = place.child("dependentSchemas");
        schemas.node().properties().forEach(field -> {
            var it = schemas.child(field.getKey());
            if (all.leads(it)) {
                dependent.put(field.getKey(), all.place(it, inner));
            }
        });
        fields(all);
        elements(all);
    }

    private @Nullable ReferencePlace part(String word, References all, boolean saysText) {
        var part = place.child(word);
        return all.leads(part) ? all.place(part, saysText) : null;
    }

    private void fields(References all) {
        var named = place.child("properties");
        named.node().properties().forEach(field -> {
            names.add(field.getKey());
            var it = named.child(field.getKey());
            if (all.leads(it)) {
                properties.put(field.getKey(), all.place(it, false));
            }
        });
        var matching = place.child("patternProperties");
        matching.node().properties().forEach(field -> {
            var it = matching.child(field.getKey());
            patterns.add(
                    new Pattern(all.library().expression(field.getKey()), all.leads(it) ? all.place(it, false) : null));
        });
        others = part("additionalProperties", all, false);
    }

    private void elements(References all) {
        var prefix = place.child("prefixItems");
        firstSize = prefix.node().size();
        for (int i = 0; i < firstSize; i++) {
            var it = prefix.child(i);
            if (all.leads(it)) {
                first.put(i, all.place(it, false));
            }
        }
        items = part("items", all, false);
    }

    /** Whether any schema for the same value says that it is text. */
    private static boolean saysText(Place place, Sources sources, Set<String> seen) {
        if (!seen.add(place.shown())) {
            return false;
        }
        return saysText(place) || Reach.sameValue(place, ALSO, sources).anyMatch(it -> saysText(it, sources, seen));
    }
}
