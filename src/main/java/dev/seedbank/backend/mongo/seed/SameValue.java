package dev.seedbank.backend.mongo.seed;

import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** Whether a field is as a seed file says. Numbers are by their value: a JSON file does not say which type of number it means. */
final class SameValue {
    private SameValue() {}

    static boolean of(@Nullable BsonValue one, @Nullable BsonValue other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        if (one instanceof BsonNumber && other instanceof BsonNumber) {
            return SeedKey.comparable(one).equals(SeedKey.comparable(other));
        }
        if (one instanceof BsonArray some && other instanceof BsonArray others) {
            if (some.size() != others.size()) {
                return false;
            }
            for (int index = 0; index < some.size(); index++) {
                if (!of(some.get(index), others.get(index))) {
                    return false;
                }
            }
            return true;
        }
        if (one instanceof BsonDocument some && other instanceof BsonDocument others) {
            return documents(some, others);
        }
        return one.equals(other);
    }

    private static boolean documents(BsonDocument some, BsonDocument others) {
        var names = some.keySet().iterator();
        for (var entry : others.entrySet()) {
            if (!names.hasNext()) {
                return false;
            }
            var name = names.next(); // the order of fields is part of a document
            if (!name.equals(entry.getKey()) || !of(some.get(name), entry.getValue())) {
                return false;
            }
        }
        return !names.hasNext();
    }
}
