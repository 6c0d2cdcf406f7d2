package dev.seedbank.backend.mongo.restore;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Lease;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.Loader;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.backend.mongo.catalog.MongoLease;
import dev.seedbank.backend.mongo.catalog.MongoSeedLedger;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.connection.RowRejected;
import dev.seedbank.backend.mongo.staging.PlacementFailed;
import dev.seedbank.backend.mongo.staging.StagingCollection;
import dev.seedbank.backend.mongo.structure.MongoStructure;
import dev.seedbank.backend.mongo.structure.Views;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replaces collections: each is loaded into a staging collection, with the options and indexes of the backup, and {@link #commit} renames all
 * into place, one after the other. Where the backup tells nothing of a collection, the present options and indexes stay.
 *
 * <p>Views are put in place after the collections: those among the items, or, if the items are all collections of the
 * backup, those of its structure.
 */
public final class MongoLoader implements Loader {
    private final Namespaces namespaces;
    private final LoadRequest request;
    private final Consumer<String> refused;
    private final MongoStructure structure;
    private final List<StagingCollection> stagingCollections = new ArrayList<>();
    private final LoadTargets targets;
    private final List<Leftovers> leftovers = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private @Nullable MongoLease lease;

    /** @param refused is told the token of a change of which the server took nothing */
    public MongoLoader(Namespaces namespaces, LoadRequest request, Consumer<String> refused) {
        this.refused = refused;
        this.namespaces = namespaces;
        this.request = request;
        this.structure = MongoStructure.read(request.structure());
        this.targets = new LoadTargets(namespaces, structure, request);
    }

    @Override
    public void begin() {
        MongoErrors.during("beginning to restore " + namespaces.name(), () -> {
            var touched = new TreeSet<String>();
            request.items().forEach(item -> touched.add(item.target().namespace()));
            refuseFatal();
            request.removals().forEach(removal -> touched.add(removal.namespace()));
            lease = MongoLease.take(namespaces, Lease.Work.RESTORE, List.copyOf(touched));
            touched.forEach(database -> leftovers.add(new Leftovers(namespaces, database)));
            leftovers.forEach(found -> leftOut.addAll(found.lines()));
        });
    }

    /** Whoever calls has seen them; but what only loses data must not go on for want of a look. */
    private void refuseFatal() {
        for (var difference : new Differences(namespaces, structure, request).list()) {
            if (difference.fatal()) {
                throw new OperationFailed(
                        "Cannot restore: " + difference.line(), "Restore it under another name with --rename.");
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
            lease().check();
            var definition = targets.definition(item);
            var name = StagingCollection.PREFIX + run + "_" + stagingCollections.size();
            var staging = new StagingCollection(
                            namespaces, definition, item.target(), name, targets.placement(item.target(), definition))
                    .tellingLeftOut(what -> leftOut.add(label + ": " + what));
            stagingCollections.add(staging);
            return load(staging, item, rows);
        } catch (RowRejected e) {
            throw refused(item, e.row(), e, "The old data is still there.");
        } catch (MongoException | IllegalStateException e) {
            throw MongoErrors.failure("loading " + label, e);
        }
    }

    /** @param row from 1 */
    static OperationFailed refused(LoadRequest.Item item, long row, RuntimeException reason, String advice) {
        return Where.at(Where.Key.ROW, row)
                .of(new OperationFailed(
                        ErrorCode.DATA_REJECTED,
                        "%s: row %d: %s".formatted(item.target().label("/"), row, reason.getMessage()),
                        advice,
                        reason));
    }

    private long load(StagingCollection staging, LoadRequest.Item item, InputStream rows) throws IOException {
        var label = item.target().label("/");
        staging.create();
        long loaded = staging.load(rows, item.sensitive());
        boolean there = targets.current(item.target())
                .filter(entry -> entry.type() == Namespaces.Entry.Type.COLLECTION)
                .isPresent();
        if (there && !item.sensitive().isEmpty()) {
            staging.keep(item.sensitive());
        }
        staging.index();
        long counted = staging.count(loaded);
        if (counted != loaded) {
            lease().check(); // whoever has it now took the staging collection for a leftover
            throw new OperationFailed(
                    "%s: the server took %d documents and has %d of them".formatted(label, loaded, counted),
                    "The old data is still there. A capped collection may be too small for the backup's documents.");
        }
        return loaded;
    }

    @Override
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    @Override
    public void commit(PointOfNoReturn point) {
        int all = stagingCollections.size();
        lease().check();
        point.reached(run);
        try {
            leftovers.forEach(found -> found.placing(stagingCollections));
            stagingCollections.forEach(StagingCollection::complete);
            var now = new LoadTargets(namespaces, structure, request); // what stands there may be another by now
            var placed = new HashSet<Collection>();
            while (!stagingCollections.isEmpty()) {
                lease().check();
                var staging = stagingCollections.getFirst();
                staging.putInPlace(now.current(staging.target())
                        .map(Namespaces.Entry::type)
                        .orElse(Namespaces.Entry.Type.COLLECTION));
                placed.add(staging.target());
                stagingCollections.removeFirst();
            }
            forgetSeeds(placed);
            leftovers.forEach(found -> found.placed(placed));
            removeOthers(); // before the views, one of which may take the place of a collection
            new Views(namespaces, structure, request).restore();
        } catch (PlacementFailed e) {
            throw notAllInPlace(all, e.getMessage() + "; ", e.reason());
        } catch (MongoException | IllegalStateException e) {
            throw notAllInPlace(all, "", e);
        }
    }

    private void forgetSeeds(Set<Collection> placed) {
        var byDatabase = placed.stream()
                .collect(Collectors.groupingBy(
                        Collection::namespace, Collectors.mapping(Collection::name, Collectors.toList())));
        byDatabase.forEach((database, names) -> new MongoSeedLedger(namespaces, database).forget(names));
    }

    /** @param one what is known of the collection that failed, if it is not as it was */
    private OperationFailed notAllInPlace(int all, String one, RuntimeException cause) {
        var failure = MongoErrors.failure("putting the collections in place", cause);
        boolean untouched = all > 0 && stagingCollections.size() == all && cause instanceof MongoCommandException;
        if (untouched && one.isEmpty() && !stagingCollections.getFirst().isPlacing()) {
            refused.accept(run);
            return new OperationFailed(failure.getMessage() + ". Nothing was changed", failure.advice(), cause);
        }
        return new OperationFailed(
                "%s; %d of %d collections are replaced; %sthe others are as they were"
                        .formatted(failure.getMessage(), all - stagingCollections.size(), all, one),
                "Run the restore again.",
                cause);
    }

    /** A database of a family whose last collection goes keeps what Seedbank knows about it. */
    private void removeOthers() {
        for (var removal : request.removals()) {
            lease().check();
            namespaces
                    .database(removal.namespace())
                    .getCollection(removal.name())
                    .drop();
        }
    }

    private MongoLease lease() {
        if (lease == null) {
            throw new IllegalStateException("begin() comes first");
        }
        return lease;
    }

    /** Also after Ctrl-C. What cannot be cleared away now, the next restore does. */
    @Override
    public void close() {
        var held = lease;
        if (held != null) {
            namespaces.clearAway(() -> {
                stagingCollections.forEach(StagingCollection::discard);
                leftovers.forEach(found -> found.discarded(stagingCollections));
                // Once more: an insert that the server took long over may have made the last one again.
                stagingCollections.reversed().stream().limit(1).forEach(StagingCollection::discard);
                held.release();
            });
            stagingCollections.clear();
            lease = null;
        }
    }
}
