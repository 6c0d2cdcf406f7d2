package dev.seedbank.seed;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.ForeignKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The order in which collections are seeded. What says "this before that" is taken in turn: the store's {@code seed.order},
 * the sets' {@code order}, foreign keys and references; what would contradict an earlier word is left out, so that cycles end.
 * What nothing is said of comes in the order of the files, behind what was named and not needed by it.
 */
final class SeedOrder {
    private final SequencedSet<Collection> collections;
    private final Map<Collection, Set<Collection>> before = new HashMap<>();
    private final Map<Collection, Integer> named = new HashMap<>();

    /** @param collections in the order of their files */
    SeedOrder(List<Collection> collections) {
        this.collections = new LinkedHashSet<>(collections);
    }

    /** Each before the next; collections that are not seeded are passed over. */
    void chain(List<Collection> order) {
        var present = order.stream().filter(collections::contains).toList();
        for (int i = 0; i < present.size(); i++) {
            named.putIfAbsent(present.get(i), named.size());
            if (i > 0) {
                add(present.get(i - 1), present.get(i));
            }
        }
    }

    void foreignKeys(List<ForeignKey> keys) {
        keys.forEach(key -> add(key.parent(), key.child()));
    }

    void add(Collection first, Collection second) {
        if (collections.contains(first) && collections.contains(second) && !waitsFor(first, second)) {
            before.computeIfAbsent(second, _ -> new LinkedHashSet<>()).add(first);
        }
    }

    /** All collections: one after the other by rank, each behind those that must come before it. */
    List<Collection> sorted() {
        var result = new LinkedHashSet<Collection>();
        collections.stream().sorted(Comparator.comparingInt(this::rank)).forEach(it -> place(it, result));
        return List.copyOf(result);
    }

    private void place(Collection collection, Set<Collection> result) {
        if (!result.contains(collection)) {
            before.getOrDefault(collection, Set.of()).forEach(first -> place(first, result));
            result.add(collection);
        }
    }

    private int rank(Collection collection) {
        return named.getOrDefault(collection, Integer.MAX_VALUE);
    }

    /** Whether {@code later} is already known to come behind {@code earlier}, or is the same. */
    private boolean waitsFor(Collection later, Collection earlier) {
        var seen = new HashSet<Collection>();
        var open = new ArrayList<>(List.of(later));
        while (!open.isEmpty()) {
            var collection = open.removeLast();
            if (collection.equals(earlier)) {
                return true;
            }
            if (seen.add(collection)) {
                open.addAll(before.getOrDefault(collection, Set.of()));
            }
        }
        return false;
    }
}
