package dev.seedbank.status;

import dev.seedbank.backup.Backup;
import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import dev.seedbank.status.StatusResult.StoreStatus;
import jakarta.inject.Inject;
import java.io.IOException;
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
    Backup backup;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        try (var targets = guard.open(Action.STATUS, project, global.stores(), Consent.NONE, global.output())) {
            var stores = targets.stores().stream().map(StoreStatus::of).toList();
            var backups = backup.repository(project).list();
            return global.output().show(new StatusResult(project.profile(), stores, backups));
        }
    }
}
