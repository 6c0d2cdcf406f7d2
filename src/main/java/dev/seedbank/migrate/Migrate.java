package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Environment;
import dev.seedbank.config.Project;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Runs what is pending, store after store. */
@ApplicationScoped
public class Migrate {
    private final Guard guard;
    private final Clock clock;

    public Migrate(Guard guard, Clock clock) {
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * What would be run.
     *
     * @throws Failure if a folder and its database's history do not fit together
     */
    public MigratePlan plan(MigrateRequest request, Targets targets, Project project) {
        return plan(request, targets, MigrationSource.of(project));
    }

    /** The same of files that may have been read already. */
    MigratePlan plan(MigrateRequest request, Targets targets, MigrationSource source) {
        return plan(request, targets, source, StoreReader::migrations);
    }

    /**
     * The same for a command that changes the histories before it migrates.
     *
     * @param histories what the stores' histories will be
     */
    public MigratePlan plan(
            MigrateRequest request,
            Targets targets,
            Project project,
            Function<StoreReader, List<HistoryEntry>> histories) {
        return plan(request, targets, MigrationSource.of(project), histories);
    }

    private static MigratePlan plan(
            MigrateRequest request,
            Targets targets,
            MigrationSource source,
            Function<StoreReader, List<HistoryEntry>> histories) {
        var parts = StoreStanding.all(targets, source, histories).stream()
                .map(it -> part(request, it.store(), it.standing()))
                .toList();
        return new MigratePlan(request, parts, targets);
    }

    private static MigratePlan.Part part(MigrateRequest request, StoreReader store, Standing standing) {
        return new MigratePlan.Part(store, standing, request.steps(standing));
    }

    /** Asks the history once more when nobody else can change it any more: another runner may have been faster. */
    public MigrateResult run(MigratePlan plan, Permit permit, Progress progress) {
        var results = new ArrayList<MigrateResult.StoreResult>();
        boolean production = plan.targets().project().profile().environment() == Environment.PRODUCTION;
        if (production || !plan.isEmpty()) {
            guard.mark(plan.targets(), permit); // so that no other profile takes it for less
        }
        var patience =
                plan.request().patience().allowing(programs(plan.targets().project()));
        for (var part : plan.parts()) {
            results.add(
                    part.steps().isEmpty()
                            ? MigrateResult.StoreResult.of(part.store(), part.standing(), List.of())
                            : run(part, plan.request(), patience, permit, progress));
        }
        return new MigrateResult(results, plan.targets().project());
    }

    private MigrateResult.StoreResult run(
            MigratePlan.Part part,
            MigrateRequest request,
            Migrator.Options patience,
            Permit permit,
            Progress progress) {
        var listener = new Listening(progress, part.store());
        try (var migrator = permit.migrator(part.store(), patience, listener)) {
            var now = new Standing(part.standing().folder(), migrator.history());
            var done = new ArrayList<HistoryEntry>();
            for (var migration : request.steps(now)) {
                var label = listener.label(migration);
                progress.changing(label);
                var run = new Migrator.Run(entry(migration), migration.up(), now.entry(migration));
                var entry = run(migrator, run, listener, () -> recording(done.isEmpty(), now, migration));
                progress.changed(label, words(entry));
                progress.done(label, words(entry));
                if (entry.statements() == 0) {
                    progress.note("%s has no statements; it is recorded as applied".formatted(label));
                }
                done.add(entry);
            }
            return MigrateResult.StoreResult.of(
                    part.store(), new Standing(part.standing().folder(), migrator.history()), done);
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, part.store().settings().name()).of(e);
        }
    }

    /** @param recording the command for one whose objects are there already */
    private static HistoryEntry run(
            Migrator migrator, Migrator.Run run, Migrator.Listener listener, Supplier<String> recording) {
        try {
            return migrator.run(run, listener);
        } catch (OperationFailed e) {
            if (e.code() != ErrorCode.EXISTS || run.entry().version().isEmpty()) {
                throw e;
            }
            var advice = "%s If push has made this already, record it without running it: %s"
                    .formatted(e.advice(), recording.get());
            throw e.where().of(new OperationFailed(e.code(), String.valueOf(e.getMessage()), advice.strip(), e));
        }
    }

    private static String recording(boolean first, Standing standing, Migration failed) {
        return recording(standing, first && standing.head().isEmpty() ? standing.pending() : List.of(failed));
    }

    /** The command that puts migrations into the history which the database has already. */
    public static String recording(Standing standing, List<Migration> migrations) {
        var versions = migrations.stream()
                .flatMap(it -> it.version().stream())
                .map(Version::text)
                .toList();
        return standing.head().isEmpty() && versions.size() > 1
                ? "seedbank migrate baseline --version " + versions.getLast()
                : versions.stream()
                        .map(" --applied "::concat)
                        .collect(Collectors.joining("", "seedbank migrate repair", ""));
    }

    /** What migrations of a project may run besides statements. */
    static Migrator.Programs programs(Project project) {
        return project.allowsExec() ? new Migrator.Programs(Optional.of(project.folder())) : Migrator.Programs.NONE;
    }

    /**
     * A failure as a command tells it that did something else before.
     *
     * @param done what that was, such as {@code main is emptied}
     * @param next the command to type when its cause is gone
     */
    public static Failure after(String done, Failure failure, String next) {
        return switch (failure) {
            case ConnectionFailed _, Interrupted _ -> failure;
            case OperationFailed _, CheckFailed _, UsageFailure _, GuardRefusal _ ->
                failure.where()
                        .of(new OperationFailed(
                                failure instanceof OperationFailed ? failure.code() : ErrorCode.FAILED,
                                "%s. Done before: %s".formatted(failure.getMessage(), done),
                                "%s Then go on with: %s."
                                        .formatted(failure.advice(), next)
                                        .strip(),
                                failure));
        };
    }

    private static String words(HistoryEntry entry) {
        return "%s, %d ms"
                .formatted(
                        Text.count(entry.statements(), "statement"),
                        entry.took().toMillis());
    }

    /** What the history is to hold of it. */
    HistoryEntry entry(Migration migration) {
        return new HistoryEntry(
                0,
                migration.kind(),
                migration.version().map(Version::text).orElse(""),
                migration.description(),
                migration.file(),
                migration.checksum(),
                KeptText.of(migration.up()),
                HistoryEntry.State.RUNNING,
                clock.instant(),
                java.time.Duration.ZERO,
                "",
                0,
                0,
                "",
                "",
                "seedbank");
    }

    /** Tells what goes on in one store. */
    record Listening(Progress progress, StoreReader store) implements Migrator.Listener {
        String label(Migration migration) {
            return store.settings().name() + "/" + migration.file();
        }

        @Override
        public void output(String line) {
            progress.note(Text.printable(line));
        }

        @Override
        public void waiting(String what) {
            progress.note("Waiting for " + what);
        }
    }
}
