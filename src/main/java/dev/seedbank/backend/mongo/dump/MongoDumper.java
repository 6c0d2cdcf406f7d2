package dev.seedbank.backend.mongo.dump;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.backend.Dumper;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.Structure;
import dev.seedbank.backend.mongo.bson.BsonToJson;
import dev.seedbank.backend.mongo.bson.FieldRemover;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.structure.MongoStructure;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents as raw BSON and writes them as JSON, one at a time: all in one snapshot session where the server has them.
 * A server keeps a snapshot for some minutes only (five, if not told otherwise). When it gives it up, the collection that is
 * being read is continued without, and each one after it gets a snapshot of its own.
 */
public final class MongoDumper implements Dumper {
    private static final String RAISE =
            "Raise the server's minSnapshotHistoryWindowInSeconds above the time that the backup takes, or back up with --consistency %s.";

    private static final long SHORT_BYTES = 64 << 20;

    private final Namespaces namespaces;
    private final ConsistencyMode mode;
    private final Map<Collection, Namespaces.Entry> entries = new HashMap<>();
    private final List<Namespaces.Entry> ordered;
    private final Snapshots snapshots;
    private final Map<Collection, Consistency> read = new HashMap<>();
    private final Map<Collection, FieldRemover> removers = new HashMap<>();
    private @Nullable ClientSession common;

    public MongoDumper(Namespaces namespaces, ConsistencyMode mode) {
        this.namespaces = namespaces;
        this.mode = mode;
        this.ordered = new ArrayList<>(namespaces.entries());
        ordered.sort(Comparator.comparing(entry -> entry.type() == Namespaces.Entry.Type.VIEW)); // stable: views last
        ordered.forEach(entry -> entries.put(entry.collection(), entry));
        this.snapshots = new Snapshots(namespaces);
        if (mode != ConsistencyMode.COLLECTION) {
            this.common = snapshots.take(data()).orElse(null);
            refuseLackOfSnapshot();
        }
    }

    private List<Namespaces.Entry> data() {
        return ordered.stream()
                .filter(entry -> entry.type() != Namespaces.Entry.Type.VIEW)
                .toList();
    }

    private void refuseLackOfSnapshot() {
        if (mode == ConsistencyMode.SNAPSHOT && common == null && !data().isEmpty()) {
            throw new OperationFailed(
                    "%s cannot be read at one point in time: %s".formatted(namespaces.name(), snapshots.lack()),
                    "Back up with --consistency auto to read each collection when its turn comes.");
        }
    }

    @Override
    public Consistency consistency(Collection collection) {
        return read.getOrDefault(collection, Consistency.NONE);
    }

    @Override
    public String consistencyNote() {
        return snapshots.lack();
    }

    @Override
    public List<Collection> collections() {
        return ordered.stream().map(Namespaces.Entry::collection).toList();
    }

    @Override
    public List<Column> columns(Collection collection) {
        return List.of();
    }

    @Override
    public void leaveOut(Collection collection, List<SensitiveField> fields) {
        var entry = entries.get(collection);
        if (entry != null) {
            MongoErrors.during(
                    "reading the indexes of " + collection.label("/"),
                    () -> new SensitiveCheck(Definition.of(namespaces, entry), fields).require());
            removers.put(collection, new FieldRemover(fields));
        }
    }

    @Override
    public List<String> neverMet(Collection collection) {
        var remover = removers.get(collection);
        return remover == null ? List.of() : remover.neverMet();
    }

    @Override
    public Structure structure(List<Collection> collections) {
        return MongoErrors.during(
                "reading the structure of " + namespaces.name(),
                () -> MongoStructure.write(ordered.stream()
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
            return namespaces
                    .database(collection.namespace())
                    .getCollection(collection.name())
                    .estimatedDocumentCount();
        } catch (MongoException e) {
            return -1;
        }
    }

    @Override
    public long dump(Collection collection, OutputStream out, LongConsumer progress) throws IOException {
        var entry = entries.get(collection);
        if (entry == null || entry.type() == Namespaces.Entry.Type.VIEW) {
            return 0;
        }
        try {
            var reader = new CollectionReader(
                    namespaces.anyMember(collection.namespace()),
                    entry,
                    new BsonToJson(out),
                    Optional.ofNullable(removers.get(collection)),
                    progress);
            var consistency = read(reader, entry);
            read.put(collection, consistency);
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
        if (common != null && snapshots.allows(entry) && isShort(entry)) {
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
        boolean all = Snapshots.isLost(e, true);
        if (!all && !(reader.rows() == 0 && Snapshots.isLost(e, false))) {
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
        var own = entry.isReadById() && snapshots.lack().isEmpty()
                ? snapshots.take(List.of(entry))
                : Optional.<ClientSession>empty();
        if (own.isPresent()) {
            try (var session = own.get()) {
                reader.read(session);
                return Consistency.COLLECTION;
            } catch (MongoException e) {
                if (!Snapshots.isLost(e, false)) {
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
