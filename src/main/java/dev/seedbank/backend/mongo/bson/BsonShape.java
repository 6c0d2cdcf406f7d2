package dev.seedbank.backend.mongo.bson;

import static dev.seedbank.backend.mongo.bson.BsonTag.int32;

import dev.seedbank.json.Utf8;
import java.nio.charset.StandardCharsets;

/** What must be known of a document or an array before its first member is written: looks at its names, skips its values. */
final class BsonShape {
    private BsonShape() {}

    /** Whether a document begins like one of Extended JSON's values. */
    static boolean looksSpecial(byte[] bson, int at) {
        if (bson[at + 4] == 0 || bson[at + 5] != '$') {
            return false;
        }
        int zero = BsonTag.zero(bson, at + 5);
        return ExtendedJson.isSpecial(new String(bson, at + 5, zero - at - 5, StandardCharsets.UTF_8));
    }

    /** Whether JSON can hold a document's own names. */
    static boolean hasUtf8Names(byte[] bson, int start) {
        int at = start + 4;
        while (bson[at] != 0) {
            int zero = BsonTag.zero(bson, at + 1);
            if (!Utf8.isValid(bson, at + 1, zero)) {
                return false;
            }
            at = BsonTag.end(bson, bson[at], zero + 1);
        }
        return ends(bson, start, at);
    }

    /** Whether an array's stored keys are 0, 1, 2 and so on, as every driver writes them but none must. */
    static boolean hasIndexes(byte[] bson, int start) {
        int at = start + 4;
        for (int index = 0; bson[at] != 0; index++) {
            int zero = BsonTag.zero(bson, at + 1);
            if (!isIndex(bson, at + 1, zero, index)) {
                return false;
            }
            at = BsonTag.end(bson, bson[at], zero + 1);
        }
        return ends(bson, start, at);
    }

    /** Whether these bytes are the number {@code index} as arrays have it for a name. */
    static boolean isIndex(byte[] bson, int from, int to, int index) {
        int rest = index;
        int at = to - 1;
        do {
            if (at < from || bson[at] != '0' + rest % 10) {
                return false;
            }
            rest /= 10;
            at--;
        } while (rest > 0);
        return at == from - 1;
    }

    private static boolean ends(byte[] bson, int start, int at) {
        if (at != start + int32(bson, start) - 1) {
            throw new IllegalArgumentException("a document's length is not what it says");
        }
        return true;
    }
}
