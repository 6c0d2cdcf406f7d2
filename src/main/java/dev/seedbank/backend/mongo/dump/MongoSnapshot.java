package dev.seedbank.backend.mongo.dump;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.backend.RowReader;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.Snapshot;
import dev.seedbank.backend.Structure;
import dev.seedbank.backend.mongo.bson.FieldRemover;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.structure.MongoStructure;
import dev.seedbank.failure.OperationFailed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Databases at one moment, where the server has snapshots: each reader has a session of its own that reads at that moment. A
 * server keeps a snapshot for some minutes only (five by default).
 */
public final class MongoSnapshot implements Snapshot {
    private final Namespaces namespaces;
    private final ConsistencyMode mode;
    private final Map<Collection, Namespaces.Entry> entries = new HashMap<>();
    private final List<Namespaces.Entry> ordered;
    private final SnapshotSessions sessions;
    private final Map<Collection, Consistency> read = new ConcurrentHashMap<>();
    private final Map<Collection, FieldRemover> removers = new HashMap<>();
    /** The first reader's. */
    private final Optional<ClientSession> common;

    private final Optional<BsonTimestamp> moment;
    private final AtomicBoolean lent = new AtomicBoolean();

    public MongoSnapshot(Namespaces namespaces, ConsistencyMode mode) {
        this.namespaces = namespaces;
        this.mode = mode;
        this.ordered = new ArrayList<>(namespaces.entries());
        ordered.sort(Comparator.comparing(entry -> entry.type() == Namespaces.Entry.Type.VIEW)); // stable: views last
        ordered.forEach(entry -> entries.put(entry.collection(), entry));
        this.sessions = new SnapshotSessions(namespaces);
        this.common = mode == ConsistencyMode.COLLECTION ? Optional.empty() : sessions.take(data());
        this.moment = common.map(ClientSession::getSnapshotTimestamp);
        refuseLackOfSnapshot();
    }

    private List<Namespaces.Entry> data() {
        return ordered.stream()
                .filter(entry -> entry.type() != Namespaces.Entry.Type.VIEW)
                .toList();
    }

    private void refuseLackOfSnapshot() {
        if (mode == ConsistencyMode.SNAPSHOT && common.isEmpty() && !data().isEmpty()) {
            throw new OperationFailed(
                    "%s cannot be read at one point in time: %s".formatted(namespaces.name(), sessions.lack()),
                    "Back up with --consistency auto to read each collection when its turn comes.");
        }
    }

    @Override
    public RowReader reader() {
        return MongoErrors.during(
                "beginning to read " + namespaces.name(),
                () -> new MongoRowReader(
                        this, namespaces, mode, sessions, session().orElse(null)));
    }

    /** The server has no snapshots to share if there is no common moment: then each reader reads as the first does. */
    private Optional<ClientSession> session() {
        return lent.compareAndSet(false, true) ? common : moment.map(sessions::at);
    }

    Namespaces.@Nullable Entry entry(Collection collection) {
        return entries.get(collection);
    }

    Optional<FieldRemover> remover(Collection collection) {
        return Optional.ofNullable(removers.get(collection));
    }

    void wasRead(Collection collection, Consistency consistency) {
        read.put(collection, consistency);
    }

    @Override
    public Consistency consistency(Collection collection) {
        return read.getOrDefault(collection, Consistency.NONE);
    }

    @Override
    public String consistencyNote() {
        return sessions.lack();
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
    public void close() {
        common.ifPresent(ClientSession::close);
    }
}
