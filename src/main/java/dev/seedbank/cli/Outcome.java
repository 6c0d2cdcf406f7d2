package dev.seedbank.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a run has changed for good so far. Thread-safe. */
final class Outcome {
    private final List<String> changed = new ArrayList<>();
    private final Set<String> changing = new LinkedHashSet<>();

    synchronized void changing(String what) {
        changing.add(what);
    }

    /** @param detail empty if nothing was changed */
    synchronized void changed(String what, String detail) {
        changing.remove(what);
        if (!detail.isEmpty()) {
            changed.add(what + ": " + detail);
        }
    }

    /** One sentence without its full stop, such as {@code Already changed: main: 3 collections emptied}. */
    synchronized String words() {
        var words = new ArrayList<String>();
        if (!changed.isEmpty()) {
            words.add("Already changed: " + String.join("; ", changed));
        }
        if (!changing.isEmpty()) {
            words.add("Possibly changed: " + String.join("; ", changing));
        }
        return words.isEmpty() ? "Nothing was changed" : String.join(". ", words);
    }
}
