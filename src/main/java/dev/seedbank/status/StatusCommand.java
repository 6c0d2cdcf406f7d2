package dev.seedbank.status;

import dev.seedbank.backup.Backups;
import dev.seedbank.cli.GlobalOptions;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code seedbank status}. */
@Command(
        name = "status",
        header = "Show connections, environments, migrations (exit code 5 if pending), collections and backups.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank status --output json"})
public class StatusCommand implements Callable<Integer> {
    @Inject
    GlobalOptions global;

    @Inject
    Status status;

    @Inject
    Backups backups;

    @Override
    public Integer call() {
        var project = global.project();
        var stores = status.of(project.stores(global.stores()), project, global.output());
        var found = backups.names(project.backups().location());
        return global.output().show(new StatusResult(project.profile(), stores, found));
    }
}
