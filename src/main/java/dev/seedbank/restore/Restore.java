package dev.seedbank.restore;

import dev.seedbank.archive.Archive;
import dev.seedbank.archive.CheckedRows;
import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.Closing;
import dev.seedbank.backend.Difference;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.Loader;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backup.Backup;
import dev.seedbank.backup.DestructiveRun;
import dev.seedbank.backup.SafetyBackup;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Permit;
import dev.seedbank.migrate.HistoryReplacement;
import dev.seedbank.restore.RestorePlan.StorePlan;
import dev.seedbank.restore.RestoreResult.Loaded;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Replaces data with a backup's. In order: {@link #storeNames}, {@link #plan} (checks, touches nothing), {@link #run}.
 * Every store is loaded before the first is committed, so that a row which does not fit leaves all of them as they were.
 */
@ApplicationScoped
public class Restore {
    private final SafetyBackup safetyBackup;

    public Restore(SafetyBackup safetyBackup) {
        this.safetyBackup = safetyBackup;
    }

    /** The configured stores that the backup has data for, among those selected (all if none is). */
    public List<String> storeNames(Project project, Archive archive, List<String> selected) {
        project.stores(selected); // refuses a wrong name
        var candidates = selected.isEmpty() ? List.copyOf(project.storeNames()) : selected;
        if (archive.manifest().external()) {
            if (candidates.size() != 1) {
                throw new UsageFailure(
                        "%s does not say which store it is of".formatted(archive.name()),
                        "Add --store, one of: " + String.join(", ", candidates));
            }
            return candidates;
        }
        var held = archive.manifest().stores().stream().map(StoreEntry::name).toList();
        for (var name : held) {
            if (selected.isEmpty() && !candidates.contains(name)) {
                throw new UsageFailure(
                        "Backup '%s' holds a store '%s' that this project does not have"
                                .formatted(archive.name(), name),
                        "Add it to the configuration, or choose with --store: " + String.join(", ", candidates));
            }
        }
        var both = candidates.stream().filter(held::contains).toList();
        if (both.isEmpty()) {
            throw new UsageFailure(
                    "Backup '%s' has no data for %s".formatted(archive.name(), String.join(", ", candidates)),
                    "It contains: " + String.join(", ", held));
        }
        return both;
    }

    /**
     * Checks every checksum, then compares with what the stores have. Where all of a backup in a folder goes into empty databases, the
     * rows' checksums are left to {@link #run}, which compares them while it loads and before it puts anything in place, so that the
     * rows are read only once.
     *
     * @throws OperationFailed if the backup is damaged, or a difference would lose data
     */
    public RestorePlan plan(
            RestoreRequest request, Project project, Archive archive, List<StoreReader> stores, Progress progress)
            throws IOException {
        refusePartial(request, archive);
        boolean rowsUnread = archive.rowsAreApart()
                && request.collections().isEmpty()
                && stores.size() == archive.manifest().stores().size()
                && stores.stream().allMatch(store -> store.collections().isEmpty());
        if (rowsUnread) {
            archive.requireAllButRows();
        } else {
            check(archive, progress);
        }
        var matching = new RestoreMatching(request, archive, project.sensitive());
        var plans = new ArrayList<StorePlan>();
        for (var store : stores) {
            try {
                plans.add(matching.plan(store));
            } catch (Failure e) {
                throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
            }
        }
        matching.refuseUnused();
        var plan = new RestorePlan(project, archive, plans, rowsUnread);
        refuseFatal(plan, progress);
        return plan;
    }

    /** What such a backup does not have may well belong to the database. */
    private static void refusePartial(RestoreRequest request, Archive archive) {
        if (request.dropExisting() && !archive.manifest().wholeStores()) {
            throw Where.at(Where.Key.BACKUP, archive.name())
                    .of(new UsageFailure(
                            "Backup '%s' is partial: it was made with --collection, and --drop-existing would remove everything else"
                                    .formatted(archive.name()),
                            "Omit --drop-existing, or choose a complete backup. Nothing was changed."));
        }
    }

    /** Compares every checksum. */
    static void check(Archive archive, Progress progress) throws IOException {
        long bytes = archive.manifest().bytes();
        try (var work = progress.work("check", Progress.Unit.BYTES, bytes)) {
            archive.require(work.part(archive.name(), bytes)::advance);
        }
    }

    /**
     * Does it.
     *
     * @param reverts of {@code undo}: the id of the logged command that is taken back
     * @throws OperationFailed if a row cannot be restored; the message says what is then true of the data
     */
    public RestoreResult run(RestorePlan plan, Optional<String> reverts, Permit permit, Progress progress)
            throws IOException {
        try (var run = safetyBackup.begin(plan.destruction(reverts), permit, progress)) {
            List<Loaded> loaded;
            var leftOut = new ArrayList<String>();
            try {
                loaded = replace(plan, run, permit, leftOut, progress);
            } catch (Failure e) {
                throw run.explain(e, plan.targets());
            }
            run.done();
            return new RestoreResult(
                    plan.archive().name(),
                    Backup.noun(plan.targets()),
                    loaded,
                    plan.removals(),
                    leftOut,
                    run.safetyBackup());
        }
    }

    /** @param leftOut gets what servers did not take of the structure */
    private static List<Loaded> replace(
            RestorePlan plan, DestructiveRun run, Permit permit, List<String> leftOut, Progress progress)
            throws IOException {
        var loaded = new ArrayList<Loaded>();
        var loaders = new ArrayList<Loader>();
        var afterwards = new HashMap<String, List<HistoryEntry>>();
        try (var closing = new Closing();
                var work = progress.work("restore", Progress.Unit.BYTES, plan.bytes())) {
            for (var store : plan.stores()) {
                var loader = permit.loader(store.store(), store.request());
                loaders.add(loader);
                closing.add(loader::close);
                at(store, loader::begin);
                store.history()
                        .replacement()
                        .ifPresent(history -> at(store, () -> {
                            if (!loader.history(history)) {
                                afterwards.put(store.name(), history);
                            }
                        }));
                loaded.addAll(load(plan, store, loader, work, progress));
            }
            for (int i = 0; i < loaders.size(); i++) {
                var store = plan.stores().get(i);
                work.part(store.name() + ": putting it in place", 0);
                var loader = loaders.get(i);
                at(store, () -> {
                    loader.commit(run.pointOfNoReturn(store.store()));
                    Optional.ofNullable(afterwards.get(store.name()))
                            .ifPresent(history -> HistoryReplacement.run(store.store(), history, permit, progress));
                });
                loaders.get(i).leftOut().forEach(line -> leftOut.add(store.name() + ": " + line));
                var what = Text.count(store.entries().size(), "collection") + " restored";
                run.changed(store.store(), what);
                progress.done(store.name(), what);
            }
            return loaded;
        }
    }

    private static void at(StorePlan store, Runnable work) {
        try {
            work.run();
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, store.name()).of(e);
        }
    }

    private static List<Loaded> load(
            RestorePlan whole, StorePlan plan, Loader loader, Progress.Work work, Progress progress)
            throws IOException {
        var archive = whole.archive();
        var loaded = new ArrayList<Loaded>();
        for (int i = 0; i < plan.entries().size(); i++) {
            var entry = plan.entries().get(i);
            var item = plan.request().items().get(i);
            var collection = item.target().label(Backup.separator(plan.store()));
            var label = plan.name() + "/" + collection;
            var meter = work.part(label, entry.part().bytes());
            try (var in = archive.openChecked(plan.source(), entry)) {
                long count = load(loader, item, in, meter, whole.rowsUnread());
                requireCount(label, entry, count);
                loaded.add(new Loaded(plan.name(), item.target(), count));
                progress.step(label, Text.count(count, Backup.noun(plan.store())));
            } catch (Failure e) {
                throw Where.at(Where.Key.STORE, plan.name())
                        .and(Where.Key.COLLECTION, collection)
                        .and(Where.Key.BACKUP, archive.name())
                        .of(e);
            }
        }
        return loaded;
    }

    /** @param unread whether nobody knows yet that the rows are what was backed up: damage is a reason not to fit */
    private static long load(
            Loader loader, LoadRequest.Item item, CheckedRows rows, Progress.Meter meter, boolean unread)
            throws IOException {
        try {
            long count = loader.load(item, new MeteredInput(rows, meter));
            rows.check();
            return count;
        } catch (OperationFailed | IOException e) {
            if (unread) {
                rows.check();
            }
            throw e;
        }
    }

    private static void requireCount(String label, CollectionEntry entry, long count) {
        if (count != entry.rows()) {
            throw new OperationFailed(
                    "%s: %d rows were taken, the backup holds %d".formatted(label, count, entry.rows()),
                    "The old data is still there.");
        }
    }

    /** Says all that differs where the error can name the first only. */
    private static void refuseFatal(RestorePlan plan, Progress progress) {
        var fatal = plan.stores().stream()
                .flatMap(store -> store.differences().stream())
                .filter(Difference::fatal)
                .toList();
        if (!fatal.isEmpty()) {
            if (fatal.size() > 1) {
                plan.findings().forEach(progress::note);
            }
            boolean recreate = fatal.stream().allMatch(it -> it.resolution() == Difference.Resolution.RECREATE);
            var more = fatal.size() > 1 ? " (and %d more)".formatted(fatal.size() - 1) : "";
            throw new OperationFailed(
                    "The backup does not fit: %s%s. Nothing was changed"
                            .formatted(Text.printable(fatal.getFirst().line()), more),
                    recreate
                            ? "Add --recreate to make the tables as they are in the backup."
                            : "Change the database to fit, restore into an empty one, or choose with --collection.");
        }
    }
}
