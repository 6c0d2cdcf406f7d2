package dev.seedbank.maintenance;

import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was fixed, and what is left. */
record MaintenanceResult(List<Applied> applied, MaintenanceReport left) implements Report {
    MaintenanceResult {
        applied = List.copyOf(applied);
    }

    private long fixed() {
        return applied.stream().filter(Applied::fixed).count();
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<>(left.lines());
        lines.add(applied.isEmpty() ? left.nothingApplied() : Text.count(fixed(), "finding") + " fixed" + failed());
        return lines;
    }

    private String failed() {
        var failed = applied.stream()
                .filter(it -> it.failure().isPresent())
                .map(it -> it.store() + "/" + it.finding().subject())
                .toList();
        return failed.isEmpty() ? "" : ", %d failed: %s".formatted(failed.size(), Text.names(failed));
    }

    /** What failed, then what is left. */
    @Override
    public List<Failure> errors() {
        var errors = new ArrayList<Failure>();
        applied.forEach(it -> it.failure().ifPresent(errors::add));
        errors.addAll(left.errors());
        return errors;
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<>(left.facts());
        facts.put("dryRun", false);
        facts.put("applied", applied.stream().map(Applied::facts).toList());
        return facts;
    }
}
