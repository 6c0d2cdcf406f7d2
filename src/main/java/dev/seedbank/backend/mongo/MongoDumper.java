package dev.seedbank.backend.mongo;

import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.Dumper;
import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.Structure;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents in natural order as raw BSON and writes them as JSON, one at a time. All in one snapshot session where
 * the server has them; a server keeps a snapshot for some minutes only (five, if not told otherwise).
 */
final class MongoDumper implements Dumper {
    /** What one answer of the server should hold: it may be 16 MiB, and it and its documents are in memory at once. */
    private static final int BATCH_BYTES = 4 << 20;

    private static final int MOST_DOCUMENTS = 10_000;

    private final Namespaces namespaces;
    private final List<Namespaces.Entry> entries;
    private @Nullable ClientSession snapshot;

    MongoDumper(Namespaces namespaces) {
        this.namespaces = namespaces;
        this.entries = new ArrayList<>(namespaces.entries());
        entries.sort(Comparator.comparing(entry -> entry.type() == Namespaces.Entry.Type.VIEW)); // stable: views last
        var data = collections().stream()
                .filter(collection -> collection.kind() == Collection.Kind.DATA)
                .toList();
        this.snapshot = Snapshots.take(namespaces, data).orElse(null);
    }

    @Override
    public Consistency consistency() {
        return snapshot == null ? Consistency.NONE : Consistency.SNAPSHOT;
    }

    @Override
    public List<Collection> collections() {
        return entries.stream().map(Namespaces.Entry::collection).toList();
    }

    @Override
    public List<Column> columns(Collection collection) {
        return List.of();
    }

    @Override
    public Structure structure(List<Collection> collections) {
        return MongoErrors.during(
                "reading the structure of " + namespaces.name(),
                () -> MongoStructure.write(entries.stream()
                        .filter(entry -> collections.contains(entry.collection()))
                        .map(entry -> Definition.of(namespaces, entry))
                        .toList()));
    }

    @Override
    public List<SequenceValue> sequences() {
        return List.of();
    }

    @Override
    public long estimate(Collection collection) {
        if (collection.kind() == Collection.Kind.VIEW) {
            return -1;
        }
        try {
            return RawDocuments.of(namespaces.database(collection.namespace()), collection.name())
                    .estimatedDocumentCount();
        } catch (MongoException e) {
            return -1;
        }
    }

    @Override
    public long dump(Collection collection, OutputStream out, LongConsumer read) throws IOException {
        if (collection.kind() == Collection.Kind.VIEW) {
            return 0;
        }
        try {
            return write(collection, new BsonToJson(out), read);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (MongoException | IllegalStateException e) {
            if (e instanceof MongoException refused && refused.getCode() == MongoErrors.SNAPSHOT_TOO_OLD) {
                throw new OperationFailed(
                        "The server gave up the snapshot while reading " + collection.label("/"),
                        "Raise its minSnapshotHistoryWindowInSeconds above the time that the backup takes.",
                        e);
            }
            throw MongoErrors.failure("reading " + collection.label("/"), e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new OperationFailed(
                    "%s holds a damaged document: %s".formatted(collection.label("/"), e.getMessage()),
                    "Run the server's validate command on the collection.",
                    e);
        }
    }

    private long write(Collection collection, BsonToJson json, LongConsumer read) {
        long rows = 0;
        long told = 0;
        try (var cursor = open(collection)) {
            for (; cursor.hasNext(); rows++) {
                if (rows > 0) {
                    json.text(",\n");
                }
                json.document(cursor.next());
                if (cursor.available() == 0) {
                    read.accept(rows + 1 - told);
                    told = rows + 1;
                }
            }
        }
        json.flush();
        return rows;
    }

    /** A snapshot that is none any more before the first document is given up, and {@link #consistency()} says so. */
    private MongoCursor<byte[]> open(Collection collection) {
        int size = batchSize(collection);
        if (snapshot != null) {
            try {
                return find(snapshot, collection).batchSize(size).cursor();
            } catch (MongoClientException e) {
                close(); // the driver saw the moment change
            } catch (MongoCommandException e) {
                if (e.getErrorCode() != MongoErrors.SNAPSHOT_TOO_OLD) {
                    throw e;
                }
                close();
            }
        }
        return find(null, collection).batchSize(size).cursor();
    }

    private FindIterable<byte[]> find(@Nullable ClientSession session, Collection collection) {
        var documents = RawDocuments.of(namespaces.database(collection.namespace()), collection.name());
        var filter = new BsonDocument();
        return session == null ? documents.find(filter) : documents.find(session, filter);
    }

    private int batchSize(Collection collection) {
        try {
            var answer = namespaces
                    .database(collection.namespace())
                    .runCommand(new BsonDocument("collStats", new BsonString(collection.name())), BsonDocument.class);
            int size = answer.getNumber("avgObjSize", new BsonInt32(1000)).intValue();
            return Math.clamp(BATCH_BYTES / Math.max(size, 1), 1, MOST_DOCUMENTS);
        } catch (MongoException e) {
            return 1000;
        }
    }

    @Override
    public void close() {
        if (snapshot != null) {
            snapshot.close();
            snapshot = null;
        }
    }
}
