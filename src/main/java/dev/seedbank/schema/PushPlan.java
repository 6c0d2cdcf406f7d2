package dev.seedbank.schema;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.config.Environment;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
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
            parts.stream().filter(it -> !it.losses().isEmpty()).forEach(it -> problems.add(loss(it)));
        }
        return problems;
    }

    Report save(Path file) {
        new SavedPlan(parts.stream().map(SavedPlan.Part::of).toList()).write(file);
        return PushResult.saved(this, file.toString());
    }

    private Failure loss(StorePlan part) {
        boolean production = targets.project().profile().environment() == Environment.PRODUCTION;
        return Where.at(Where.Key.STORE, part.name())
                .of(
                        new UsageFailure(
                                "%s: this would lose data: %s".formatted(part.name(), String.join("; ", part.losses())),
                                production
                                        ? "In production that takes a migration: seedbank generate --name NAME, then seedbank migrate. Nothing was changed."
                                        : "If that is intended, seedbank push --force does it, after a safety backup. Nothing was changed."));
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
