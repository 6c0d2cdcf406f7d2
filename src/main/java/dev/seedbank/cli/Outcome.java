package dev.seedbank.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run has changed for good so far. Thread-safe. */
final class Outcome {
    private final List<String> changed = new ArrayList<>();
    private @Nullable String changing;

    synchronized void changing(String what) {
        changing = what;
    }

    synchronized void changed(String what) {
        changing = null;
        if (!what.isEmpty()) {
            changed.add(what);
        }
    }

    /** One sentence without its full stop, such as {@code Already changed: main: 3 collections emptied}. */
    synchronized String words() {
        var words = new ArrayList<String>();
        if (!changed.isEmpty()) {
            words.add("Already changed: " + String.join("; ", changed));
        }
        if (changing != null) {
            words.add("Possibly changed: " + changing);
        }
        return words.isEmpty() ? "Nothing was changed" : String.join(". ", words);
    }
}
