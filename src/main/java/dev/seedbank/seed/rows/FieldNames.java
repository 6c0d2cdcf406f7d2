package dev.seedbank.seed.rows;

import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonText;
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

    /** Takes the name, without its colon, if it is the next one. */
    boolean takeNext(JsonInput in) {
        return next < quoted.size() && in.takeIfNext(quoted.get(next));
    }

    String next() {
        return names.get(next++);
    }

    String replaceNext(String name) {
        if (next < names.size() && names.get(next).equals(name)) { // written with escapes
            next++;
            return name;
        }
        changed = true;
        if (next == quoted.size()) {
            quoted.add(JsonText.quoted(name));
            names.add(name);
        } else {
            quoted.set(next, JsonText.quoted(name));
            names.set(next, name);
        }
        next++;
        return name;
    }

    /** The one that was taken last. */
    String last() {
        return names.get(next - 1);
    }

    /** Whether the last name stands in the row twice. */
    boolean lastStandsTwice() {
        if (!changed) {
            return false;
        }
        if (inRow.isEmpty()) {
            inRow.addAll(names.subList(0, next - 1));
        }
        return !inRow.add(last());
    }
}
