package dev.seedbank.status;

import static java.util.Objects.requireNonNull;

import dev.seedbank.backend.Closing;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Project;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Targets;
import dev.seedbank.index.IndexSummary;
import dev.seedbank.migrate.MigrationSummary;
import dev.seedbank.model.ModelSummary;
import dev.seedbank.schema.StructureSummary;
import dev.seedbank.seed.SeedSummary;
import dev.seedbank.status.StoreStatus.Connected;
import dev.seedbank.status.StoreStatus.Failed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at each store: one that is down keeps nobody from seeing the others. */
@ApplicationScoped
public class Status {
    private final Guard guard;

    public Status(Guard guard) {
        this.guard = guard;
    }

    /** What was found: every store, and the seed files of them all. */
    record Found(List<StoreStatus> stores, SeedSummary seeds) {
        Found {
            stores = List.copyOf(stores);
        }
    }

    /** All are open before the first is asked: whose a file of migrations is depends on the others. */
    Found of(List<StoreSettings> stores, Project project, Progress progress) {
        try (var closing = new Closing()) {
            Map<StoreSettings, Targets> opened = new LinkedHashMap<>();
            Map<StoreSettings, Failure> failed = new LinkedHashMap<>();
            for (var settings : stores) {
                try {
                    var targets = guard.open(Action.STATUS, project, List.of(settings.name()), Consent.NONE, progress);
                    closing.add(targets::close);
                    opened.put(settings, targets);
                } catch (ConnectionFailed | OperationFailed e) {
                    failed.put(settings, e);
                }
            }
            var readers = opened.values().stream()
                    .flatMap(targets -> targets.stores().stream())
                    .toList();
            var all = new ArrayList<StoreStatus>();
            for (var settings : stores) {
                var targets = opened.get(settings);
                all.add(
                        targets == null
                                ? Failed.of(settings, requireNonNull(failed.get(settings)))
                                : status(settings, targets, readers, project));
            }
            return new Found(all, SeedSummary.of(project, readers));
        }
    }

    private static StoreStatus status(
            StoreSettings settings, Targets targets, List<StoreReader> readers, Project project) {
        try {
            var store = targets.stores().getFirst();
            var migrations = MigrationSummary.of(store, readers, project);
            var indexes = IndexSummary.of(store, project);
            return Connected.of(
                    store,
                    targets.marker(store),
                    migrations,
                    StructureSummary.of(store, migrations, !indexes.isDeclared(), project),
                    indexes,
                    ModelSummary.of(store, project));
        } catch (ConnectionFailed | OperationFailed e) {
            return Failed.of(settings, e);
        }
    }
}
