package dev.seedbank.restore;

import dev.seedbank.archive.Archive;
import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.Part;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.CollectionNames;
import dev.seedbank.backend.LoadCheck;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.NameMatching;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.Structure;
import dev.seedbank.backup.Backup;
import dev.seedbank.backup.SensitiveChoice;
import dev.seedbank.config.Nearest;
import dev.seedbank.config.SensitiveFields;
import dev.seedbank.config.ShellWord;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.ReservedNames;
import dev.seedbank.migrate.history.History;
import dev.seedbank.restore.RestorePlan.StorePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which collection of a backup goes where in the stores: by store name, by {@code --collection}, by {@code --rename}. */
final class RestoreMatching {
    private final RestoreRequest request;
    private final Archive archive;
    private final SensitiveFields sensitive;
    private final List<CollectionNames> known = new ArrayList<>();

    /** @param sensitive what the settings say now, which counts more than what the backup says */
    RestoreMatching(RestoreRequest request, Archive archive, SensitiveFields sensitive) {
        this.sensitive = sensitive;
        this.request = request;
        this.archive = archive;
    }

    StorePlan plan(StoreReader store) throws IOException {
        var source = source(store);
        var names = new CollectionNames(
                source.collections().stream().map(CollectionEntry::collection).toList(), Backup.separator(store));
        known.add(names);
        var chosen = Set.copyOf(names.chosen(request.collections()));
        var renames = Renames.of(request.renames(), names);
        var entries = new ArrayList<CollectionEntry>();
        var items = new ArrayList<LoadRequest.Item>();
        for (var entry : source.collections()) {
            if (chosen.contains(entry.collection())) {
                entries.add(entry);
                var target = target(store, source, entry.collection(), renames);
                items.add(new LoadRequest.Item(entry.collection(), target, entry.columns(), sensitive(store, entry)));
            }
        }
        Renames.refuseClashes(store, items);
        var structure = new Structure(source.structure().map(Part::file).orElse(""), archive.structure(source));
        boolean replaced = replacesStructure(store);
        var surplus =
                request.dropExisting() || replaced ? surplus(store, source, structure, items) : List.<Collection>of();
        var removals = request.dropExisting() ? surplus : List.<Collection>of();
        var options = new LoadRequest.Options(
                request.recreate(), !request.collections().isEmpty(), request.without(), request.allowed());
        var load = new LoadRequest(items, structure, source.sequences(), removals, options);
        try (var check = store.loadCheck(load)) {
            if (archive.manifest().external()) {
                check(check, entries, items, Backup.separator(store));
            }
            return new StorePlan(
                    store,
                    source,
                    entries,
                    load,
                    check.differences(),
                    bringsForeignCode(store, source, load),
                    history(store, source, replaced, request.dropExisting() ? List.of() : surplus));
        }
    }

    /** Whether all of the store's structure becomes the backup's, but for collections that the backup does not have. */
    private boolean replacesStructure(StoreReader store) {
        boolean whole = request.collections().isEmpty()
                && request.renames().isEmpty()
                && archive.manifest().wholeStores()
                && Collections.disjoint(request.without(), Set.of(LoadRequest.Part.INDEXES, LoadRequest.Part.OPTIONS))
                && !archive.manifest().external();
        return whole
                && (request.recreate() != LoadRequest.Recreate.NOTHING
                        || store.createsCollections()
                        || store.collections().isEmpty());
    }

    private static HistoryPlan history(
            StoreReader store, StoreEntry source, boolean replaced, List<Collection> staying) {
        return new HistoryPlan(
                source.migrations(),
                new History(store.migrations()),
                replaced,
                staying.stream().map(it -> it.label(Backup.separator(store))).toList());
    }

    /** Whether all that the structure does (functions, checks) is new here and comes from another database. MongoDB's does nothing. */
    private boolean bringsForeignCode(StoreReader store, StoreEntry source, LoadRequest load) {
        if (archive.manifest().external()
                || Backup.noun(store).equals("document")
                || source.identity().matches(store.identity())
                || load.structure().text().isBlank()) {
            return false;
        }
        var there = Set.copyOf(store.collections());
        return load.items().stream().noneMatch(item -> there.contains(item.target()));
    }

    /** A file of another program has no checksums and says nothing of its columns: only its rows tell whether they fit. */
    private void check(LoadCheck check, List<CollectionEntry> entries, List<LoadRequest.Item> items, String separator)
            throws IOException {
        for (int i = 0; i < items.size(); i++) {
            try (var rows = archive.openChecked(archive.manifest().stores().getFirst(), entries.get(i))) {
                check.check(items.get(i), rows);
            } catch (Failure e) {
                throw Where.at(Where.Key.COLLECTION, items.get(i).target().label(separator))
                        .and(Where.Key.BACKUP, archive.name())
                        .of(e);
            }
        }
    }

    private List<SensitiveField> sensitive(StoreReader store, CollectionEntry entry) {
        var names = SensitiveChoice.names(store, entry.collection());
        return entry.sensitive().stream()
                .map(field -> new SensitiveField(
                        field.name(), sensitive.fill(names, field.name()).or(field::fill)))
                .toList();
    }

    /** Refuses a name on the command line that is none of the backup's. */
    void refuseUnused() {
        for (var name : request.renames().keySet()) {
            if (known.stream().anyMatch(store -> store.has(name))
                    && known.stream().noneMatch(store -> isChosen(store, name))) {
                throw new UsageFailure(
                        "--rename %s: it is not among the collections to restore".formatted(name),
                        "Add --collection %s, or omit --rename.".formatted(ShellWord.of(name)));
            }
        }
        var typed = new ArrayList<>(request.collections());
        typed.addAll(request.renames().keySet());
        for (var name : typed) {
            if (known.stream().noneMatch(store -> store.has(name))) {
                var labels =
                        known.stream().flatMap(store -> store.labels().stream()).toList();
                throw Where.at(Where.Key.COLLECTION, name)
                        .and(Where.Key.BACKUP, archive.name())
                        .of(UsageFailure.notFound(
                                "Backup '%s' has no collection '%s'".formatted(archive.name(), name),
                                Nearest.collectionAdvice(
                                        name, labels, "seedbank backup show " + ShellWord.of(archive.name()))));
            }
        }
    }

    private boolean isChosen(CollectionNames store, String name) {
        return !Collections.disjoint(store.named(name), store.chosen(request.collections()));
    }

    private StoreEntry source(StoreReader store) {
        if (archive.manifest().external()) {
            return archive.manifest().stores().getFirst();
        }
        var name = store.settings().name();
        var source = archive.manifest().stores().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
        if (!source.server().engine().equals(store.server().engine())) {
            throw new OperationFailed(
                    "Store '%s' is %s, but its backup is of %s"
                            .formatted(
                                    name,
                                    store.server().engine(),
                                    source.server().engine()),
                    "Choose another backup or --store. Nothing was changed.");
        }
        return source;
    }

    private Collection target(StoreReader store, StoreEntry source, Collection collection, Renames renames) {
        var name = renames.of(store, collection);
        var target = archive.manifest().external()
                ? externalTarget(store, name)
                : held(store, inStore(store, source, collection, name));
        ReservedNames.refuse(
                store, target, renames.option(collection).orElseGet(() -> "Backup '%s'".formatted(archive.name())));
        return target;
    }

    /** Where it came from; or the store's own namespace, if that is called differently here and nothing else of the backup goes there. */
    private static Collection inStore(StoreReader store, StoreEntry source, Collection collection, String name) {
        var from = collection.namespace();
        boolean taken = source.collections().stream()
                .anyMatch(it -> it.collection().namespace().equals(store.namespace()));
        var namespace = collection.main() && !store.holds(from) && !taken ? store.namespace() : from;
        return new Collection(namespace, name, namespace.equals(store.namespace()), Collection.Kind.DATA);
    }

    private Collection held(StoreReader store, Collection target) {
        var namespace = target.namespace();
        if (!store.holds(namespace) && !store.settings().isFamily()) {
            throw new UsageFailure(
                    "Backup '%s' holds %s.%s, which does not belong to the store '%s'"
                            .formatted(
                                    archive.name(),
                                    namespace,
                                    target.name(),
                                    store.settings().name()),
                    "Add %s to its 'schemas:', or choose with --collection.".formatted(namespace));
        }
        return target;
    }

    /** What the store has and the backup does not: not as a table or collection with rows, and a view neither as a view. */
    private static List<Collection> surplus(
            StoreReader store, StoreEntry source, Structure structure, List<LoadRequest.Item> items) {
        var held = new HashSet<Collection>();
        source.collections()
                .forEach(entry -> held.add(inStore(
                        store, source, entry.collection(), entry.collection().name())));
        items.forEach(item -> held.add(item.target()));
        var views = Set.copyOf(store.views(structure));
        return store.collections().stream()
                .filter(it -> !held.contains(it) && !(it.kind() == Collection.Kind.VIEW && views.contains(it)))
                .toList();
    }

    /** {@code audit.users} may be a table of another schema, {@code auditLogs} the table audit_logs; else it is a name as it stands. */
    private static Collection externalTarget(StoreReader store, String name) {
        var byLabel = new HashMap<String, Collection>();
        store.collections().forEach(it -> byLabel.put(it.label(Backup.separator(store)), it));
        var label = store.createsCollections() ? Optional.of(name) : NameMatching.match(name, byLabel.keySet());
        return label.map(byLabel::get)
                .orElseGet(() -> new Collection(store.namespace(), name, true, Collection.Kind.DATA));
    }
}
