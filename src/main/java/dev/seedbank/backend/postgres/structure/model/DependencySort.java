package dev.seedbank.backend.postgres.structure.model;

import java.util.BitSet;
import java.util.PriorityQueue;
import java.util.function.IntFunction;

/**
 * Puts what is needed first, and otherwise keeps to a total order, so that equal input gives the same result. Things are numbers
 * from 0 in that order.
 */
public final class DependencySort {
    private final int count;
    private final Edges wantedBy = new Edges();
    /** By number: how many things that it needs have yet to come. */
    private final int[] missing;

    private final PriorityQueue<Integer> ready = new PriorityQueue<>();

    private DependencySort(int count, IntFunction<int[]> needs) {
        this.count = count;
        this.missing = new int[count];
        for (int thing = 0; thing < count; thing++) {
            int[] needed = needs.apply(thing);
            missing[thing] = needed.length;
            for (int need : needed) {
                wantedBy.add(need, thing);
            }
            if (needed.length == 0) {
                ready.add(thing);
            }
        }
    }

    /** @param needs of a thing; each once, and only such as are to be sorted */
    public static int[] sort(int count, IntFunction<int[]> needs) {
        return new DependencySort(count, needs).sorted();
    }

    private int[] sorted() {
        var sorted = new int[count];
        var done = new BitSet(count);
        for (int place = 0; place < count; ) {
            // Nothing ready means a cycle that the server made in steps; the best that can be done is to begin
            // somewhere.
            int thing = ready.isEmpty() ? done.nextClearBit(0) : ready.remove();
            if (done.get(thing)) {
                continue;
            }
            done.set(thing);
            sorted[place++] = thing;
            for (int i = 0; i < wantedBy.count(thing); i++) {
                int next = wantedBy.end(thing, i);
                if (--missing[next] == 0) {
                    ready.add(next);
                }
            }
        }
        return sorted;
    }
}
