package dev.seedbank.backend.mongo.clean;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.seedbank.backend.Cleaner;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.MongoSeedLedger;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.staging.Placement;
import dev.seedbank.backend.mongo.staging.StagingCollection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;

/**
 * Deletes documents and keeps collections with their options and indexes. A database of a family is dropped when all that
 * it has is to be emptied; if it has an environment marker, this stays.
 */
public final class MongoCleaner implements Cleaner {
    private static final int PIECE = 10_000;

    private final Namespaces namespaces;

    public MongoCleaner(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public List<Cleaned> clean(List<Collection> collections, Emptying emptying) {
        var byDatabase = new LinkedHashMap<String, List<Collection>>();
        for (var collection : collections) {
            byDatabase
                    .computeIfAbsent(collection.namespace(), database -> new ArrayList<>())
                    .add(collection);
        }
        if (!byDatabase.isEmpty()) {
            emptying.reached(UUID.randomUUID().toString());
        }
        var cleaned = new ArrayList<Cleaned>();
        byDatabase.forEach((database, wanted) ->
                MongoErrors.during("emptying " + database, () -> clean(database, wanted, cleaned, emptying)));
        return cleaned;
    }

    private void clean(String database, List<Collection> wanted, List<Cleaned> cleaned, Emptying emptying) {
        Map<Collection, Namespaces.Entry> entries = new HashMap<>();
        namespaces.entries(database).forEach(entry -> entries.put(entry.collection(), entry));
        boolean all = entries.values().stream()
                .allMatch(entry -> entry.type() == Namespaces.Entry.Type.VIEW || wanted.contains(entry.collection()));
        if (namespaces.isFamily() && all) {
            cleaned.add(drop(database, entries, emptying));
        } else {
            empty(wanted, entries, cleaned, emptying);
        }
        new MongoSeedLedger(namespaces, database)
                .forget(wanted.stream().map(Collection::name).toList());
    }

    private void empty(
            List<Collection> wanted,
            Map<Collection, Namespaces.Entry> entries,
            List<Cleaned> cleaned,
            Emptying emptying) {
        for (var collection : wanted) {
            var entry = entries.get(collection);
            if (entry != null && entry.type() != Namespaces.Entry.Type.VIEW) {
                long rows = empty(entry, emptying);
                long late =
                        emptying.backedUp().map(it -> it.late(collection, rows)).orElse(0L);
                cleaned.add(new Cleaned(collection.label("/"), rows, false, late));
            }
        }
    }

    private Cleaned drop(String database, Map<Collection, Namespaces.Entry> entries, Emptying emptying) {
        long rows = 0;
        long late = 0;
        for (var entry : entries.values()) {
            if (entry.type() == Namespaces.Entry.Type.COLLECTION) {
                var documents = namespaces
                        .database(database)
                        .getCollection(entry.collection().name());
                long noted = documents.estimatedDocumentCount();
                rows += noted;
                late += emptying.backedUp()
                        .filter(it -> it.late(entry.collection(), noted) > 0)
                        .map(it -> it.late(entry.collection(), documents.countDocuments()))
                        .orElse(0L);
            }
        }
        emptying.dropping(database, () -> namespaces.drop(database));
        return new Cleaned(database, rows, true, late);
    }

    private long empty(Namespaces.Entry entry, Emptying emptying) {
        var name = entry.collection().name();
        var documents = namespaces.database(entry.collection().namespace()).getCollection(name, BsonDocument.class);
        try {
            return entry.isReadById() ? inPieces(documents, emptying) : all(documents, emptying);
        } catch (MongoException e) {
            var definition = Definition.of(namespaces, entry);
            if (!definition.isCapped() && entry.type() != Namespaces.Entry.Type.TIME_SERIES) {
                throw e;
            }
            // Older servers do not delete from these: an empty one takes the place.
            long rows = documents.countDocuments();
            var staging = new StagingCollection(
                    namespaces,
                    definition,
                    entry.collection(),
                    StagingCollection.PREFIX + UUID.randomUUID().toString().substring(0, 8),
                    entry.type() == Namespaces.Entry.Type.TIME_SERIES ? Placement.REFILL : Placement.RENAME);
            staging.create();
            staging.index();
            staging.complete();
            staging.putInPlace(entry.type());
            return rows;
        }
    }

    private static long all(MongoCollection<BsonDocument> documents, Emptying emptying) {
        long rows = documents.deleteMany(Filters.empty()).getDeletedCount();
        emptying.removed(rows);
        return rows;
    }

    /** Of a large collection some at a time, by their {@code _id}: an interruption does not have to wait, and neither does who watches. */
    private static long inPieces(MongoCollection<BsonDocument> documents, Emptying emptying) {
        long rows = 0;
        boolean more = documents.estimatedDocumentCount() > PIECE;
        while (more) {
            var ids = new ArrayList<BsonValue>();
            documents
                    .find()
                    .projection(new BsonDocument("_id", new BsonInt32(1)))
                    .limit(PIECE)
                    .forEach(document -> ids.add(document.get("_id", BsonNull.VALUE)));
            long gone = documents.deleteMany(Filters.in("_id", ids)).getDeletedCount();
            emptying.removed(gone);
            rows += gone;
            more = gone > 0 && ids.size() == PIECE;
        }
        return rows + all(documents, emptying);
    }
}
