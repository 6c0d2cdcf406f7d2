package dev.seedbank.backend.mongo.structure;

import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/** Indexes that servers before 4.2 took, said in the way of today: with the same meaning. */
final class LegacyIndex {
    private static final Set<String> OPTIONS = Set.of(
            "key",
            "name",
            "unique",
            "sparse",
            "hidden",
            "collation",
            "partialFilterExpression",
            "expireAfterSeconds",
            "storageEngine",
            "weights",
            "default_language",
            "language_override",
            "textIndexVersion",
            "2dsphereIndexVersion",
            "bits",
            "min",
            "max",
            "wildcardProjection",
            "prepareUnique");

    private LegacyIndex() {}

    /** Without options that there are no more, and with 1 for whatever stood for ascending, such as {@code true} or an empty text. */
    static BsonDocument asToday(BsonDocument index) {
        var today = new BsonDocument();
        index.forEach((option, value) -> {
            if (OPTIONS.contains(option)) {
                today.append(option, option.equals("key") ? key(value.asDocument()) : value);
            }
        });
        return today;
    }

    private static BsonDocument key(BsonDocument key) {
        var today = new BsonDocument();
        key.forEach((field, order) -> today.append(field, order(order)));
        return today;
    }

    private static BsonValue order(BsonValue order) {
        boolean plugin = order.isString() && !order.asString().getValue().isEmpty();
        boolean number = order.isNumber() && order.asNumber().doubleValue() != 0;
        return plugin || number ? order : new BsonInt32(1);
    }
}
