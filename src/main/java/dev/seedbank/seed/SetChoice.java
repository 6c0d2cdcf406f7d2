package dev.seedbank.seed;

import dev.seedbank.config.Environment;
import dev.seedbank.config.Nearest;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.failure.UsageFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Which sets a run seeds: those that were named, or all; of these those that list the environment. */
public final class SetChoice {
    private final List<SeedSet> chosen = new ArrayList<>();
    private final List<SkippedInput> leftOut = new ArrayList<>();

    /**
     * @throws UsageFailure if there is no set of a name
     * @throws GuardRefusal if a set that was asked for by name is not for the environment
     */
    SetChoice(List<SeedSet> all, List<String> names, Environment environment) {
        for (var set : names.isEmpty() ? all : named(all, names)) {
            if (set.settings().environments().contains(environment)) {
                chosen.add(set);
                continue;
            }
            var why = "%s; this is %s".formatted(environments(set), environment.label());
            if (!names.isEmpty()) {
                throw new GuardRefusal(
                        "The set '%s' is %s".formatted(set.name(), why),
                        "Add %s to environments in its seed.yaml, if it belongs here. Nothing was changed."
                                .formatted(environment.label()));
            }
            leftOut.add(new SkippedInput("set '%s'".formatted(set.name()), why));
        }
    }

    /**
     * The same for a request, with what can be said of its other names without a store. Whether a collection's name begins with
     * the store's own schema is for {@link SeedPlanner} to see.
     *
     * @throws UsageFailure also if a set names a store, or the request a collection, that there is not
     */
    static SetChoice of(SeedRequest request) {
        var all = SeedFolder.sets(request.project(), request.storeNames());
        var choice = new SetChoice(all, request.sets(), request.environment());
        choice.chosen().forEach(set -> checkStore(set, request));
        refuseUnknownCollections(choice.chosen(), request);
        return choice;
    }

    /** Whether there is nothing to seed. */
    public boolean isEmpty() {
        return files().isEmpty();
    }

    /** The files, as a user finds them in the project. */
    public List<String> files() {
        return chosen.stream()
                .flatMap(set -> set.files().stream())
                .map(SeedFile::shown)
                .toList();
    }

    /**
     * Reads all files to their ends, for a command that removes something before it seeds.
     *
     * @throws dev.seedbank.failure.OperationFailed naming the first that is damaged
     */
    public void requireReadable() {
        for (var set : chosen) {
            for (var file : set.files()) {
                try (var rows = file.open()) {
                    while (rows.hasNext()) {
                        rows.skip();
                    }
                }
            }
        }
    }

    /** In the order of their names on the command line; else {@code default} first. */
    List<SeedSet> chosen() {
        return chosen;
    }

    List<SkippedInput> leftOut() {
        return leftOut;
    }

    private static void checkStore(SeedSet set, SeedRequest request) {
        var store = set.settings().store();
        if (store.isPresent() && !request.storeNames().contains(store.get())) {
            throw new UsageFailure(
                    "Set '%s': its seed.yaml names the store '%s', which does not exist"
                            .formatted(set.name(), store.get()),
                    Nearest.advice(store.get(), request.storeNames(), ""));
        }
    }

    private static void refuseUnknownCollections(List<SeedSet> sets, SeedRequest request) {
        var known = new LinkedHashSet<String>();
        sets.forEach(set -> set.files().forEach(file -> known.add(file.label())));
        for (var name : request.collections()) {
            if (known.stream().noneMatch(label -> mayMean(name, label))) {
                throw noFile(name, known);
            }
        }
    }

    /** Whether the name is the label, or could be with a schema or database in front. */
    static boolean mayMean(String name, String label) {
        return name.equals(label) || name.endsWith("." + label) || name.endsWith("/" + label);
    }

    static UsageFailure noFile(String name, Collection<String> known) {
        return UsageFailure.notFound(
                "There is no seed file for the collection '%s'".formatted(name),
                Nearest.collectionAdvice(name, known, "Files are named after their collections."));
    }

    private static List<SeedSet> named(List<SeedSet> all, List<String> names) {
        var result = new LinkedHashSet<SeedSet>();
        for (var name : names) {
            result.add(all.stream()
                    .filter(set -> set.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(all, name)));
        }
        return List.copyOf(result);
    }

    private static UsageFailure unknown(List<SeedSet> all, String name) {
        return UsageFailure.notFound(
                "There is no seed set '%s'".formatted(name),
                Nearest.advice(
                        name,
                        all.stream().map(SeedSet::name).toList(),
                        "A set is a folder in seeds/; seeds/ itself is the set 'default'."));
    }

    private static String environments(SeedSet set) {
        return set.settings().environments().isEmpty()
                ? "for no environment"
                : set.settings().environments().stream()
                        .sorted()
                        .map(Environment::label)
                        .collect(Collectors.joining(" and ", "only for ", ""));
    }
}
