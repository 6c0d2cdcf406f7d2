package dev.seedbank.model;

import dev.seedbank.model.Finding.Example;
import java.util.ArrayList;
import java.util.List;

/** Counts all and keeps the first few. */
final class Examples {
    private static final int MOST = 5;

    private final List<Example> kept = new ArrayList<>();
    private long count;

    void add(String id, String reason) {
        count++;
        if (kept.size() < MOST) {
            kept.add(new Example(id, reason));
        }
    }

    /** Whether another one would be kept. */
    boolean isShort() {
        return kept.size() < MOST;
    }

    /** One that is not kept. */
    void count() {
        count++;
    }

    long total() {
        return count;
    }

    List<Example> kept() {
        return List.copyOf(kept);
    }
}
