package dev.seedbank.schema;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.config.Environment;
import dev.seedbank.failure.Failure;
import dev.seedbank.guard.Plan;
import dev.seedbank.guard.Targets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code push} would run. */
record PushPlan(PushRequest request, List<StorePlan> parts, Targets targets) implements Plan {
    PushPlan {
        parts = List.copyOf(parts);
    }

    boolean isEmpty() {
        return parts.stream().allMatch(StorePlan::isEmpty);
    }

    int statements() {
        return parts.stream().mapToInt(it -> it.plan().steps().size()).sum();
    }

    private List<String> losses() {
        return parts.stream().flatMap(it -> it.losses().stream()).toList();
    }

    /** Why it is not run, however much is agreed to; empty if it can be. */
    List<Failure> problems() {
        var problems = new ArrayList<>(
                parts.stream().flatMap(it -> it.problems().stream()).toList());
        if (problems.isEmpty() && request.runs() && !request.force()) {
            boolean production = isProduction();
            parts.stream()
                    .filter(it -> !it.losses().isEmpty())
                    .forEach(it -> problems.add(it.loss(production, request.command())));
        }
        return problems;
    }

    boolean isProduction() {
        return targets.project().profile().environment() == Environment.PRODUCTION;
    }

    Report save(Path file) {
        new SavedPlan(parts.stream().map(SavedPlan.Part::of).toList()).write(file);
        return PushResult.saved(this, file.toString());
    }

    @Override
    public Report dryRun(Progress progress) {
        return PushResult.planned(this, problems());
    }

    /** Everybody sees what is going to be run. */
    @Override
    public List<String> announcement() {
        return !request.runs()
                ? List.of()
                : parts.stream()
                        .filter(it -> !it.isEmpty())
                        .flatMap(it -> it.lines().stream())
                        .toList();
    }

    @Override
    public String question() {
        if (isEmpty()) {
            return "";
        }
        var losses = losses();
        return "This runs %s%s."
                .formatted(
                        StepText.statements(statements()),
                        losses.isEmpty() ? "" : " and LOSES DATA: " + String.join("; ", losses));
    }
}
