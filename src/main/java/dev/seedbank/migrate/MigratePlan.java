package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Environment;
import dev.seedbank.guard.Plan;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.files.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code migrate} would run. */
public record MigratePlan(MigrateRequest request, List<Part> parts, Targets targets) implements Plan {
    public MigratePlan {
        parts = List.copyOf(parts);
    }

    /** One store's part. */
    record Part(StoreReader store, Standing standing, List<Migration> steps) {
        Part {
            steps = List.copyOf(steps);
        }

        String name() {
            return store.settings().name();
        }
    }

    /** Whether nothing is pending. */
    public boolean isEmpty() {
        return parts.stream().allMatch(part -> part.steps().isEmpty());
    }

    /** Whether something is to be run in this store. */
    public boolean concerns(StoreReader store) {
        return parts.stream()
                .anyMatch(part -> part.store().equals(store) && !part.steps().isEmpty());
    }

    /** What is to be run, as {@code store/file}. */
    public List<String> files() {
        return parts.stream()
                .flatMap(part -> part.steps().stream().map(step -> part.name() + "/" + step.file()))
                .toList();
    }

    /** Each statement with what it would do to those who use the database meanwhile. */
    @Override
    public Report dryRun(Progress progress) {
        var lines = new ArrayList<String>();
        var facts = new ArrayList<Map<String, Object>>();
        for (var part : parts) {
            var examined = Examined.together(part.store(), part.steps());
            for (var step : examined) {
                lines.add(part.name() + "/" + step.migration().file());
                EffectText.lines(step.effects()).forEach(line -> lines.add("  " + line));
                facts.add(EffectText.facts(part.name(), step));
            }
        }
        var shown = Lines.dryRun("Would run:", "migrations", lines, facts);
        return new Lines(shown.lines(), shown.facts(), files());
    }

    /** Production sees what is to be run before it is asked. */
    @Override
    public List<String> announcement() {
        if (files().isEmpty() || targets.project().profile().environment() != Environment.PRODUCTION) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("To run:");
        files().forEach(file -> lines.add("  " + Text.printable(file)));
        return lines;
    }

    @Override
    public String question() {
        return files().isEmpty() ? "" : "This runs %s.".formatted(Text.count(files().size(), "migration"));
    }
}
