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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonNull;

/** The rows of one file into one collection, in the file's order, batch by batch: a row may refer to one above it. */
final class SeedRun {
    private static final int ROWS = 1000;
    private static final int BYTES = 1 << 20;

    private final Namespaces namespaces;
    private final Collection collection;
    private final boolean update;
    private final List<SeedKey> keys;
    private final SeedDocuments documents;
    private final ExistingDocuments existing;
    private final List<SeedDocument> batch = new ArrayList<>();
    private final Map<SeedKey, Set<List<Object>>> inBatch = new HashMap<>();
    /** An update would find what this file wrote above, and change it again. */
    private final Map<SeedKey, Hashes> inFile = new HashMap<>();
    /** As long as nothing can be there, nobody is asked: unique indexes say what is. */
    private boolean fresh;

    private int bytes;
    private long inserted;
    private long updated;
    private long skipped;
    private long keyless;

    SeedRun(Namespaces namespaces, SeedTarget target, SeedReferences references) {
        this.namespaces = namespaces;
        this.collection = target.collection();
        this.update = target.update();
        this.keys = SeedKey.of(namespaces, target);
        this.documents = new SeedDocuments(references, collection.namespace());
        this.existing = new ExistingDocuments(namespaces, collection, update);
        this.fresh = !named() && existing.isEmpty();
    }

    void add(SeedRow row) {
        if (refersHere(row)) {
            flush();
        }
        var document = known(documents.of(row));
        if (isRepeated(document)) {
            skipped++;
            return;
        }
        batch.add(document);
        bytes += document.bson().length;
        if (batch.size() == ROWS
                || bytes > BYTES
                || (named() && keys.getFirst().collation().isPresent())) {
            flush();
        }
    }

    SeedCounts finish() {
        flush();
        return new SeedCounts(inserted, updated, skipped, keyless);
    }

    private boolean named() {
        return keys.getFirst().named();
    }

    private boolean refersHere(SeedRow row) {
        return row.fields().values().stream()
                .anyMatch(value -> value instanceof SeedRow.Value.Reference reference
                        && (reference.collection().equals(collection.name())
                                || reference.collection().equals(collection.label("/"))));
    }

    /** The document with its keys; one that has none is known by its content. */
    private SeedDocument known(SeedDocument document) {
        for (var key : keys) {
            key.require(document);
            if (key.isIn(document)) {
                document.knownBy(key);
            }
        }
        if (!document.known().isEmpty()) {
            return document;
        }
        keyless++;
        var identified = documents.identified(document);
        identified.knownBy(keys.getFirst());
        return identified;
    }

    /** Of rows with the same key the first one counts. */
    private boolean isRepeated(SeedDocument document) {
        for (var one : document.known().entrySet()) {
            boolean isNew = update
                    ? !inFile(one.getKey()).contains(Hashes.of(one.getValue()))
                    : !inBatch(one.getKey()).contains(one.getValue());
            if (!isNew) {
                return true;
            }
        }
        document.known().forEach((key, values) -> {
            if (update) {
                inFile(key).add(Hashes.of(values));
            } else {
                inBatch(key).add(values);
            }
        });
        return false;
    }

    private Hashes inFile(SeedKey key) {
        return inFile.computeIfAbsent(key, any -> new Hashes());
    }

    private Set<List<Object>> inBatch(SeedKey key) {
        return inBatch.computeIfAbsent(key, any -> new HashSet<>());
    }

    private void flush() {
        if (fresh) {
            insert(batch);
        } else {
            write(batch);
        }
        batch.clear();
        inBatch.clear();
        bytes = 0;
    }

    private void write(List<SeedDocument> some) {
        if (some.isEmpty()) {
            return;
        }
        var found = existing.of(keys, some);
        var missing = new ArrayList<SeedDocument>();
        var changes = new ArrayList<Change>();
        for (int row = 0; row < some.size(); row++) {
            var document = some.get(row);
            var present = found.get(row);
            if (present.isEmpty()) {
                missing.add(document);
            } else {
                change(document, present.get()).ifPresentOrElse(changes::add, () -> skipped++);
            }
        }
        insert(missing);
        apply(changes);
    }

    private void insert(List<SeedDocument> some) {
        try (var insert = new BulkInsert(namespaces.database(collection.namespace()), collection.name(), false)) {
            some.forEach(document -> insert.document(document.bson(), 0, document.bson().length));
            insert.send();
            inserted += some.size();
        } catch (RowRejected e) {
            int row = (int) e.row() - 1;
            inserted += row;
            if (e.code() != MongoErrors.DUPLICATE_KEY || update || named()) {
                throw SeedFailures.of(some.get(row).row(), "", String.valueOf(e.getMessage()));
            }
            // It is further up in the file, an index that only the server can judge has it, or another program was
            // faster.
            skipped++;
            fresh = false;
            write(some.subList(row + 1, some.size()));
        }
    }

    /** What an update would write; empty if the document is as the row says, or is not to be changed. */
    private Optional<Change> change(SeedDocument document, BsonDocument present) {
        if (!update || document.isIdentified()) {
            return Optional.empty();
        }
        var fields = new BsonDocument();
        var wanted = document.tree();
        for (var name : document.row().fields().keySet()) {
            if (!name.equals("_id") && !document.isMade(name) && !SameValue.of(wanted.get(name), present.get(name))) {
                fields.append(name, wanted.get(name));
            }
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Change(document, present, fields));
    }

    private void apply(List<Change> changes) {
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
