package dev.seedbank.restore;

import dev.seedbank.archive.Archive;
import dev.seedbank.cli.Progress;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.Migrate;
import dev.seedbank.migrate.MigrateRequest;
import dev.seedbank.restore.RestorePlan.StorePlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** {@code restore --migrate}: replaces data and structure with a backup's, then runs the migrations that came later. */
@ApplicationScoped
public class RestoreAndMigrate {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Restore restore;
    private final Migrate migrate;

    public RestoreAndMigrate(Restore restore, Migrate migrate) {
        this.restore = restore;
        this.migrate = migrate;
    }

    /**
     * Checks both. Touches nothing.
     *
     * @throws UsageFailure if the structure that the migrations would change is not the backup's
     */
    MigratingPlan plan(RestoreRequest request, Archive archive, Targets targets, Progress progress) throws IOException {
        var project = targets.project();
        var plan = restore.plan(request, project, archive, targets.stores(), progress);
        plan.stores().forEach(store -> refuseOther(store, archive));
        return new MigratingPlan(plan, migrate.plan(MigrateRequest.all(PATIENCE), targets, project, plan::history));
    }

    private static void refuseOther(StorePlan store, Archive archive) {
        var history = store.history();
        if (history.replacement().isPresent() || (history.backup().isPresent() && !history.differs())) {
            return;
        }
        var where = Where.at(Where.Key.STORE, store.name()).and(Where.Key.BACKUP, archive.name());
        if (history.backup().isEmpty()) {
            throw where.of(
                    new UsageFailure(
                            "Backup '%s' does not say which migrations it has".formatted(archive.name()),
                            "Restore it without --migrate, say which they are (seedbank migrate baseline), then run seedbank migrate. Nothing was changed."));
        }
        throw where.of(new UsageFailure(
                "--migrate goes on from the version of backup '%s', and the rows would come into the structure of another"
                        .formatted(archive.name()),
                "Add --recreate --drop-existing to restore the structure, too. Nothing was changed."));
    }

    MigratedResult run(MigratingPlan plan, Permit permit, Progress progress) throws IOException {
        var restored = restore.run(plan.restore(), Optional.empty(), permit, progress);
        try {
            return new MigratedResult(restored, migrate.run(plan.migrate(), permit, progress));
        } catch (Failure e) {
            throw Migrate.after("restored " + restored.backup(), e, "seedbank migrate");
        }
    }
}
