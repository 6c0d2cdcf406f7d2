package dev.seedbank.backend.postgres.structure.model;

/**
 * A graph's edges between numbered objects, in a few arrays instead of a list for each object: of the 10,000 tables of a large
 * database, 200,000 edges take 3 MB. The first question after {@link #add} sorts all of them, so add first and ask then.
 */
public final class Edges {
    private static final int[] NONE = {};

    private final IntList from = new IntList();
    private final IntList to = new IntList();
    /** By number: where its targets begin; empty as long as nobody has asked. */
    private int[] starts = NONE;

    private int[] targets = NONE;

    public void add(int begin, int end) {
        from.add(begin);
        to.add(end);
        starts = NONE;
    }

    /** How many begin there. */
    public int count(int number) {
        if (starts.length == 0) {
            index();
        }
        return number + 1 < starts.length ? starts[number + 1] - starts[number] : 0;
    }

    /** Where the edge ends; {@code index} from 0, in the order in which they were added. */
    public int end(int number, int index) {
        return targets[starts[number] + index];
    }

    /** Counting sort. */
    private void index() {
        int highest = -1;
        for (int i = 0; i < from.size(); i++) {
            highest = Math.max(highest, from.get(i));
        }
        var next = new int[highest + 2];
        for (int i = 0; i < from.size(); i++) {
            next[from.get(i) + 1]++;
        }
        for (int number = 0; number <= highest; number++) {
            next[number + 1] += next[number];
        }
        starts = next.clone();
        targets = new int[from.size()];
        for (int i = 0; i < from.size(); i++) {
            targets[next[from.get(i)]++] = to.get(i);
        }
    }
}
