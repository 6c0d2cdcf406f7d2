package dev.seedbank.backend.mongo.dump;

import com.mongodb.MongoCommandException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.seedbank.backend.mongo.bson.BsonToJson;
import dev.seedbank.backend.mongo.bson.DocumentBatch;
import dev.seedbank.backend.mongo.bson.FieldRemover;
import dev.seedbank.backend.mongo.bson.LargeDocument;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.DocumentFeed;
import dev.seedbank.backend.mongo.connection.DriverCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.bson.BsonArray;
import org.bson.BsonBinaryReader;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.codecs.BsonValueCodec;
import org.bson.codecs.DecoderContext;
import org.bson.io.BsonInput;
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
    private static final BsonInt32 UNKNOWN_SIZE = new BsonInt32(1000);
    private static final List<BsonDocument> SIZES = List.of(
            new BsonDocument("$limit", new BsonInt32(SAMPLE)),
            new BsonDocument(
                    "$project",
                    new BsonDocument("_id", new BsonInt32(0))
                            .append("size", new BsonDocument("$bsonSize", new BsonString("$$ROOT")))));
    private static final BsonDocument BY_ID = new BsonDocument("_id", new BsonInt32(1));

    private final MongoDatabase database;
    private final Namespaces.Entry entry;
    private final BsonToJson json;
    private final LongConsumer progress;
    private final Optional<FieldRemover> remover;
    private long rows;
    private @Nullable BsonValue lastId;

    /**
     * @param remover of fields that are not written
     * @param progress is told how many documents each batch had */
    CollectionReader(
            MongoDatabase database,
            Namespaces.Entry entry,
            BsonToJson json,
            Optional<FieldRemover> remover,
            LongConsumer progress) {
        this.remover = remover;
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
        try (var feed = new DocumentFeed(
                database,
                entry.collection().name(),
                documents -> {
                    var query = find(documents, session).batchSize(size);
                    if (ordered) {
                        query.sort(BY_ID).hint(BY_ID);
                    }
                    if (after != null) {
                        query.filter(behind(after));
                    }
                    return query;
                },
                sink(ordered))) {
            for (var batch = feed.next(); batch != null; batch = feed.next()) {
                write(batch, ordered);
            }
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

    private DocumentFeed.Sink sink(boolean ordered) {
        return new DocumentFeed.Sink() {
            @Override
            public void batch(DocumentBatch batch) {
                write(batch, ordered);
            }

            @Override
            public void large(BsonInput document) {
                write(document, ordered);
            }
        };
    }

    private void write(DocumentBatch batch, boolean ordered) {
        for (int document = 0; document < batch.count(); document++) {
            separate();
            write(batch.bytes(), batch.start(document));
            rows++;
        }
        progress.accept(batch.count());
        if (ordered) {
            lastId = batch.id(batch.count() - 1);
        }
    }

    private void write(BsonInput document, boolean ordered) {
        var start = document.getMark(Integer.MAX_VALUE);
        separate();
        if (remover.isPresent()) {
            write(LargeDocument.copy(document), 0);
        } else {
            json.document(document);
        }
        rows++;
        progress.accept(1);
        if (ordered) {
            start.reset();
            lastId = id(document);
        }
    }

    private static BsonValue id(BsonInput document) {
        @SuppressWarnings("resource") // closing it would close the driver's input
        var reader = new BsonBinaryReader(document);
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            if (reader.readName().equals("_id")) {
                return new BsonValueCodec()
                        .decode(reader, DecoderContext.builder().build());
            }
            reader.skipValue();
        }
        return BsonNull.VALUE;
    }

    private void separate() {
        if (rows > 0) {
            json.text(",\n");
        }
    }

    private void write(byte[] bson, int at) {
        if (remover.isPresent()) {
            json.document(remover.get().without(bson, at), 0);
        } else {
            json.document(bson, at);
        }
    }

    private int batchSize() {
        return Math.clamp(BATCH_BYTES / Math.max(sampledSize(), 1), 1, MOST_DOCUMENTS);
    }

    /**
     * The average size of a few documents, in bytes. What the server has noted of sizes would be better, and on some servers
     * takes as long as reading all. Only sizes are asked for, because a few of the largest documents are more than one answer
     * or the memory can hold.
     */
    private long sampledSize() {
        try {
            var documents = database.getCollection(entry.collection().name(), BsonDocument.class);
            var sizes = DriverCall.of(() -> documents.aggregate(SIZES).into(new ArrayList<>()));
            return (long) sizes.stream()
                    .mapToLong(size -> size.getNumber("size", UNKNOWN_SIZE).longValue())
                    .average()
                    .orElse(1);
        } catch (MongoCommandException e) { // before MongoDB 4.4; what else is wrong, reading will say
            return sizeOfFirst();
        }
    }

    /** For a server that does not tell sizes: the same from the documents themselves, one at a time, until they are enough. */
    private long sizeOfFirst() {
        long bytes = 0;
        int count = 0;
        try (var sample = new DocumentFeed(
                database,
                entry.collection().name(),
                documents -> documents.find().limit(SAMPLE).batchSize(1))) {
            for (var batch = sample.next(); batch != null; batch = sample.next()) {
                bytes += batch.size();
                count += batch.count();
                if (bytes > BATCH_BYTES) {
                    break;
                }
            }
        }
        return bytes / Math.max(count, 1);
    }
}
