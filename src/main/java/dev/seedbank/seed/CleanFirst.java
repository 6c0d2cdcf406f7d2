package dev.seedbank.seed;

import dev.seedbank.clean.CleanPlan;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Report;
import dev.seedbank.failure.ExitCode;
import dev.seedbank.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dry run of {@code seed --clean}: what would be emptied, then what would be seeded. */
record CleanFirst(CleanPlan clean, SeedResult seeded) implements Report {
    @Override
    public List<String> lines() {
        var lines = new ArrayList<>(clean.summary().lines());
        lines.remove(Lines.NOTHING_CHANGED);
        lines.addAll(seeded.lines());
        return lines;
    }

    @Override
    public List<Hint> hints() {
        return seeded.hints();
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<>(seeded.facts());
        facts.put("emptied", clean.facts());
        return facts;
    }

    @Override
    public List<Failure> errors() {
        return seeded.errors();
    }

    @Override
    public ExitCode exitCode() {
        return seeded.exitCode();
    }
}
