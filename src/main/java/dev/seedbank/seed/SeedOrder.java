package dev.seedbank.seed;

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
 * An order of sets, or of the collections in one. What says "this before that" is added from the strongest to the weakest word: what
 * would contradict an earlier one is left out, so that cycles end. What nothing is said of comes in the order of the files,
 * behind what was named and not needed by it.
 */
final class SeedOrder<T> {
    private final SequencedSet<T> all;
    private final Map<T, Set<T>> before = new HashMap<>();
    private final Map<T, Integer> named = new HashMap<>();

    /** @param all in the order of their files */
    SeedOrder(List<T> all) {
        this.all = new LinkedHashSet<>(all);
    }

    /** Each before the next; collections that are not seeded are passed over. */
    void chain(List<T> order) {
        var present = order.stream().filter(all::contains).toList();
        for (int i = 0; i < present.size(); i++) {
            named.putIfAbsent(present.get(i), named.size());
            if (i > 0) {
                add(present.get(i - 1), present.get(i));
            }
        }
    }

    void add(T first, T second) {
        if (all.contains(first) && all.contains(second) && !waitsFor(first, second)) {
            before.computeIfAbsent(second, _ -> new LinkedHashSet<>()).add(first);
        }
    }

    /** All collections: one after the other by rank, each behind those that must come before it. */
    List<T> sorted() {
        var result = new LinkedHashSet<T>();
        all.stream().sorted(Comparator.comparingInt(this::rank)).forEach(it -> place(it, result));
        return List.copyOf(result);
    }

    private void place(T one, Set<T> result) {
        if (!result.contains(one)) {
            before.getOrDefault(one, Set.of()).forEach(first -> place(first, result));
            result.add(one);
        }
    }

    private int rank(T one) {
        return named.getOrDefault(one, Integer.MAX_VALUE);
    }

    /** Whether {@code later} is already known to come behind {@code earlier}, or is the same. */
    private boolean waitsFor(T later, T earlier) {
        var seen = new HashSet<T>();
        var open = new ArrayList<>(List.of(later));
        while (!open.isEmpty()) {
            var one = open.removeLast();
            if (one.equals(earlier)) {
                return true;
            }
            if (seen.add(one)) {
                open.addAll(before.getOrDefault(one, Set.of()));
            }
        }
        return false;
    }
}
