package dev.seedbank.backend.mongo.dump;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.backend.RowReader;
import dev.seedbank.backend.mongo.bson.BsonToJson;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents as raw BSON and writes them as JSON, one at a time. When the server gives up the snapshot, the collection that
 * is being read is continued without, and each one after it gets a snapshot of its own.
 */
final class MongoRowReader implements RowReader {
    private static final String RAISE =
            "Raise the server's minSnapshotHistoryWindowInSeconds above the time that the backup takes, or back up with --consistency %s.";

    private static final long SHORT_BYTES = 64 << 20;

    private final MongoSnapshot snapshot;
    private final Namespaces namespaces;
    private final ConsistencyMode mode;
    private final SnapshotSessions sessions;
    private @Nullable ClientSession common;

    /** @param common of the snapshot's moment, for this reader alone; null if there is no such moment */
    MongoRowReader(
            MongoSnapshot snapshot,
            Namespaces namespaces,
            ConsistencyMode mode,
            SnapshotSessions sessions,
            @Nullable ClientSession common) {
        this.snapshot = snapshot;
        this.namespaces = namespaces;
        this.mode = mode;
        this.sessions = sessions;
        this.common = common;
    }

    @Override
    public long read(Collection collection, OutputStream out, LongConsumer progress) throws IOException {
        var entry = snapshot.entry(collection);
        if (entry == null || entry.type() == Namespaces.Entry.Type.VIEW) {
            return 0;
        }
        try {
            var reader = new CollectionReader(
                    namespaces.anyMember(collection.namespace()),
                    entry,
                    new BsonToJson(out),
                    snapshot.remover(collection),
                    progress);
            var consistency = read(reader, entry);
            snapshot.wasRead(collection, consistency);
            if (consistency != Consistency.SNAPSHOT || reader.rows() == 0) {
                requireSame(entry);
            }
            return reader.rows();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (MongoException | IllegalStateException e) {
            throw MongoErrors.failure("reading " + collection.label("/"), e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new OperationFailed(
                    "%s holds a damaged document: %s".formatted(collection.label("/"), e.getMessage()),
                    "Run the server's validate command on the collection.",
                    e);
        }
    }

    private Consistency read(CollectionReader reader, Namespaces.Entry entry) {
        if (common != null && sessions.allows(entry) && isShort(entry)) {
            try {
                reader.read(common);
                return Consistency.SNAPSHOT;
            } catch (MongoException e) {
                giveUpCommon(e, reader, entry);
            }
        } else if (mode == ConsistencyMode.SNAPSHOT) {
            throw new OperationFailed(
                    "%s cannot be read in a snapshot: it is %s"
                            .formatted(
                                    entry.collection().label("/"),
                                    entry.isCapped()
                                            ? "a capped collection, and the server older than MongoDB 8.0"
                                            : "a time series"),
                    "Back up with --consistency auto to read it when its turn comes.");
        }
        return reader.rows() > 0 ? goOn(reader) : readAlone(reader, entry);
    }

    /** What cannot be continued when the snapshot is given up must be read before that. */
    private boolean isShort(Namespaces.Entry entry) {
        return mode == ConsistencyMode.SNAPSHOT || entry.isReadById() || namespaces.bytes(entry) <= SHORT_BYTES;
    }

    /** From here on there is no common snapshot any more, unless only this collection cannot be read in it. */
    private void giveUpCommon(MongoException e, CollectionReader reader, Namespaces.Entry entry) {
        boolean all = SnapshotSessions.isLost(e, true);
        if (!all && !(reader.rows() == 0 && SnapshotSessions.isLost(e, false))) {
            throw e;
        }
        if (mode == ConsistencyMode.SNAPSHOT) {
            throw new OperationFailed(
                    "The server discarded the snapshot while reading "
                            + entry.collection().label("/"),
                    RAISE.formatted("auto"),
                    e);
        }
        if (all) {
            close();
        }
        requireContinuable(e, reader, entry);
    }

    private static void requireContinuable(MongoException e, CollectionReader reader, Namespaces.Entry entry) {
        if (!reader.canContinue()) {
            throw new OperationFailed(
                    "The server discarded the snapshot in the middle of %s, which has no _id to continue from"
                            .formatted(entry.collection().label("/")),
                    RAISE.formatted("collection"),
                    e);
        }
    }

    private static Consistency goOn(CollectionReader reader) {
        reader.read(null);
        return Consistency.CONTINUED;
    }

    /** In a snapshot of its own, if the server has them and the collection can be continued when it is given up, too. */
    private Consistency readAlone(CollectionReader reader, Namespaces.Entry entry) {
        var own = entry.isReadById() && sessions.lack().isEmpty()
                ? sessions.take(List.of(entry))
                : Optional.<ClientSession>empty();
        if (own.isPresent()) {
            try (var session = own.get()) {
                reader.read(session);
                return Consistency.COLLECTION;
            } catch (MongoException e) {
                if (!SnapshotSessions.isLost(e, false)) {
                    throw e;
                }
                requireContinuable(e, reader, entry);
            }
            if (reader.rows() > 0) {
                return goOn(reader);
            }
        }
        reader.read(null);
        return Consistency.NONE;
    }

    /** What was dropped, or dropped and made again, is not what was to be read. */
    private void requireSame(Namespaces.Entry entry) {
        var now = namespaces.entry(entry.collection());
        if (now.isEmpty() || !now.get().uuid().equals(entry.uuid())) {
            throw new OperationFailed(
                    "%s was %s while the backup was made"
                            .formatted(
                                    entry.collection().label("/"),
                                    now.isEmpty() ? "dropped or renamed" : "dropped and created again"),
                    "Run the backup again.");
        }
    }

    @Override
    public void close() {
        if (common != null) {
            common.close();
            common = null;
        }
    }
}
