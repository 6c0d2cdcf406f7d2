package dev.seedbank.backend.mongo.catalog;

import java.util.ArrayList;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** A document that another equals only with the same names in the same order: to the driver's own that makes no difference. */
public final class OrderedDocument extends BsonDocument {
    private static final long serialVersionUID = 1;

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BsonDocument document
                && new ArrayList<Map.Entry<String, BsonValue>>(entrySet())
                        .equals(new ArrayList<Map.Entry<String, BsonValue>>(document.entrySet()));
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
