package dev.seedbank.backend.mongo.catalog;

import dev.seedbank.backend.Collection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * All that a collection is without its documents.
 *
 * @param options as listCollections has them, which is what {@code create} takes
 * @param indexes as listIndexes has them, by name, without the one on {@code _id} that every
 *     collection has
 */
public record Definition(
        Collection collection, Namespaces.Entry.Type type, BsonDocument options, List<BsonDocument> indexes) {
    private static final String TEXT = "_fts";

    public static final String EXPIRY = "expireAfterSeconds";

    /** Those that refuse documents: they must be there before the first, so that the row can be named. */
    public static final Predicate<BsonDocument> UNIQUE = Definition::isUnique;

    public Definition {
        indexes = List.copyOf(indexes);
    }

    /** Asks the server for the indexes. */
    public static Definition of(Namespaces namespaces, Namespaces.Entry entry) {
        var indexes = new ArrayList<BsonDocument>();
        if (entry.type() != Namespaces.Entry.Type.VIEW) {
            var documents = namespaces
                    .database(entry.collection().namespace())
                    .getCollection(entry.collection().name());
            for (var index : documents.listIndexes(BsonDocument.class)) {
                if (!index.getString("name").getValue().equals("_id_") && !index.containsKey("clustered")) {
                    index.remove("v");
                    index.remove("ns");
                    indexes.add(index);
                }
            }
        }
        indexes.sort(Comparator.comparing(index -> index.getString("name")));
        return new Definition(entry.collection(), entry.type(), entry.options(), indexes);
    }

    /** Without options or indexes. */
    public static Definition plain(Collection collection) {
        return new Definition(collection, Namespaces.Entry.Type.COLLECTION, new BsonDocument(), List.of());
    }

    /** Only what makes it the kind of collection that it is. */
    public Definition withoutOptions() {
        var kept = new BsonDocument();
        if (options.get("timeseries") instanceof BsonDocument series) {
            kept.append("timeseries", series);
        }
        return new Definition(collection, type, kept, indexes);
    }

    public Definition withIndexes(List<BsonDocument> others) {
        return new Definition(collection, type, options, others);
    }

    /** By which an index finds documents; empty if it is none that a server takes. */
    public static String firstField(BsonDocument index) {
        var key = index.getDocument("key", new BsonDocument());
        return key.isEmpty() ? "" : key.getFirstKey();
    }

    public static boolean isUnique(BsonDocument index) {
        return isTrue(index, "unique");
    }

    public boolean isCapped() {
        return isTrue(options, "capped");
    }

    /**
     * Whether documents go in as they are, past the validator; and, of an encrypted collection, with {@code __safeContent__},
     * which the server lets nobody write otherwise.
     */
    public boolean bypassesValidation() {
        return options.containsKey("validator") || isEncrypted();
    }

    /** Whether it has Queryable Encryption. */
    public boolean isEncrypted() {
        return options.containsKey("encryptedFields");
    }

    /** As listed, without what would make the server delete documents by their age. */
    public BsonDocument optionsWithoutExpiry() {
        return withoutExpiry(options);
    }

    private static BsonDocument withoutExpiry(BsonDocument document) {
        var kept = new BsonDocument();
        kept.putAll(document);
        kept.remove(EXPIRY);
        return kept;
    }

    /** How {@code createIndexes} takes those that {@code wanted} says, without those by which the server deletes documents. */
    public List<BsonDocument> lastingIndexes(Predicate<BsonDocument> wanted) {
        return indexes.stream()
                .filter(index -> !expires(index))
                .filter(wanted)
                .map(this::forCreation)
                .toList();
    }

    /** By which the server deletes documents. */
    public List<BsonDocument> expiringIndexes() {
        return indexes.stream()
                .filter(Definition::expires)
                .map(this::forCreation)
                .toList();
    }

    private BsonDocument forCreation(BsonDocument index) {
        return forCreation(index, options.containsKey("collation"));
    }

    /**
     * As {@code createIndexes} takes it. The server lists an index of simple collation without one, but gives a new one the collection's.
     *
     * @param collated whether the collection has a collation
     */
    public static BsonDocument forCreation(BsonDocument index, boolean collated) {
        var copy = withoutCollationVersion(index);
        if (collated && !index.containsKey("collation")) {
            copy.append("collation", new BsonDocument("locale", new BsonString("simple")));
        }
        if (copy.getDocument("key").containsKey(TEXT)) {
            copy.put("key", textKey(copy));
        }
        return copy;
    }

    /** The key of a text index as people write it: the server lists its fields only among the weights. */
    private static BsonDocument textKey(BsonDocument index) {
        var key = new BsonDocument();
        index.getDocument("key").forEach((field, kind) -> {
            if (field.equals(TEXT)) {
                index.getDocument("weights").keySet().forEach(text -> key.append(text, new BsonString("text")));
            } else if (!field.equals("_ftsx")) {
                key.append(field, kind);
            }
        });
        return key;
    }

    /** The version of the collation's rules is the server's own; another one refuses it. */
    public static BsonDocument withoutCollationVersion(BsonDocument document) {
        var copy = new BsonDocument();
        copy.putAll(document);
        if (copy.get("collation") instanceof BsonDocument collation) {
            var rules = new BsonDocument();
            rules.putAll(collation);
            rules.remove("version");
            copy.put("collation", rules);
        }
        return copy;
    }

    private static boolean expires(BsonDocument document) {
        return document.containsKey(EXPIRY);
    }

    public static boolean isTrue(BsonDocument document, String name) {
        BsonValue value = document.get(name, new BsonInt32(0));
        return value.isBoolean()
                ? value.asBoolean().getValue()
                : value.isNumber() && value.asNumber().intValue() != 0;
    }
}
