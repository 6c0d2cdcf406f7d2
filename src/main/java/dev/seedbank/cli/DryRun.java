package dev.seedbank.cli;

import dev.seedbank.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A plan as the result of a dry run, which says to people that nothing was changed. */
public record DryRun(Report plan) implements Report {
    @Override
    public List<String> lines() {
        var lines = new ArrayList<>(plan.lines());
        lines.add(Lines.NOTHING_CHANGED);
        return lines;
    }

    @Override
    public Map<String, Object> facts() {
        return plan.facts();
    }

    @Override
    public List<String> names() {
        return plan.names();
    }

    @Override
    public List<Failure> errors() {
        return plan.errors();
    }
}
