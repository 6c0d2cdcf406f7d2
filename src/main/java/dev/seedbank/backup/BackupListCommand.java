package dev.seedbank.backup;

import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.WithoutOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code seedbank backup list}. */
@Command(
        name = "list",
        header = "List the backups, latest first.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank backup list"})
@WithoutOptions("--store")
class BackupListCommand implements Callable<Integer> {

    @Inject
    GlobalOptions global;

    @Inject
    Backups backups;

    @Override
    public Integer call() throws IOException {
        return global.output().show(backups.list(global.project()));
    }
}
