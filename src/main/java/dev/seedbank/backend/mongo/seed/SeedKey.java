package dev.seedbank.backend.mongo.seed;

import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;

/**
 * Fields by which a row is known to exist.
 *
 * @param named whether the user named them; then every row must have them
 * @param collation rules by which the server compares text here, so that only it can say what is equal
 */
public record SeedKey(List<String> fields, boolean named, Optional<BsonDocument> collation) {
    public SeedKey {
        fields = List.copyOf(fields);
    }

    /**
     * Those that the user names; else {@code _id} and the unique indexes. Partial indexes are left to the server: which
     * documents they are about only it can say.
     */
    public static List<SeedKey> of(Namespaces namespaces, SeedTarget target) {
        var entry = namespaces.entries(target.collection().namespace()).stream()
                .filter(one -> one.collection().equals(target.collection()))
                .findFirst();
        var collation = entry.map(one -> one.options().get("collation")).map(BsonValue::asDocument);
        if (target.isNamed()) {
            return List.of(new SeedKey(target.unique(), true, collation));
        }
        var keys = new ArrayList<SeedKey>();
        keys.add(new SeedKey(List.of("_id"), false, collation));
        entry.ifPresent(one -> Definition.of(namespaces, one).indexes().stream()
                .filter(index -> Definition.isUnique(index) && !index.containsKey("partialFilterExpression"))
                .forEach(index -> keys.add(new SeedKey(
                        List.copyOf(index.getDocument("key").keySet()),
                        false,
                        Optional.ofNullable(index.get("collation")).map(BsonValue::asDocument)))));
        return keys;
    }

    /** Whether the row can be known by it. An {@code _id} that was made here tells nothing. */
    boolean isIn(SeedDocument document) {
        if (isId() && !document.row().fields().containsKey("_id")) {
            return false;
        }
        return named
                ? fields.stream().allMatch(document::has)
                : fields.stream()
                        .anyMatch(field ->
                                !SeedDocument.valueAt(document.tree(), field).isNull());
    }

    /** Refuses a document without a key that the user named. */
    void require(SeedDocument document) {
        if (named && !isIn(document)) {
            throw SeedRefusal.PLAIN.withoutKey(document.row(), fields);
        }
    }

    boolean isId() {
        return fields.equals(List.of("_id"));
    }

    /** The values of a document, so that those are equal which the server takes for equal. */
    List<Object> valuesIn(BsonDocument document) {
        var values = new ArrayList<Object>();
        fields.forEach(field -> values.add(comparable(SeedDocument.valueAt(document, field))));
        return values;
    }

    /** Likewise of one that exists: an array is known by each of its elements, too. */
    List<List<Object>> allValuesIn(BsonDocument existing) {
        var all = new ArrayList<List<Object>>();
        all.add(valuesIn(existing));
        if (fields.size() == 1 && SeedDocument.valueAt(existing, fields.getFirst()) instanceof BsonArray array) {
            array.forEach(element -> all.add(List.of(comparable(element))));
        }
        return all;
    }

    BsonDocument filter(BsonDocument document) {
        var filter = new BsonDocument();
        fields.forEach(field -> filter.append(field, new BsonDocument("$eq", SeedDocument.valueAt(document, field))));
        return filter;
    }

    /** 1, 1.0 and the 64-bit 1 are one key. */
    static Object comparable(BsonValue value) {
        if (value instanceof BsonNumber number) {
            try {
                var decimal = number.isDouble()
                        ? BigDecimal.valueOf(number.doubleValue())
                        : number.isDecimal128()
                                ? number.decimal128Value().bigDecimalValue()
                                : BigDecimal.valueOf(number.longValue());
                return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
            } catch (ArithmeticException | NumberFormatException e) {
                return number.doubleValue(); // NaN, infinities, a negative zero decimal
            }
        }
        return value;
    }
}
