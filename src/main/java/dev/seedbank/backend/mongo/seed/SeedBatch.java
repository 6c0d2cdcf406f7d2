package dev.seedbank.backend.mongo.seed;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.connection.RowRejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.RawBsonDocument;

/** Writes rows of a seed file, many at once: looks up which of them are there, inserts the others, and updates what differs. */
final class SeedBatch {
    private final MongoDatabase database;
    private final String collection;
    private final ExistingDocuments existing;
    private final List<SeedKey> keys;
    private final SeedTarget target;

    SeedBatch(Namespaces namespaces, SeedTarget target, List<SeedKey> keys) {
        this.database = namespaces.database(target.collection().namespace());
        this.collection = target.collection().name();
        this.existing = new ExistingDocuments(namespaces, target.collection(), target.update());
        this.keys = keys;
        this.target = target;
    }

    /** @param inserted rows that were neither skipped nor updated */
    record Written(SeedCounts counts, List<SeedDocument> inserted) {
        Written plus(SeedCounts more) {
            return new Written(counts.plus(more), inserted);
        }
    }

    boolean isCollectionEmpty() {
        return existing.isEmpty();
    }

    /**
     * Writes rows with different keys.
     *
     * @param lookUp whether to look up which are there; if not, that is for unique indexes to say
     */
    Written write(List<SeedDocument> rows, boolean lookUp) {
        if (!lookUp) {
            return insert(rows, false);
        }
        var found = existing.of(keys, rows);
        var missing = new ArrayList<SeedDocument>();
        var changes = new ArrayList<Change>();
        long skipped = 0;
        for (int row = 0; row < rows.size(); row++) {
            var document = rows.get(row);
            var change = found.get(row).flatMap(present -> change(document, present));
            if (found.get(row).isEmpty()) {
                missing.add(document);
            } else if (change.isPresent()) {
                changes.add(change.get());
            } else {
                skipped++;
            }
        }
        return insert(missing, true).plus(new SeedCounts(0, 0, skipped)).plus(apply(changes));
    }

    /** Not in order, which takes some servers twice as long; each refused row is then checked on its own. */
    private Written insert(List<SeedDocument> rows, boolean lookedUp) {
        if (rows.isEmpty()) {
            return new Written(SeedCounts.NONE, List.of());
        }
        try {
            database.getCollection(collection, RawBsonDocument.class)
                    .insertMany(rows.stream().map(SeedDocument::tree).toList(), new InsertManyOptions().ordered(false));
            return new Written(new SeedCounts(rows.size(), 0, 0), rows);
        } catch (MongoBulkWriteException e) {
            if (e.getWriteErrors().isEmpty()) {
                throw e;
            }
            var inserted = new ArrayList<>(rows);
            for (var error : e.getWriteErrors()) {
                var row = rows.get(error.getIndex());
                require(error, row, lookedUp);
                inserted.remove(row);
            }
            int refused = e.getWriteErrors().size();
            return new Written(new SeedCounts(rows.size() - refused, 0, refused), inserted);
        }
    }

    /** A row that was refused must be there already, by whatever index; or, if the validator came first, by a look. */
    private void require(BulkWriteError error, SeedDocument row, boolean lookedUp) {
        boolean there = target.isLenient()
                && (error.getCode() == MongoErrors.DUPLICATE_KEY
                        || (!lookedUp
                                && existing.of(keys, List.of(row)).getFirst().isPresent()));
        if (!there) {
            throw SeedRefusal.PLAIN.of(
                    row.row(), "", RowRejected.reason(error.getCode(), error.getMessage(), error.getDetails()));
        }
    }

    /** What an update would write; empty if the document is as the row says, or is not to be changed. */
    private Optional<Change> change(SeedDocument document, BsonDocument present) {
        if (!target.update() || document.isIdentified()) {
            return Optional.empty();
        }
        var fields = document.differences(present, value -> true);
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Change(document, present, fields));
    }

    private SeedCounts apply(List<Change> changes) {
        if (changes.isEmpty()) {
            return SeedCounts.NONE;
        }
        try {
            database.getCollection(collection, BsonDocument.class)
                    .bulkWrite(changes.stream().map(Change::model).toList(), new BulkWriteOptions());
            return new SeedCounts(0, changes.size(), 0);
        } catch (MongoBulkWriteException e) {
            if (e.getWriteErrors().isEmpty()) {
                throw e;
            }
            var error = e.getWriteErrors().getFirst();
            throw SeedRefusal.PLAIN.of(
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
            return new ReplaceOneModel<>(filter, SeedDocument.updated(present, fields));
        }
    }
}
