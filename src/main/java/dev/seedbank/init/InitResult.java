package dev.seedbank.init;

import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Report;
import dev.seedbank.failure.ExitCode;
import dev.seedbank.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the steps said, one after the other; as facts: the union of theirs.
 *
 * @param dryRun whether they only said it
 */
record InitResult(List<Report> steps, boolean dryRun) implements Report {
    InitResult {
        steps = List.copyOf(steps);
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        steps.forEach(step -> lines.addAll(step.lines()));
        if (dryRun) {
            lines.removeIf(Lines.NOTHING_CHANGED::equals);
            lines.add(Lines.NOTHING_CHANGED);
        }
        return lines;
    }

    @Override
    public List<Hint> hints() {
        return steps.stream().flatMap(step -> step.hints().stream()).toList();
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        steps.forEach(step -> facts.putAll(step.facts()));
        facts.put("dryRun", dryRun);
        return facts;
    }

    @Override
    public List<Failure> errors() {
        return steps.stream().flatMap(step -> step.errors().stream()).toList();
    }

    /** The first that is not {@link ExitCode#DONE}. */
    @Override
    public ExitCode exitCode() {
        return steps.stream()
                .map(Report::exitCode)
                .filter(code -> code != ExitCode.DONE)
                .findFirst()
                .orElse(ExitCode.DONE);
    }
}
