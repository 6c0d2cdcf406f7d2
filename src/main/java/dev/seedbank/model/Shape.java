package dev.seedbank.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedbank.model.schema.Bson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the values at one place of a collection's documents have in common, learnt one by one. Its size does not grow with the
 * number of documents: names beyond a limit, such as the ids by which a map is keyed, become one.
 */
final class Shape {
    /** Beyond, names that few objects have are keys of a map. */
    private static final int MOST_NAMES = 100;

    /** More names than a person gives to fields. */
    private static final int MOST_FIELDS = 1_000;

    /** Before so many have been seen nobody can tell which names few objects have. */
    private static final int ENOUGH_OBJECTS = 20;

    private static final int MOST_VALUES = 12;
    private static final int LONGEST_VALUE = 40;
    private static final int MOST_SAMPLES = 50;
    private static final int DEEPEST = 30;

    /** Places of one collection that are told apart. */
    private static final int MOST_PLACES = 2_000;

    /** How often each type has been seen, by its {@code bsonType}. */
    final Map<String, Long> types = new TreeMap<>();

    /** Of objects, by name; how often each has been seen is its {@link #count}. */
    final Map<String, Shape> fields = new LinkedHashMap<>();

    /** Of objects: the fields without a place of their own. */
    @Nullable
    Shape others;

    /** Of arrays. */
    @Nullable
    Shape items;

    /** All texts seen; null if they are too many or too long. */
    @Nullable
    Set<String> values = new LinkedHashSet<>();

    /** Values that may name a document of another collection. */
    final Set<JsonNode> samples = new LinkedHashSet<>();

    final TextFormats formats = new TextFormats();

    /** Whether a double or decimal was none that JSON has. */
    boolean unreal;

    long count;

    /** How many names had been found to be fields when that was last looked at. */
    private int settled;

    /** How many places there still may be, for all of a collection together. */
    private final AtomicInteger left;

    Shape() {
        this(new AtomicInteger(MOST_PLACES));
    }

    private Shape(AtomicInteger left) {
        this.left = left;
        left.decrementAndGet();
    }

    void add(JsonNode value) {
        add(value, 0);
    }

    private void add(JsonNode value, int depth) {
        count++;
        types.merge(Bson.typeOf(value), 1L, Long::sum);
        if (value instanceof ObjectNode object && depth < DEEPEST) {
            for (var field : object.properties()) {
                field(field.getKey()).add(field.getValue(), depth + 1);
            }
            collapse();
        } else if (value.isArray() && depth < DEEPEST) {
            if (items == null) {
                items = new Shape(left);
            }
            for (var part : value) {
                items.add(part, depth + 1);
            }
        } else {
            simple(value);
        }
    }

    private Shape field(String name) {
        var known = fields.get(name);
        if (known != null) {
            return known;
        }
        if (others == null && left.get() <= 0) {
            others = new Shape(left);
        }
        if (others != null) {
            return others;
        }
        var added = new Shape(left);
        fields.put(name, added);
        return added;
    }

    private void simple(JsonNode value) {
        unreal |= Values.special(value)
                .filter(it -> it.type().equals("double") || it.type().equals("decimal"))
                .isPresent();
        if (value.isTextual()) {
            var text = value.textValue();
            formats.add(text);
            if (values != null) {
                values.add(text);
                if (values.size() > MOST_VALUES || text.length() > LONGEST_VALUE) {
                    values = null;
                }
            }
        }
        if (samples.size() < MOST_SAMPLES && Values.counterpart(value).isPresent()) {
            samples.add(value);
        }
    }

    /** The values at a field's place are not to be told; {@code a.b} is within {@code a}, or in each of its elements. */
    void hide(String path) {
        var field = fields.get(path);
        if (field != null) {
            field.values = null;
        }
        int dot = path.indexOf('.');
        var outer = dot < 0 ? null : fields.get(path.substring(0, dot));
        if (outer != null) {
            outer.hide(path.substring(dot + 1));
        }
        if (items != null) {
            items.hide(path);
        }
        if (others != null) {
            others.hide(path);
        }
    }

    /** The names that half of the objects have stay; the rest are keys of a map. */
    private void collapse() {
        long objects = types.getOrDefault("object", 0L);
        if (fields.size() <= (objects < ENOUGH_OBJECTS ? MOST_FIELDS : MOST_NAMES) || isSettled()) {
            return;
        }
        var rest = others == null ? new Shape(left) : others;
        for (var name : new ArrayList<>(fields.keySet())) {
            var field = fields.get(name);
            if (field != null && field.count * 2 < objects + 1) {
                rest.merge(field);
                fields.remove(name);
            }
        }
        if (fields.size() > MOST_FIELDS) {
            fields.values().forEach(rest::merge);
            fields.clear();
        }
        if (rest.count > 0) {
            others = rest;
        }
        settled = fields.size();
    }

    /** Whether all names there are have been found to be fields. */
    private boolean isSettled() {
        return fields.size() == settled;
    }

    /** Takes what another has learnt. */
    private void merge(Shape other) {
        count += other.count;
        unreal |= other.unreal;
        other.types.forEach((type, seen) -> types.merge(type, seen, Long::sum));
        other.fields.forEach((name, field) -> field(name).merge(field));
        if (other.others != null) {
            others = others == null ? new Shape(left) : others;
            others.merge(other.others);
        }
        if (other.items != null) {
            items = items == null ? new Shape(left) : items;
            items.merge(other.items);
        }
        if (values != null && other.values != null) {
            values.addAll(other.values);
        }
        if (values != null && (other.values == null || values.size() > MOST_VALUES)) {
            values = null;
        }
        other.samples.stream().limit(MOST_SAMPLES - (long) samples.size()).forEach(samples::add);
        formats.merge(other.formats);
        collapse();
    }

    long seen(String type) {
        return types.getOrDefault(type, 0L);
    }
}
