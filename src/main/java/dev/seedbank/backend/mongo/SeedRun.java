package dev.seedbank.backend.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.Seeder.SeedTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonNull;

/** The rows of one file into one collection, in the file's order, batch by batch: a row may refer to one above it. */
final class SeedRun {
    private static final int ROWS = 500;
    private static final int BYTES = 1 << 20;

    private final Namespaces namespaces;
    private final Collection collection;
    private final boolean update;
    private final List<SeedKey> keys;
    private final SeedDocuments documents;
    private final ExistingDocuments existing;
    private final Map<SeedKey, SeenKeys> seen = new HashMap<>();
    private final List<SeedDocument> batch = new ArrayList<>();
    private int bytes;
    private long inserted;
    private long updated;
    private long skipped;

    SeedRun(Namespaces namespaces, SeedTarget target, SeedReferences references) {
        this.namespaces = namespaces;
        this.collection = target.collection();
        this.update = target.update();
        this.keys = SeedKey.of(namespaces, target);
        this.documents = new SeedDocuments(references, collection.namespace());
        this.existing = new ExistingDocuments(namespaces, collection, update);
    }

    void add(SeedRow row) {
        if (refersHere(row)) {
            flush();
        }
        var document = documents.of(row);
        for (var key : keys) {
            check(document, key);
        }
        batch.add(document);
        bytes += document.bson().length;
        if (batch.size() == ROWS || bytes > BYTES) {
            flush();
        }
    }

    SeedCounts finish() {
        flush();
        return new SeedCounts(inserted, updated, skipped);
    }

    private boolean refersHere(SeedRow row) {
        return row.fields().values().stream()
                .anyMatch(value -> value instanceof SeedRow.Value.Reference reference
                        && (reference.collection().equals(collection.name())
                                || reference.collection().equals(collection.label("/"))));
    }

    private void check(SeedDocument document, SeedKey key) {
        if (!key.isIn(document)) {
            if (key.named()) {
                throw SeedFailures.of(document.row(), key.label(), "missing, and rows are known by it (seed.unique)");
            }
            return;
        }
        if (key.fields().equals(List.of("_id")) && !document.row().fields().containsKey("_id")) {
            return; // made here, and new
        }
        long before = seen.computeIfAbsent(key, any -> new SeenKeys())
                .remember(key.valuesIn(document.tree()), document.row().line());
        if (before != 0) {
            throw SeedFailures.of(
                    document.row(),
                    key.label(),
                    "'%s' stands in line %d already".formatted(key.shown(document.tree()), before));
        }
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        var found = existing.of(keys, batch);
        var fresh = new ArrayList<SeedDocument>();
        var changes = new ArrayList<Change>();
        for (int row = 0; row < batch.size(); row++) {
            var document = batch.get(row);
            var present = found.get(row);
            if (present.isEmpty()) {
                fresh.add(document);
            } else {
                change(document, present.get()).ifPresentOrElse(changes::add, () -> skipped++);
            }
        }
        insert(fresh);
        write(changes);
        batch.clear();
        bytes = 0;
    }

    private void insert(List<SeedDocument> fresh) {
        var insert = new BulkInsert(namespaces.database(collection.namespace()), collection.name(), false);
        try {
            fresh.forEach(document -> insert.document(document.bson(), 0, document.bson().length));
            insert.send();
            inserted += fresh.size();
        } catch (RowRejected e) {
            int row = (int) e.row() - 1;
            inserted += row;
            if (e.code() != MongoErrors.DUPLICATE_KEY
                    || update
                    || keys.getFirst().named()) {
                throw SeedFailures.of(fresh.get(row).row(), "", String.valueOf(e.getMessage()));
            }
            skipped++; // by an index that only the server can judge, or another program was faster
            insert(fresh.subList(row + 1, fresh.size()));
        }
    }

    /** What an update would write; empty if the document is as the row says, or is not to be changed. */
    private Optional<Change> change(SeedDocument document, BsonDocument present) {
        if (!update) {
            return Optional.empty();
        }
        var fields = new BsonDocument();
        var wanted = document.tree();
        for (var name : document.row().fields().keySet()) {
            if (!name.equals("_id")
                    && !document.made().contains(name)
                    && !SameValue.of(wanted.get(name), present.get(name))) {
                fields.append(name, wanted.get(name));
            }
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Change(document, present, fields));
    }

    private void write(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        MongoCollection<BsonDocument> target =
                namespaces.database(collection.namespace()).getCollection(collection.name(), BsonDocument.class);
        try {
            target.bulkWrite(changes.stream().map(Change::model).toList(), new BulkWriteOptions());
            updated += changes.size();
        } catch (MongoBulkWriteException e) {
            var error = e.getWriteErrors().getFirst();
            throw SeedFailures.of(
                    changes.get(error.getIndex()).document().row(),
                    "",
                    RowRejected.reason(error.getCode(), error.getMessage(), error.getDetails()));
        }
    }

    private record Change(SeedDocument document, BsonDocument present, BsonDocument fields) {
        /** {@code $set} reads dots and dollars in names, so a document with such a field is replaced as a whole. */
        WriteModel<BsonDocument> model() {
            var filter = new BsonDocument("_id", present.get("_id", BsonNull.VALUE));
            if (fields.keySet().stream()
                    .noneMatch(name -> name.isEmpty() || name.contains(".") || name.startsWith("$"))) {
                return new UpdateOneModel<>(filter, new BsonDocument("$set", fields));
            }
            var whole = new BsonDocument();
            whole.putAll(present);
            whole.putAll(fields);
            return new ReplaceOneModel<>(filter, whole);
        }
    }
}
