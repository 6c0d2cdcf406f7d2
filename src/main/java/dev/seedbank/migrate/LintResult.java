package dev.seedbank.migrate;

import dev.seedbank.backend.migration.StatementEffect;
import dev.seedbank.backend.migration.StatementEffect.Danger;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What would hurt a live database. */
record LintResult(List<Part> parts, Project project) implements Report {
    LintResult {
        parts = List.copyOf(parts);
    }

    /**
     * One store's part.
     *
     * @param files how many migrations there are, whether they were examined or not
     */
    record Part(String store, int files, List<Examined> examined) {
        Part {
            examined = List.copyOf(examined);
        }

        List<Finding> findings() {
            var findings = new ArrayList<Finding>();
            for (var one : examined) {
                for (var effect : one.effects()) {
                    effect.dangers().forEach(danger -> findings.add(new Finding(store, one, effect, danger)));
                }
            }
            return findings;
        }
    }

    /** One danger of one statement. */
    record Finding(String store, Examined examined, StatementEffect effect, Danger danger) {
        String place() {
            return examined.migration().up().file() + ":" + effect.line();
        }

        /** How its file says that it is meant as it is. */
        String permission() {
            var rule = danger.hazard().rule();
            return examined.migration().file().endsWith(".sql")
                    ? "If it is meant as it is, write before the file's first statement: -- seedbank:allow " + rule
                    : "If it is meant as it is, write beside up: allow: [%s]".formatted(rule);
        }

        Map<String, Object> facts() {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("store", store);
            facts.put("file", examined.migration().up().file());
            facts.put("line", effect.line());
            facts.put("statement", effect.statement());
            facts.putAll(EffectText.facts(danger));
            return facts;
        }
    }

    private List<Finding> findings() {
        return parts.stream().flatMap(part -> part.findings().stream()).toList();
    }

    /** Files without a statement, which somebody may have meant to write. */
    private List<String> empty() {
        return parts.stream()
                .flatMap(part -> part.examined().stream())
                .filter(it -> it.effects().isEmpty())
                .map(it -> it.migration().up().file())
                .toList();
    }

    private boolean isNothing() {
        return parts.stream().allMatch(part -> part.files() == 0);
    }

    private int checked() {
        return parts.stream().mapToInt(part -> part.examined().size()).sum();
    }

    @Override
    public List<String> lines() {
        if (checked() == 0) {
            return List.of(
                    isNothing() ? MigrationSource.none(project) : "No migration is pending, so none was checked");
        }
        var lines = new ArrayList<String>();
        var findings = findings();
        for (var finding : findings) {
            lines.add(Text.printable("%s: %s [%s]"
                    .formatted(
                            finding.place(),
                            finding.danger().what(),
                            finding.danger().hazard().rule())));
            lines.add("  Safer: " + Text.printable(finding.danger().instead()));
        }
        empty().forEach(file -> lines.add(Text.printable(file) + " has no statements"));
        lines.add("%s checked: %s"
                .formatted(
                        Text.count(checked(), "migration"),
                        findings.isEmpty()
                                ? "none would hurt a live database"
                                : Text.count(findings.size(), "danger")));
        if (!findings.isEmpty()) {
            lines.add(findings.getFirst().permission());
        }
        return lines;
    }

    /** Nothing pending, nothing checked. */
    @Override
    public List<Hint> hints() {
        return checked() == 0 && !isNothing()
                ? List.of(new Hint("To check those that are applied", List.of("migrate", "lint", "--all")))
                : List.of();
    }

    @Override
    public ExitCode exitCode() {
        return findings().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FOUND;
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "checked",
                checked(),
                "empty",
                empty(),
                "findings",
                findings().stream().map(Finding::facts).toList());
    }
}
