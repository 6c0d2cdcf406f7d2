package dev.seedbank.backend;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes several resources as one, in the order in which they were added, and goes on if one fails. Not thread-safe. */
public final class Closing implements AutoCloseable {
    private final List<Runnable> closes = new ArrayList<>();

    public void add(Runnable close) {
        closes.add(close);
    }

    /** Closes each once, however often it is called. Throws the first failure, with the others suppressed in it. */
    @Override
    public void close() {
        @Nullable RuntimeException first = null;
        for (var close : List.copyOf(closes)) {
            try {
                close.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else if (!first.equals(e)) {
                    first.addSuppressed(e);
                }
            }
        }
        closes.clear();
        if (first != null) {
            throw first;
        }
    }
}
