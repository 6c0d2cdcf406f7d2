package dev.seedbank.backend.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.function.LongConsumer;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads one collection, in pieces if need be. In a snapshot the documents come in the order of their {@code _id}, where there
 * is an index on it, because that is the order in which another reader can continue; without one they come as they lie.
 */
final class CollectionReader {
    /** What one answer of the server should hold. */
    private static final int BATCH_BYTES = 1 << 20;

    private static final int MOST_DOCUMENTS = 5_000;
    private static final int SAMPLE = 16;
    private static final BsonDocument BY_ID = new BsonDocument("_id", new BsonInt32(1));

    private final MongoDatabase database;
    private final Namespaces.Entry entry;
    private final BsonToJson json;
    private final LongConsumer progress;
    private long rows;
    private @Nullable BsonValue lastId;

    /** @param progress is told how many documents each batch had */
    CollectionReader(MongoDatabase database, Namespaces.Entry entry, BsonToJson json, LongConsumer progress) {
        this.progress = progress;
        this.database = database;
        this.entry = entry;
        this.json = json;
    }

    /** How many documents have been written so far. */
    long rows() {
        return rows;
    }

    /** Whether reading can go on behind the last document that was written. */
    boolean canContinue() {
        return rows == 0 || (entry.isReadById() && lastId != null);
    }

    /**
     * Reads to the end, from behind what was read before.
     *
     * @param session the snapshot to read in; null for none
     */
    void read(@Nullable ClientSession session) {
        var after = lastId;
        boolean ordered = entry.isReadById() && (session != null || after != null);
        int size = batchSize();
        try (var feed = new DocumentFeed(database, entry.collection().name(), documents -> {
            var query = find(documents, session).batchSize(size);
            if (ordered) {
                query.sort(BY_ID).hint(BY_ID);
            }
            if (after != null) {
                query.filter(behind(after));
            }
            return query;
        })) {
            write(feed, ordered);
        }
        json.flush();
    }

    private static FindIterable<Boolean> find(MongoCollection<Boolean> documents, @Nullable ClientSession session) {
        return session == null ? documents.find() : documents.find(session);
    }

    /** Of any type: an ordinary comparison would keep to the type of the value. The server reads it from the index, too. */
    private static BsonDocument behind(BsonValue id) {
        var operands = new BsonArray(List.of(new BsonString("$_id"), new BsonDocument("$literal", id)));
        return new BsonDocument("$expr", new BsonDocument("$gt", operands));
    }

    private void write(DocumentFeed feed, boolean ordered) {
        for (var batch = feed.next(); batch != null; batch = feed.next()) {
            for (int document = 0; document < batch.count(); document++) {
                if (rows > 0) {
                    json.text(",\n");
                }
                json.document(batch.bytes(), batch.start(document));
                rows++;
            }
            progress.accept(batch.count());
            if (ordered) {
                lastId = batch.id(batch.count() - 1);
            }
        }
    }

    /** By the size of a few documents. What the server has noted of sizes would be better, and on some servers takes as long as reading all. */
    private int batchSize() {
        try (var sample = new DocumentFeed(
                database,
                entry.collection().name(),
                documents -> documents.find().limit(SAMPLE))) {
            var batch = sample.next(); // of large ones fewer: the server does not fill more than 16 MiB
            int size = batch == null ? 1 : batch.size() / batch.count();
            return Math.clamp(BATCH_BYTES / Math.max(size, 1), 1, MOST_DOCUMENTS);
        }
    }
}
