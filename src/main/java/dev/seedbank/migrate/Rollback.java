package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backup.Destruction;
import dev.seedbank.backup.DestructiveRun;
import dev.seedbank.backup.Impact;
import dev.seedbank.backup.SafetyBackup;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.Standing.Applied;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reverts migrations by their down scripts, the highest version first. */
@ApplicationScoped
public class Rollback {
    private final Migrate migrate;
    private final SafetyBackup safetyBackup;

    public Rollback(Migrate migrate, SafetyBackup safetyBackup) {
        this.migrate = migrate;
        this.safetyBackup = safetyBackup;
    }

    /** @param version to go back to; empty: {@code steps} back */
    record Target(Optional<Version> version, int steps) {
        List<Applied> chosen(Standing standing) {
            var applied = standing.applied();
            if (version.isEmpty()) {
                return applied.subList(0, Math.min(steps, applied.size()));
            }
            return applied.stream()
                    .filter(it -> new Version(it.entry().version()).compareTo(version.get()) > 0)
                    .toList();
        }
    }

    RollbackPlan plan(Target target, Targets targets, Project project) {
        var parts = new ArrayList<RollbackPlan.Part>();
        for (var it : StoreStanding.all(targets, project)) {
            target.version().ifPresent(version -> refuseUnknown(version, it.store(), it.standing()));
            var chosen = target.chosen(it.standing());
            chosen.forEach(applied -> require(applied, it.standing().folder().name()));
            parts.add(new RollbackPlan.Part(it.store(), it.standing(), chosen));
        }
        if (parts.stream().allMatch(part -> part.steps().isEmpty())) {
            throw new UsageFailure("There is nothing to roll back", "seedbank migrate status shows what is applied.");
        }
        return new RollbackPlan(target, parts);
    }

    private static void refuseUnknown(Version version, StoreReader store, Standing standing) {
        boolean known = version.canonical().equals("0")
                || standing.baseline().filter(version::equals).isPresent()
                || standing.applied().stream()
                        .anyMatch(it -> new Version(it.entry().version()).equals(version));
        if (!known) {
            throw UsageFailure.notFound(
                    "%s does not have version %s".formatted(store.settings().name(), version),
                    "seedbank migrate status shows what is applied.");
        }
    }

    /** All of them before the first is reverted. */
    private static Migration require(Applied applied, String folder) {
        var entry = applied.entry();
        var migration = applied.migration()
                .orElseThrow(() -> new UsageFailure(
                        "Version %s cannot be rolled back: its file %s is not in %s"
                                .formatted(entry.version(), entry.file(), folder),
                        "Bring the file back, for instance from Git. Nothing was changed."));
        if (migration.down().isEmpty()) {
            throw new UsageFailure(
                    "%s/%s cannot be rolled back: it has no down script".formatted(folder, migration.file()),
                    "Add one to the file, or undo the change with a new migration. Nothing was changed.");
        }
        return migration;
    }

    RollbackResult run(RollbackPlan plan, Migrator.Options patience, Project project, Permit permit, Progress progress)
            throws IOException {
        var parts = plan.parts().stream()
                .map(part -> new Destruction.Part(part.store(), Impact.REPLACES_STRUCTURE))
                .toList();
        try (var run = safetyBackup.begin(Destruction.of(project, parts), permit, progress)) {
            var reverted = new ArrayList<RollbackResult.StoreResult>();
            try {
                for (var part : plan.parts()) {
                    reverted.add(run(
                            part, plan.target(), run, patience.allowing(Migrate.programs(project)), permit, progress));
                }
            } catch (Failure e) {
                throw run.explain(e, plan.stores());
            }
            run.done();
            return new RollbackResult(reverted, run.safetyBackup());
        }
    }

    private RollbackResult.StoreResult run(
            RollbackPlan.Part part,
            Target target,
            DestructiveRun run,
            Migrator.Options patience,
            Permit permit,
            Progress progress) {
        var listener = new Migrate.Listening(progress, part.store());
        var done = new ArrayList<HistoryEntry>();
        try (var migrator = permit.migrator(part.store(), patience, listener)) {
            var now = new Standing(part.standing().folder(), migrator.history());
            if (!now.history().equals(part.standing().history())) {
                throw new OperationFailed(
                        "Another process changed the history of %s meanwhile"
                                .formatted(part.store().settings().name()),
                        "Nothing was changed. Run the rollback again.");
            }
            for (var applied : target.chosen(now)) {
                var migration = require(applied, now.folder().name());
                run.pointOfNoReturn(part.store()).reached("migrate rollback");
                done.add(migrator.run(
                        new Migrator.Run(
                                migrate.entry(migration), migration.down().orElseThrow(), Optional.of(applied.entry())),
                        listener));
                progress.done(listener.label(migration), "rolled back");
                run.changed(part.store(), Text.count(done.size(), "migration") + " rolled back");
            }
            return new RollbackResult.StoreResult(
                    part.store().settings().name(),
                    new Standing(now.folder(), migrator.history())
                            .head()
                            .map(Version::text)
                            .orElse(""),
                    done);
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, part.store().settings().name()).of(e);
        }
    }
}
