package dev.seedbank.backend.mongo.seed;

import dev.seedbank.backend.RowHash;
import dev.seedbank.backend.SeedRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** A row of a seed file as the document that it becomes, and the keys that it is known by. */
final class SeedDocument {
    private final SeedRow row;
    private final byte[] bson;
    private final RawBsonDocument tree;
    private final Map<SeedKey, List<Object>> known = new LinkedHashMap<>();
    private long number;

    SeedDocument(SeedRow row, byte[] bson) {
        this.row = row;
        this.bson = bson;
        this.tree = new RawBsonDocument(bson);
    }

    SeedRow row() {
        return row;
    }

    byte[] bson() {
        return bson;
    }

    RawBsonDocument tree() {
        return tree;
    }

    /** Its place in the file, from 1. */
    long number() {
        return number;
    }

    void number(long place) {
        number = place;
    }

    /** A document with other fields, or other values in them. */
    static BsonDocument updated(BsonDocument present, BsonDocument fields) {
        var whole = new BsonDocument();
        whole.putAll(present);
        whole.putAll(fields);
        return whole;
    }

    /** Whether it has no key, and an {@code _id} that is made of its content. */
    boolean isIdentified() {
        return !row.fields().containsKey("_id") && known.keySet().stream().allMatch(SeedKey::isId);
    }

    void knownBy(SeedKey key) {
        known.put(key, key.valuesIn(tree));
    }

    /** Keys with the document's values, as {@link SeedKey#valuesIn} makes them comparable. */
    Map<SeedKey, List<Object>> known() {
        return known;
    }

    /** A hash of the first key that it is known by; of all its content if it is known by that. */
    long hash() {
        return isIdentified()
                ? RowHash.content(row)
                : RowHash.of(known.values().iterator().next());
    }

    /**
     * The fields that the row says, and which another document does not have as it does; never {@code _id}.
     *
     * @param which values are compared
     */
    BsonDocument differences(BsonDocument present, Predicate<SeedRow.Value> which) {
        var fields = new BsonDocument();
        row.fields().forEach((name, value) -> {
            if (!name.equals("_id")
                    && value.isTold()
                    && which.test(value)
                    && !SameValue.of(tree.get(name), present.get(name))) {
                fields.append(name, tree.get(name));
            }
        });
        return fields;
    }

    boolean has(String path) {
        return row.fields().containsKey(path) || !valueAt(tree, path).isNull();
    }

    /** The value at a path with dots as the server reads one; null where there is none. */
    static BsonValue valueAt(BsonDocument document, String path) {
        BsonValue value = document.get(path);
        if (value != null) {
            return value;
        }
        if (path.indexOf('.') < 0) {
            return BsonNull.VALUE;
        }
        value = document;
        for (var name : path.split("\\.", -1)) {
            value = value instanceof BsonDocument inner ? inner.get(name, BsonNull.VALUE) : BsonNull.VALUE;
        }
        return value;
    }
}
