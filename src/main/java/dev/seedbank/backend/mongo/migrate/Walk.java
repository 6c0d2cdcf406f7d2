package dev.seedbank.backend.mongo.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/**
 * Goes through a collection in the order of {@code _id}, some documents at a time, each time by a question of its own: so it can begin
 * behind any document, and no cursor has to stay open. {@code $gt} finds values of the same type only; when there are none left, those
 * of the types that the server sorts behind it are next.
 */
final class Walk {
    /** The types of BSON in the server's order (its manual, "Comparison/Sort Order"); those that it compares with each other together. */
    private static final List<List<Integer>> ORDER = List.of(
            List.of(-1),
            List.of(10, 6),
            List.of(1, 16, 18, 19),
            List.of(2, 14),
            List.of(3),
            List.of(4),
            List.of(5),
            List.of(7),
            List.of(8),
            List.of(9),
            List.of(17),
            List.of(11),
            List.of(127));

    private final Target target;
    private final String collection;
    private final BsonDocument filter;
    private final BsonDocument projection;
    private final int size;
    private Optional<BsonValue> after;

    /** @param after the {@code _id} behind which to begin; empty: at the first */
    Walk(
            Target target,
            String collection,
            BsonDocument filter,
            BsonDocument projection,
            int size,
            Optional<BsonValue> after) {
        this.target = target;
        this.collection = collection;
        this.filter = filter;
        this.projection = projection;
        this.size = size;
        this.after = after;
    }

    /** The next documents; none at the end. */
    List<BsonDocument> next() {
        var page = after.map(this::behind).orElseGet(() -> find(filter));
        if (!page.isEmpty()) {
            after = Optional.ofNullable(page.getLast().get("_id"));
        }
        return page;
    }

    private List<BsonDocument> behind(BsonValue id) {
        var page = find(both(filter, new BsonDocument("_id", above(id))));
        var types = typesBehind(id);
        return page.isEmpty() && !types.isEmpty()
                ? find(both(filter, new BsonDocument("_id", new BsonDocument("$type", types))))
                : page;
    }

    /** "Not a number" is sorted before all numbers, and compared with none of them. */
    private static BsonDocument above(BsonValue id) {
        boolean notANumber = (id instanceof BsonDouble number && Double.isNaN(number.getValue()))
                || (id instanceof BsonDecimal128 decimal && decimal.getValue().isNaN());
        return notANumber
                ? new BsonDocument("$gte", new BsonDouble(Double.NEGATIVE_INFINITY))
                : new BsonDocument("$gt", id);
    }

    private List<BsonDocument> find(BsonDocument wanted) {
        return target.find(collection, wanted, projection, size);
    }

    static BsonDocument both(BsonDocument one, BsonDocument other) {
        return one.isEmpty() ? other : new BsonDocument("$and", new BsonArray(List.of(one, other)));
    }

    private static BsonArray typesBehind(BsonValue id) {
        int type = id.getBsonType().getValue();
        var behind = new ArrayList<BsonInt32>();
        boolean found = false;
        for (var types : ORDER) {
            if (found) {
                types.forEach(it -> behind.add(new BsonInt32(it)));
            }
            found |= types.contains(type == 0xFF ? -1 : type);
        }
        return new BsonArray(behind);
    }
}
