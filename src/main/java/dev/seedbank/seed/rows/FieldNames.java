package dev.seedbank.seed.rows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The field names of the row before, in order: most rows have the same ones, which then are neither decoded again nor looked at for
 * one that stands twice.
 */
final class FieldNames {
    private final List<byte[]> quoted = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    /** Of this row, as soon as it has another name than the row before. */
    private final Set<String> inRow = new HashSet<>();

    private int next;
    private boolean changed;

    void beginRow() {
        next = 0;
        changed = false;
        inRow.clear();
    }

    int size() {
        return names.size();
    }

    boolean isNext(SeedBytes bytes) {
        return next < quoted.size() && bytes.isMarked(quoted.get(next));
    }

    String next() {
        return names.get(next++);
    }

    /** @param value the name as the file has it, with its quotes */
    String replaceNext(byte[] value, String name) {
        changed = true;
        if (next == quoted.size()) {
            quoted.add(value);
            names.add(name);
        } else {
            quoted.set(next, value);
            names.set(next, name);
        }
        next++;
        return name;
    }

    /** Whether the last name stands in the row twice. */
    boolean lastStandsTwice() {
        if (!changed) {
            return false;
        }
        if (inRow.isEmpty()) {
            inRow.addAll(names.subList(0, next - 1));
        }
        return !inRow.add(names.get(next - 1));
    }
}
