package dev.seedbank.maintenance;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.Maintainer;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Project;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.index.Indexes;
import dev.seedbank.maintenance.StoreHealth.Failed;
import dev.seedbank.maintenance.StoreHealth.Inspected;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at each store's health and at its backups, and applies the fixes that are safe. */
@ApplicationScoped
public class Maintenance {
    /** Each fix is a statement by itself. */
    private static final String OTHERS =
            "The other fixes are not affected. Remove the cause, then run it again: seedbank maintenance --fix";

    private final Guard guard;
    private final BackupCheck backups;

    public Maintenance(Guard guard, BackupCheck backups) {
        this.guard = guard;
        this.backups = backups;
    }

    /** Of all stores that answer: one that is down keeps nobody from seeing the others. */
    MaintenanceReport report(MaintenanceRequest request, Project project, List<String> names, Progress progress) {
        var all = new ArrayList<StoreHealth>();
        for (var settings : project.stores(names)) {
            all.add(health(settings, request, project, progress));
        }
        return report(all, request, project);
    }

    private StoreHealth health(StoreSettings settings, MaintenanceRequest request, Project project, Progress progress) {
        try (var targets = guard.open(Action.MAINTENANCE, project, List.of(settings.name()), Consent.NONE, progress)) {
            return health(targets.stores().getFirst(), request, project);
        } catch (ConnectionFailed | OperationFailed e) {
            return new Failed(settings.name(), settings.administrationUrl().toString(), e);
        }
    }

    /** Files of the project's that cannot be read keep nobody from seeing the database's health. */
    private static StoreHealth health(StoreReader store, MaintenanceRequest request, Project project) {
        var inspection = store.inspector().inspect(request.thresholds());
        try {
            var unmodelled = UnmodelledCheck.findings(store, project);
            var declared = Indexes.declaredCollections(project, store.settings().name());
            return Inspected.of(store, inspection, unmodelled, declared);
        } catch (UsageFailure e) {
            return Inspected.withoutFiles(store, inspection, e);
        }
    }

    private MaintenanceReport report(List<StoreHealth> stores, MaintenanceRequest request, Project project) {
        try {
            var found = backups.check(project, stores, request.backupAge());
            return new MaintenanceReport(project.profile(), stores, found, Optional.empty());
        } catch (IOException e) {
            var unread = new OperationFailed(
                    ErrorCode.FILE,
                    "The backups cannot be read: " + e.getMessage(),
                    "Check the path, and its permissions.",
                    e);
            return new MaintenanceReport(project.profile(), stores, Map.of(), Optional.of(unread));
        }
    }

    /** What would be fixed. Here all stores have to answer. */
    MaintenancePlan plan(MaintenanceRequest request, Targets targets) {
        return new MaintenancePlan(look(request, targets), request, targets);
    }

    private MaintenanceReport look(MaintenanceRequest request, Targets targets) {
        var all = targets.stores().stream()
                .map(store -> health(store, request, targets.project()))
                .toList();
        return report(all, request, targets.project());
    }

    /** Store by store, one fix after the other; then looks again. A fix that fails keeps the others from nothing. */
    MaintenanceResult run(MaintenancePlan plan, Permit permit, Progress progress) {
        var done = new ArrayList<Applied>();
        for (var store : plan.targets().stores()) {
            var name = store.settings().name();
            var fixable = plan.report().fixable(name);
            if (!fixable.isEmpty()) {
                var options = new Maintainer.Options(
                        plan.request().thresholds(),
                        plan.request().patience(),
                        what -> progress.note("Waiting for " + what));
                try (var maintainer = permit.maintainer(store, options)) {
                    fixable.forEach(it -> done.add(fix(name, it, maintainer, progress)));
                }
            }
        }
        return new MaintenanceResult(done, look(plan.request(), plan.targets()));
    }

    private static Applied fix(String store, Finding finding, Maintainer maintainer, Progress progress) {
        var label = store + "/" + finding.subject();
        var command = finding.fix().orElseThrow().command();
        progress.changing(label);
        try {
            boolean fixed = maintainer.fix(finding);
            progress.changed(label, fixed ? command : "");
            progress.done(label, fixed ? command : "no longer there, nothing was done");
            return Applied.of(store, finding, fixed);
        } catch (OperationFailed e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e; // it was cut: nothing else is begun, and what became of it is unknown
            }
            progress.changed(label, "");
            Failure failure = Where.at(Where.Key.STORE, store)
                    .of(new OperationFailed(
                            e.code(), "%s: %s failed: %s".formatted(label, command, e.getMessage()), OTHERS, e));
            return Applied.failed(store, finding, failure);
        }
    }
}
