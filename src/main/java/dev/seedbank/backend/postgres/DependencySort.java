package dev.seedbank.backend.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Puts what is needed first, and otherwise keeps to a total order, so that equal input in any order gives the same result.
 *
 * @param key by which others name it
 * @param needs keys; those of things that are not to be sorted do not matter
 */
record DependencySort<K, T>(Function<T, K> key, Function<T, Set<K>> needs, Comparator<T> order) {
    List<T> sort(Collection<T> things) {
        var keys = new HashSet<K>();
        things.forEach(thing -> keys.add(key.apply(thing)));
        var waiting = new TreeSet<>(order);
        var missing = new HashMap<K, Set<K>>();
        var wantedBy = new HashMap<K, List<T>>();
        var ready = new PriorityQueue<>(order);
        for (var thing : things) {
            var needed = new HashSet<>(needs.apply(thing));
            needed.retainAll(keys);
            needed.forEach(need ->
                    wantedBy.computeIfAbsent(need, it -> new ArrayList<>()).add(thing));
            missing.put(key.apply(thing), needed);
            waiting.add(thing);
            if (needed.isEmpty()) {
                ready.add(thing);
            }
        }
        return sorted(waiting, ready, missing, wantedBy);
    }

    private List<T> sorted(
            TreeSet<T> waiting, PriorityQueue<T> ready, Map<K, Set<K>> missing, Map<K, List<T>> wantedBy) {
        var sorted = new ArrayList<T>();
        while (!waiting.isEmpty()) {
            // Nothing ready means a cycle that the server made in steps; the best that can be done is to begin
            // somewhere.
            var thing = ready.isEmpty() ? waiting.first() : ready.remove();
            if (waiting.remove(thing)) {
                sorted.add(thing);
                var done = key.apply(thing);
                for (var next : wantedBy.getOrDefault(done, List.of())) {
                    var left = missing.get(key.apply(next));
                    if (left != null && left.remove(done) && left.isEmpty()) {
                        ready.add(next);
                    }
                }
            }
        }
        return sorted;
    }
}
