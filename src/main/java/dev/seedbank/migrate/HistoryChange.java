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
import dev.seedbank.failure.UsageFailure;
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
import java.util.function.BiConsumer;

/** Changes what the history says, and nothing else: {@code baseline} and {@code repair}. */
@ApplicationScoped
public class HistoryChange {
    private final Clock clock;

    public HistoryChange(Clock clock) {
        this.clock = clock;
    }

    /** One change of one store's history. */
    record Step(StoreReader store, String what, BiConsumer<Migrator, Step> change) {}

    /** What is to be changed. */
    record Changes(List<Step> steps) implements Plan {
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
        for (var it : StoreStanding.all(targets, project)) {
            refuseHistory(it.store(), it.standing());
            steps.add(new Step(
                    it.store(),
                    "baseline " + version,
                    (migrator, _) ->
                            migrator.record(entry(Kind.BASELINE, version.text(), "baseline", "", State.DONE))));
        }
        return require(new Changes(steps));
    }

    private static void refuseHistory(StoreReader store, Standing standing) {
        if (standing.head().isPresent()) {
            throw new UsageFailure(
                    "%s has a history already, and is at version %s"
                            .formatted(store.settings().name(), standing.head().get()),
                    "A baseline is for a database without one. seedbank migrate status shows the history.");
        }
    }

    Changes repair(
            List<Version> accept, List<Version> applied, List<Version> forget, Targets targets, Project project) {
        var steps = new ArrayList<Step>();
        for (var it : StoreStanding.all(targets, project)) {
            accept.forEach(version -> accept(it.store(), it.standing(), version).ifPresent(steps::add));
            applied.forEach(
                    version -> applied(it.store(), it.standing(), version).ifPresent(steps::add));
            forget.forEach(version -> forget(it.store(), it.standing(), version).ifPresent(steps::add));
        }
        return require(new Changes(steps));
    }

    private static Changes require(Changes changes) {
        if (changes.steps().isEmpty()) {
            throw new UsageFailure(
                    "There is nothing of that kind to record", "seedbank migrate status shows the history.");
        }
        return changes;
    }

    private static Optional<Step> accept(StoreReader store, Standing standing, Version version) {
        return standing.edited().entrySet().stream()
                .filter(it -> it.getKey().version().equals(Optional.of(version)))
                .findFirst()
                .map(it -> new Step(
                        store,
                        "version %s is what %s says now"
                                .formatted(version, it.getKey().file()),
                        (migrator, _) -> migrator.accept(
                                it.getValue(),
                                it.getKey().checksum(),
                                KeptText.of(it.getKey().up()).orElse(""))));
    }

    private Optional<Step> applied(StoreReader store, Standing standing, Version version) {
        return standing.folder().migrations().stream()
                .filter(it -> it.version().equals(Optional.of(version)) && !standing.isApplied(it))
                .findFirst()
                .map(it -> new Step(
                        store,
                        "version %s is applied".formatted(version),
                        (migrator, _) -> migrator.record(entry(it, State.DONE))));
    }

    private Optional<Step> forget(StoreReader store, Standing standing, Version version) {
        return standing.history().stream()
                .filter(it -> it.kind() == Kind.VERSIONED && new Version(it.version()).equals(version))
                .reduce((first, second) -> second)
                .filter(it -> it.state() != State.ROLLED_BACK)
                .map(it -> new Step(
                        store,
                        "version %s is not applied".formatted(version),
                        (migrator, _) -> migrator.record(
                                entry(Kind.VERSIONED, it.version(), it.description(), it.file(), State.ROLLED_BACK))));
    }

    Report run(Changes changes, Migrator.Options patience, Permit permit, Progress progress) {
        for (var step : changes.steps()) {
            var listener = new Migrate.Listening(progress, step.store());
            try (var migrator = permit.migrator(step.store(), patience, listener)) {
                step.change().accept(migrator, step);
            }
        }
        return new Lines(
                changes.words().stream().map("Recorded "::concat).toList(),
                Map.of("dryRun", false, "changes", changes.words()));
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
