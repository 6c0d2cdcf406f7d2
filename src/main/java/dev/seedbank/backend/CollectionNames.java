package dev.seedbank.backend;

import dev.seedbank.config.Nearest;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Collections by the names that people type: their labels and, where a label does not show the schema or database, also the name
 * with that in front ({@code public.users}).
 */
public record CollectionNames(List<Collection> collections, String separator) {
    public CollectionNames {
        collections = List.copyOf(collections);
    }

    public List<String> labels() {
        return collections.stream().map(it -> it.label(separator)).toList();
    }

    public boolean has(String typed) {
        return !named(typed).isEmpty();
    }

    /** Those of that name; a label counts before a longer name. Two only where a dot in a name makes labels alike. */
    public List<Collection> named(String typed) {
        var labelled = collections.stream()
                .filter(it -> it.label(separator).equals(typed))
                .toList();
        return !labelled.isEmpty()
                ? labelled
                : collections.stream()
                        .filter(it -> typed.equals(it.namespace() + separator + it.name()))
                        .toList();
    }

    /** Those that have one of the names, in their own order; all if there are no names. */
    public List<Collection> chosen(List<String> typed) {
        if (typed.isEmpty()) {
            return collections;
        }
        var chosen = new HashSet<Collection>();
        typed.forEach(name -> chosen.addAll(named(name)));
        return collections.stream().filter(chosen::contains).toList();
    }

    /** @throws UsageFailure for the first name that is no collection's of any store */
    public static void refuseUnknown(List<String> typed, List<CollectionNames> stores) {
        for (var name : typed) {
            if (stores.stream().noneMatch(store -> store.has(name))) {
                var known = new ArrayList<String>();
                stores.forEach(store -> known.addAll(store.labels()));
                throw Where.at(Where.Key.COLLECTION, name)
                        .of(UsageFailure.notFound(
                                "There is no collection '%s'".formatted(name),
                                Nearest.collectionAdvice(name, known, "seedbank status shows them.")));
            }
        }
    }
}
