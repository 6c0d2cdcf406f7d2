package dev.seedbank.backend.mongo;

import dev.seedbank.backend.SeedRow;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** A row of a seed file as the document that it becomes. */
final class SeedDocument {
    private final SeedRow row;
    private final byte[] bson;
    private final Set<String> made;

    /** @param made fields that Seedbank made up: an update leaves them as they are */
    SeedDocument(SeedRow row, byte[] bson, Set<String> made) {
        this.row = row;
        this.bson = bson;
        this.made = made;
    }

    SeedRow row() {
        return row;
    }

    byte[] bson() {
        return bson;
    }

    Set<String> made() {
        return made;
    }

    BsonDocument tree() {
        return new RawBsonDocument(bson);
    }

    boolean has(String path) {
        return row.fields().containsKey(path) || !valueAt(tree(), path).isNull();
    }

    /** The value at a path with dots as the server reads one; null where there is none. */
    static BsonValue valueAt(BsonDocument document, String path) {
        BsonValue value = document.get(path);
        if (value != null) {
            return value;
        }
        value = document;
        for (var name : path.split("\\.", -1)) {
            value = value instanceof BsonDocument inner ? inner.get(name, BsonNull.VALUE) : BsonNull.VALUE;
        }
        return value;
    }
}
