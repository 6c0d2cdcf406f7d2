package dev.seedbank.maintenance;

import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.guard.Plan;
import dev.seedbank.guard.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What {@code maintenance --fix} would do. */
record MaintenancePlan(MaintenanceReport report, MaintenanceRequest request, Targets targets) implements Plan {
    private List<String> commands() {
        return targets.stores().stream()
                .flatMap(store -> {
                    var name = store.settings().name();
                    return report.fixable(name).stream().map(it -> "%s: %s".formatted(name, command(it)));
                })
                .toList();
    }

    private static String command(Finding finding) {
        return finding.fix().map(Fix::command).orElseThrow();
    }

    @Override
    public Report dryRun(Progress progress) {
        var lines = new ArrayList<>(report.lines());
        lines.add("");
        var shown = Lines.dryRun("Would run:", "fixes", commands());
        lines.addAll(shown.lines());
        var facts = new LinkedHashMap<>(report.facts());
        facts.put("dryRun", true);
        facts.put("wouldRun", commands());
        return new Lines(lines, facts, commands());
    }

    @Override
    public List<String> announcement() {
        var lines = new ArrayList<String>();
        if (!commands().isEmpty()) {
            lines.add("To run:");
            commands().forEach(command -> lines.add("  " + Text.printable(command)));
        }
        return lines;
    }

    @Override
    public String question() {
        int count = commands().size();
        return count == 0
                ? ""
                : "This runs %s on %s.".formatted(Text.count(count, "statement"), String.join(", ", targets.names()));
    }
}
