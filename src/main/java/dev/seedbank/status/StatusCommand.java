package dev.seedbank.status;

import dev.seedbank.backup.Backups;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import dev.seedbank.status.StoreStatus.Connected;
import dev.seedbank.status.StoreStatus.Failed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code seedbank status}. */
@Command(
        name = "status",
        header = "Show connections, servers, environments, collections and backups.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank status --output json"})
public class StatusCommand implements Callable<Integer> {
    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Inject
    Backups backups;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var stores = new ArrayList<StoreStatus>();
        for (var settings : project.stores(global.stores())) {
            stores.add(status(settings));
        }
        var found = backups.names(project.backups().location());
        return global.output().show(new StatusResult(project.profile(), stores, found));
    }

    /** One that is down keeps nobody from seeing the others. */
    private StoreStatus status(StoreSettings settings) {
        var names = List.of(settings.name());
        try (var targets = guard.open(Action.STATUS, global.project(), names, Consent.NONE, global.output())) {
            var store = targets.stores().getFirst();
            return Connected.of(store, targets.marker(store));
        } catch (ConnectionFailed | OperationFailed e) {
            return Failed.of(settings, e);
        }
    }
}
