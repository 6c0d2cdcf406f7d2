package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.HistoryEntry.State;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.config.Project;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Plan;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Changes what the history says, and nothing else: {@code baseline} and {@code repair}. */
@ApplicationScoped
public class HistoryChange {
    private final Guard guard;
    private final Clock clock;

    public HistoryChange(Guard guard, Clock clock) {
        this.guard = guard;
        this.clock = clock;
    }

    /** One change of one store's history. */
    record Step(StoreStanding at, String what, Consumer<Migrator> change) {
        StoreReader store() {
            return at.store();
        }
    }

    /** What is to be changed. */
    record Changes(Targets targets, List<Step> steps) implements Plan {
        @Override
        public Report dryRun(Progress progress) {
            return Lines.dryRun("Would record:", "changes", words());
        }

        @Override
        public List<String> announcement() {
            return List.of();
        }

        List<String> words() {
            return steps.stream()
                    .map(step -> step.store().settings().name() + ": " + step.what())
                    .toList();
        }

        @Override
        public String question() {
            return "This changes the history of migrations: %s.".formatted(String.join("; ", words()));
        }
    }

    Changes baseline(Version version, Targets targets, Project project) {
        var steps = new ArrayList<Step>();
        for (var it : standings(targets, project)) {
            refuseHistory(it.store(), it.standing());
            steps.add(new Step(
                    it,
                    "baseline " + version,
                    migrator -> migrator.record(entry(Kind.BASELINE, version.text(), "baseline", "", State.DONE))));
        }
        return new Changes(targets, steps);
    }

    private static List<StoreStanding> standings(Targets targets, Project project) {
        var all = StoreStanding.all(targets, project);
        if (all.isEmpty()) {
            throw UsageFailure.notFound(MigrationSource.none(project), "Put the files of the migrations there first.");
        }
        return all;
    }

    private static void refuseHistory(StoreReader store, Standing standing) {
        if (standing.head().isPresent()) {
            throw new UsageFailure(
                    "%s already has a history, and is at version %s"
                            .formatted(store.settings().name(), standing.head().get()),
                    "A baseline is for a database that has none. seedbank migrate status shows the history.");
        }
    }

    Changes repair(
            List<Version> accept, List<Version> applied, List<Version> forget, Targets targets, Project project) {
        var steps = new ArrayList<Step>();
        for (var it : standings(targets, project)) {
            accept.forEach(version -> accept(it, version).ifPresent(steps::add));
            applied.forEach(version -> applied(it, version).ifPresent(steps::add));
            forget.forEach(version -> forget(it, version).ifPresent(steps::add));
        }
        return require(new Changes(targets, steps));
    }

    private static Changes require(Changes changes) {
        if (changes.steps().isEmpty()) {
            throw new UsageFailure(
                    "There is nothing to correct",
                    "--accept takes a version whose file was edited, --applied one that is pending or failed, --forget one that is applied or failed. seedbank migrate status shows them.");
        }
        return changes;
    }

    private static Optional<Step> accept(StoreStanding at, Version version) {
        return at.standing().edited().entrySet().stream()
                .filter(it -> it.getKey().version().equals(Optional.of(version)))
                .findFirst()
                .map(it -> new Step(
                        at,
                        "version %s now matches %s"
                                .formatted(version, it.getKey().file()),
                        migrator -> migrator.accept(
                                it.getValue(),
                                it.getKey().checksum(),
                                KeptText.of(it.getKey().up()).orElse(""))));
    }

    private Optional<Step> applied(StoreStanding at, Version version) {
        return at.standing().folder().migrations().stream()
                .filter(it -> it.version().equals(Optional.of(version))
                        && !at.standing().isApplied(it))
                .findFirst()
                .map(it -> new Step(
                        at,
                        "version %s is applied".formatted(version),
                        migrator -> migrator.record(entry(it, State.DONE))));
    }

    private Optional<Step> forget(StoreStanding at, Version version) {
        return at.standing().history().stream()
                .filter(it -> it.kind() == Kind.VERSIONED && new Version(it.version()).equals(version))
                .reduce((first, second) -> second)
                .filter(it -> it.state() != State.ROLLED_BACK)
                .map(it -> new Step(
                        at,
                        "version %s is not applied".formatted(version),
                        migrator -> migrator.record(
                                entry(Kind.VERSIONED, it.version(), it.description(), it.file(), State.ROLLED_BACK))));
    }

    Report run(Changes changes, Migrator.Options patience, Permit permit, Progress progress) {
        guard.mark(changes.targets(), permit);
        for (var store : changes.targets().stores()) {
            var steps = changes.steps().stream()
                    .filter(step -> step.store().equals(store))
                    .toList();
            if (steps.isEmpty()) {
                continue;
            }
            var listener = new Migrate.Listening(progress, store);
            try (var migrator = permit.migrator(store, patience, listener)) {
                requireAsPlanned(steps.getFirst().at(), migrator);
                steps.forEach(step -> step.change().accept(migrator));
            }
        }
        return new Lines(
                changes.words().stream().map("Recorded "::concat).toList(),
                Map.of("dryRun", false, "changes", changes.words()));
    }

    /** Another runner may have been at work until the lease was free. */
    private static void requireAsPlanned(StoreStanding planned, Migrator migrator) {
        if (!migrator.history().equals(planned.standing().history())) {
            throw new OperationFailed(
                    "Another process changed the history of %s meanwhile".formatted(planned.name()),
                    "Nothing was recorded for it. Look at seedbank migrate status, and run this again if it is still right.");
        }
    }

    private HistoryEntry entry(Migration migration, State state) {
        return new HistoryEntry(
                0,
                migration.kind(),
                migration.version().map(Version::text).orElse(""),
                migration.description(),
                migration.file(),
                migration.checksum(),
                KeptText.of(migration.up()),
                state,
                clock.instant(),
                Duration.ZERO,
                "",
                0,
                0,
                "",
                "",
                "repair");
    }

    private HistoryEntry entry(Kind kind, String version, String description, String file, State state) {
        return new HistoryEntry(
                0,
                kind,
                version,
                description,
                file,
                "",
                Optional.empty(),
                state,
                clock.instant(),
                Duration.ZERO,
                "",
                0,
                0,
                "",
                "",
                kind == Kind.BASELINE ? "baseline" : "repair");
    }
}
