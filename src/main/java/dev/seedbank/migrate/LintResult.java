package dev.seedbank.migrate;

import dev.seedbank.backend.migration.StatementEffect;
import dev.seedbank.backend.migration.StatementEffect.Danger;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What would hurt a live database. */
record LintResult(List<Part> parts) implements Report {
    LintResult {
        parts = List.copyOf(parts);
    }

    /** One store's part. */
    record Part(String store, List<Examined> examined) {
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

    private int checked() {
        return parts.stream().mapToInt(part -> part.examined().size()).sum();
    }

    @Override
    public List<String> lines() {
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

    @Override
    public ExitCode exitCode() {
        return findings().isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FOUND;
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "checked",
                checked(),
                "findings",
                findings().stream().map(Finding::facts).toList());
    }
}
