package dev.seedbank.testing;

import dev.seedbank.cli.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Remembers every line, as the program would print it, and what was said to be changed. */
public final class RecordedProgress implements Progress {
    private final List<String> lines = new ArrayList<>();

    /** With {@code changing …} and {@code changed …} among them. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void actsOn(List<Database> databases) {
        databases.forEach(it -> lines.add("on " + it.store()));
    }

    @Override
    public void done(String label, String detail) {
        lines.add("✔ " + label + ": " + detail);
    }

    @Override
    public void step(String label, String detail) {
        lines.add("· " + label + ": " + detail);
    }

    @Override
    public void note(String text) {
        lines.add(text);
    }

    @Override
    public Work work(String name, Unit unit, long total) {
        return Progress.silent().work(name, unit, total);
    }

    @Override
    public boolean watched() {
        return false;
    }

    @Override
    public Watch onStall(Supplier<Optional<String>> reason) {
        return () -> {};
    }

    @Override
    public void changing(String what) {
        lines.add("changing " + what);
    }

    @Override
    public void changed(String what, String detail) {
        lines.add("changed " + (detail.isEmpty() ? "" : what + ": " + detail));
    }
}
