package dev.seedbank.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small report: what a dry run would do, or one line with its facts. */
public record Lines(List<String> lines, Map<String, Object> facts, List<String> names) implements Report {
    /** How a dry run ends. */
    public static final String NOTHING_CHANGED = "Dry run: nothing was changed.";

    public Lines {
        lines = List.copyOf(lines);
        facts = Map.copyOf(facts);
        names = List.copyOf(names);
    }

    /** Without a name for {@code --quiet}. */
    public Lines(List<String> lines, Map<String, Object> facts) {
        this(lines, facts, List.of());
    }

    /** One line for people and its facts for programs. */
    public static Lines of(String line, Map<String, Object> facts) {
        return new Lines(List.of(line), facts);
    }

    /** What would be done to each name. */
    public static Lines dryRun(String heading, String factName, List<String> names) {
        return dryRun(heading, factName, names, names);
    }

    /** The same, where {@code facts} tells programs of the same things, as {@code factName}. */
    public static Lines dryRun(String heading, String factName, List<String> names, List<?> facts) {
        var lines = new ArrayList<String>();
        lines.add(heading);
        names.forEach(name -> lines.add("  " + Text.printable(name)));
        if (names.isEmpty()) {
            lines.add("  nothing");
        }
        lines.add(NOTHING_CHANGED);
        return new Lines(lines, Map.of("dryRun", true, factName, facts), names);
    }
}
