package dev.seedbank.seed;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.guard.ReservedNames;
import dev.seedbank.seed.SeedPlan.PlannedFile;
import dev.seedbank.seed.SeedPlan.StorePlan;
import dev.seedbank.seed.generate.GeneratedFields;
import dev.seedbank.seed.generate.Generator;
import dev.seedbank.seed.generate.Sources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what goes where and in which order, and reads every file through, so that a damaged one shows before anything is written. */
final class SeedPlanner {
    private final SeedRequest request;
    private final SetChoice choice;
    private final Sources sources;
    private final List<SkippedInput> leftOut = new ArrayList<>();
    private final Set<String> met = new HashSet<>();

    SeedPlanner(SeedRequest request, SetChoice choice, Sources sources) {
        this.request = request;
        this.choice = choice;
        this.sources = sources;
    }

    /** @throws Failure if a file that must not fail cannot be seeded: one of a required set, or any with {@code --clean} */
    SeedPlan plan(List<StoreReader> opened) {
        leftOut.addAll(choice.leftOut());
        var byStore = new LinkedHashMap<StoreCollections, List<Entry>>();
        var stores = opened.stream().map(StoreCollections::new).toList();
        stores.forEach(store -> byStore.put(store, new ArrayList<>()));
        distribute(choice.chosen(), new StoreChoice(stores), byStore);
        refuseUnmet(choice.chosen());
        var plans = new ArrayList<StorePlan>();
        byStore.forEach((store, entries) -> {
            if (!entries.isEmpty()) {
                plans.add(new StorePlan(store.store(), planned(store, entries)));
            }
        });
        return new SeedPlan(request, sources, plans, leftOut);
    }

    /** A file on its way to a store. */
    private record Entry(SeedSet set, SeedFile file, Collection target) {}

    private void distribute(List<SeedSet> sets, StoreChoice choice, Map<StoreCollections, List<Entry>> byStore) {
        for (var set : sets) {
            set.others()
                    .forEach(other ->
                            leftOut.add(new SkippedInput(other, "it is not a .json, .jsonl, .ndjson or .csv file")));
            for (var file : set.files()) {
                if (!request.collections().isEmpty()
                        && request.collections().stream().noneMatch(name -> SetChoice.mayMean(name, file.label()))) {
                    continue;
                }
                var store = choice.of(set, file);
                if (store.isEmpty()) {
                    leftOut.add(new SkippedInput(file.shown(), "for another store"));
                    continue;
                }
                if (!isWanted(file, store.get())) {
                    continue;
                }
                var target = store.get().target(file);
                ReservedNames.refuse(store.get().store(), target, file.shown());
                byStore.computeIfAbsent(store.get(), _ -> new ArrayList<>()).add(new Entry(set, file, target));
            }
        }
    }

    private boolean isWanted(SeedFile file, StoreCollections store) {
        var names = request.collections().stream()
                .filter(name -> name.equals(file.label()) || store.plain(name).equals(file.label()))
                .toList();
        met.addAll(names);
        return request.collections().isEmpty() || !names.isEmpty();
    }

    /** A name with something in front that is no store's own schema or database. */
    private void refuseUnmet(List<SeedSet> sets) {
        var known = sets.stream()
                .flatMap(set -> set.files().stream())
                .map(SeedFile::label)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (var name : request.collections()) {
            if (!met.contains(name) && !known.contains(name)) {
                throw SetChoice.noFile(name, known);
            }
        }
    }

    /** Set after set; in each the collections in the order of {@link #collectionOrder}. */
    private List<PlannedFile> planned(StoreCollections store, List<Entry> entries) {
        var needs = needs(store, entries);
        var planned = new ArrayList<PlannedFile>();
        for (var set : setOrder(entries, needs)) {
            var own = entries.stream().filter(entry -> entry.set().equals(set)).toList();
            var order = collectionOrder(store, set, own, needs);
            own.stream()
                    .sorted(Comparator.comparingInt(entry -> order.indexOf(entry.target())))
                    .forEach(entry -> planned.add(planned(store, entry)));
        }
        return planned;
    }

    /** That rows of {@code child} point to rows of {@code parent}: by a foreign key, or by a reference in a set's settings. */
    private record Need(Collection parent, Collection child) {}

    private static List<Need> needs(StoreCollections store, List<Entry> entries) {
        var needs = new ArrayList<Need>();
        store.store().foreignKeys().forEach(key -> needs.add(new Need(key.parent(), key.child())));
        for (var entry : entries) {
            referred(store, entry).values().forEach(parent -> needs.add(new Need(parent, entry.target())));
        }
        return needs;
    }

    /** The collections that references in the entry's rows mean, by the names that its set's settings use. */
    private static Map<String, Collection> referred(StoreCollections store, Entry entry) {
        var referred = new LinkedHashMap<String, Collection>();
        for (var rule : entry.set().generators(entry.file()).values()) {
            if (rule instanceof Generator.Reference reference) {
                referred.computeIfAbsent(reference.collection(), name -> store.referred(name, entry.target()));
            }
        }
        return referred;
    }

    /** As they were named, but a set that another needs rows of comes first. */
    private List<SeedSet> setOrder(List<Entry> entries, List<Need> needs) {
        var sets = entries.stream().map(Entry::set).distinct().toList();
        var order = new SeedOrder<>(sets);
        if (!request.sets().isEmpty()) {
            order.chain(sets); // the user said so
        }
        for (var entry : entries) {
            var own = targets(entries, entry.set());
            needs.stream()
                    .filter(need -> need.child().equals(entry.target()) && !own.contains(need.parent()))
                    .forEach(need -> sets.stream()
                            .filter(set -> targets(entries, set).contains(need.parent()))
                            .forEach(set -> order.add(set, entry.set())));
        }
        return order.sorted();
    }

    private static List<Collection> targets(List<Entry> entries, SeedSet set) {
        return entries.stream()
                .filter(entry -> entry.set().equals(set))
                .map(Entry::target)
                .toList();
    }

    private static List<Collection> collectionOrder(
            StoreCollections store, SeedSet set, List<Entry> entries, List<Need> needs) {
        var order = new SeedOrder<>(entries.stream().map(Entry::target).toList());
        order.chain(named(store, store.store().settings().seedOrder()));
        order.chain(named(store, set.settings().order()));
        needs.forEach(need -> order.add(need.parent(), need.child()));
        return order.sorted();
    }

    private static List<Collection> named(StoreCollections store, List<String> labels) {
        return labels.stream().map(store::named).toList();
    }

    private PlannedFile planned(StoreCollections store, Entry entry) {
        var unique = store.setting(entry.set().settings().unique(), entry.file())
                .or(() -> store.setting(store.store().settings().seedUnique(), entry.file()))
                .orElse(List.of());
        var source = SeedSources.ahead(entry.set(), entry.file());
        long rows = 0;
        var problem = store.problem(entry.file());
        var referred = referred(store, entry);
        new GeneratedFields(entry.set().generators(entry.file()), Map.of(), referred, sources)
                .check(entry.file().shown());
        try (var read = entry.file().open()) {
            for (; read.hasNext(); rows++) {
                read.skip();
            }
        } catch (OperationFailed e) {
            problem = Optional.of(e);
        }
        problem.ifPresent(it -> refuse(entry, it));
        var rule = request.rules().rule(store.store(), entry.target());
        return new PlannedFile(
                entry.set(), entry.file(), entry.target(), unique, referred, rule, source, rows, problem);
    }

    private void refuse(Entry entry, Failure problem) {
        if (entry.set().settings().required() || request.mode().clean()) {
            throw new OperationFailed(
                    String.valueOf(problem.getMessage()),
                    (problem.advice() + " Nothing was changed.").strip(),
                    problem);
        }
    }
}
