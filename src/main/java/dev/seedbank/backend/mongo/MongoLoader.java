package dev.seedbank.backend.mongo;

import com.mongodb.MongoException;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Difference;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.Loader;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Replaces collections: each is loaded into a staging collection, with the options and indexes of the backup, and {@link #commit} renames all
 * into place, one after the other. Where the backup tells nothing of a collection, the present options and indexes stay.
 *
 * <p>Views are put in place after the collections: those among the items, or, if the items are all collections of the
 * backup, those of its structure.
 */
final class MongoLoader implements Loader {
    private final Namespaces namespaces;
    private final LoadRequest request;
    private final MongoStructure structure;
    private final List<StagingCollection> stagingCollections = new ArrayList<>();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private @Nullable RestoreLock lock;

    MongoLoader(Namespaces namespaces, LoadRequest request) {
        this.namespaces = namespaces;
        this.request = request;
        this.structure = MongoStructure.read(request.structure());
    }

    @Override
    public List<Difference> differences() {
        return MongoErrors.during(
                "comparing the backup with " + namespaces.name(),
                () -> new Differences(namespaces, structure, request).list());
    }

    @Override
    public void begin() {
        MongoErrors.during("beginning to restore " + namespaces.name(), () -> {
            var touched = new TreeSet<String>();
            request.items().forEach(item -> touched.add(item.target().namespace()));
            refuseFatal();
            request.removals().forEach(removal -> touched.add(removal.namespace()));
            lock = RestoreLock.take(namespaces, List.copyOf(touched));
            touched.forEach(this::dropLeftovers);
        });
    }

    /** Whoever calls has seen them; but what only loses data must not go on for want of a look. */
    private void refuseFatal() {
        for (var difference : differences()) {
            if (difference.fatal()) {
                throw new OperationFailed(
                        "Cannot restore: " + difference.line(), "Restore it under another name with --rename.");
            }
        }
    }

    /** What killed restores left. Nobody else can be using it, because the lock is ours. */
    private void dropLeftovers(String database) {
        for (var name : namespaces.database(database).listCollectionNames()) {
            if (name.startsWith(StagingCollection.PREFIX)) {
                namespaces.database(database).getCollection(name).drop();
            }
        }
    }

    @Override
    public long load(LoadRequest.Item item, InputStream rows) throws IOException {
        var label = item.target().label("/");
        if (item.target().kind() == Collection.Kind.VIEW) {
            return 0;
        }
        try {
            lock().check();
            var staging = new StagingCollection(
                    namespaces,
                    definition(item),
                    item.target(),
                    StagingCollection.PREFIX + run + "_" + stagingCollections.size());
            stagingCollections.add(staging);
            return load(staging, rows, label);
        } catch (RowRejected e) {
            throw new OperationFailed(
                    "%s, row %d: %s".formatted(label, e.row(), e.getMessage()), "The old data is still there.", e);
        } catch (MongoException | IllegalStateException e) {
            throw MongoErrors.failure("loading " + label, e);
        }
    }

    private long load(StagingCollection staging, InputStream rows, String label) throws IOException {
        staging.create();
        long loaded = staging.load(rows);
        staging.index();
        long counted = staging.count(loaded);
        if (counted != loaded) {
            throw new OperationFailed(
                    "%s: the server took %d documents and has %d of them".formatted(label, loaded, counted),
                    "The old data is still there. A capped collection may be too small for the backup's documents.");
        }
        return loaded;
    }

    private Definition definition(LoadRequest.Item item) {
        return structure
                .of(item.source())
                .orElseGet(() -> namespaces.entries(item.target().namespace()).stream()
                        .filter(entry -> entry.collection().equals(item.target()))
                        .filter(entry -> entry.type() != Namespaces.Entry.Type.VIEW)
                        .findFirst()
                        .map(entry -> Definition.of(namespaces, entry))
                        .orElseGet(() -> Definition.plain(item.target())));
    }

    @Override
    public void commit(PointOfNoReturn point) {
        int all = stagingCollections.size();
        lock().check();
        point.reached(run);
        try {
            while (!stagingCollections.isEmpty()) {
                lock().check();
                var staging = stagingCollections.getFirst();
                staging.putInPlace(currentType(staging.target()));
                stagingCollections.removeFirst();
            }
            removeOthers(); // before the views, one of which may take the place of a collection
            new Views(namespaces, structure, request).restore();
        } catch (MongoException | IllegalStateException e) {
            var failure = MongoErrors.failure("putting the collections in place", e);
            throw new OperationFailed(
                    "%s; %d of %d collections are replaced, the others are as they were"
                            .formatted(failure.getMessage(), all - stagingCollections.size(), all),
                    "Run the restore again.",
                    e);
        }
    }

    private Namespaces.Entry.Type currentType(Collection target) {
        return namespaces.entries(target.namespace()).stream()
                .filter(entry -> entry.collection().equals(target))
                .findFirst()
                .map(Namespaces.Entry::type)
                .orElse(Namespaces.Entry.Type.COLLECTION);
    }

    /** A database of a family whose last collection goes keeps what Seedbank knows about it. */
    private void removeOthers() {
        for (var removal : request.removals()) {
            lock().check();
            namespaces
                    .database(removal.namespace())
                    .getCollection(removal.name())
                    .drop();
        }
    }

    private RestoreLock lock() {
        if (lock == null) {
            throw new IllegalStateException("begin() comes first");
        }
        return lock;
    }

    /** Also after Ctrl-C. What cannot be cleared away now, the next restore does. */
    @Override
    public void close() {
        var held = lock;
        if (held != null) {
            namespaces.clearAway(() -> {
                stagingCollections.forEach(StagingCollection::drop);
                held.close();
            });
            stagingCollections.clear();
            lock = null;
        }
    }
}
