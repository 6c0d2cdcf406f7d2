package dev.seedbank.backend.mongo.index;

import com.mongodb.MongoCommandException;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Indexer;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.failure.OperationFailed;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * Puts an index in the place of another. Where the server takes both at a time, the new one is there before the old one goes.
 * Otherwise a collection is without it for a moment, but never without a unique one: a third index keeps duplicates out meanwhile.
 */
final class Replacement {
    /** IndexOptionsConflict, IndexKeySpecsConflict. */
    private static final Set<Integer> ONE_AT_A_TIME = Set.of(85, 86);

    /** What a server says of a second text index, and of much else. */
    private static final int CANNOT_CREATE = 67;

    static final String BRIDGE = "_seedbank_bridge";

    private final MongoIndexer indexer;
    private final Collection collection;
    private final MongoChange.Replace change;

    Replacement(MongoIndexer indexer, Collection collection, MongoChange.Replace change) {
        this.indexer = indexer;
        this.collection = collection;
        this.change = change;
    }

    void run(Indexer.Listener listener) {
        var refused = build(change.specification());
        if (refused.isEmpty()) {
            indexer.drop(collection, change.oldName());
        } else if (Definition.isUnique(change.specification()) && Definition.isUnique(change.old())) {
            overABridge(refused.get());
        } else {
            oneAfterTheOther(listener);
        }
    }

    /** Why it is not there; empty if it is. Some servers take an index beside another, say so, and do not build it. */
    private Optional<String> build(BsonDocument specification) {
        try {
            indexer.create(collection, specification);
        } catch (MongoCommandException e) {
            boolean secondText = e.getErrorCode() == CANNOT_CREATE && isText(specification) && isText(change.old());
            if (!secondText && !ONE_AT_A_TIME.contains(e.getErrorCode())) {
                throw e;
            }
            return Optional.of(MongoErrors.reason(e));
        }
        return indexer.has(collection, specification) ? Optional.empty() : Optional.of("the server did not build it");
    }

    /** Duplicates are looked for first, so that the old one does not go in vain. */
    private void oneAfterTheOther(Indexer.Listener listener) {
        listener.note("%s has no index on %s while the new one is built: this server does not allow both at once"
                .formatted(
                        collection.name(),
                        IndexWords.flow(change.specification().getDocument("key"))));
        indexer.drop(collection, change.oldName());
        try {
            indexer.create(collection, change.specification());
        } catch (MongoCommandException | OperationFailed e) {
            indexer.create(collection, change.old());
            throw e;
        }
    }

    private void overABridge(String refused) {
        if (build(bridge()).isPresent()) {
            throw new OperationFailed(
                    "%s: this server allows neither the new index beside '%s' nor a temporary one that keeps the values unique meanwhile: %s"
                            .formatted(collection.name(), change.oldName(), refused),
                    "Nothing was changed. Stop writes to the collection, drop '%s', then run seedbank index apply."
                            .formatted(change.oldName()));
        }
        indexer.drop(collection, change.oldName());
        indexer.create(collection, change.specification());
        indexer.drop(collection, BRIDGE);
    }

    /** On the same fields of the same documents; to the server it is another index, because it has a filter of its own. */
    private BsonDocument bridge() {
        var bridge = new BsonDocument();
        bridge.putAll(change.old());
        bridge.put("name", new BsonString(BRIDGE));
        bridge.remove(Definition.EXPIRY);
        var all = BsonDocument.parse("{_id: {$exists: true}}");
        if (bridge.remove("sparse") != null) {
            all = present(bridge.getDocument("key"));
        }
        bridge.put(
                "partialFilterExpression",
                bridge.get("partialFilterExpression") instanceof BsonDocument filter
                        ? new BsonDocument("$and", new BsonArray(java.util.List.of(filter, all)))
                        : all);
        return bridge;
    }

    private static boolean isText(BsonDocument specification) {
        return Canonical.of(specification, new BsonDocument()).isText();
    }

    private static BsonDocument present(BsonDocument key) {
        var any = new BsonArray();
        key.keySet().forEach(field -> any.add(new BsonDocument(field, BsonDocument.parse("{$exists: true}"))));
        return any.size() == 1 ? any.get(0).asDocument() : new BsonDocument("$or", any);
    }
}
