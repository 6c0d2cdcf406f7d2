package dev.seedbank.backup;

import dev.seedbank.cli.ConfirmOptions;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.WithoutOptions;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code seedbank backup delete}. */
@Command(
        name = "delete",
        header = "Delete a backup.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank backup delete backup-2026-01-28T10-30-00 --confirm"})
@WithoutOptions("--store")
class BackupDeleteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BACKUP", description = "Name or file.")
    String name;

    @Mixin
    ConfirmOptions write;

    @Inject
    Guard guard;

    @Inject
    GlobalOptions global;

    @Inject
    Backups backups;

    @Override
    public Integer call() throws IOException {
        var repository = backups.repository(global.project());
        if (write.dryRun()) {
            return global.output()
                    .show(Lines.dryRun(
                            "Would delete:",
                            "backups",
                            List.of(repository.path(name).getFileName().toString())));
        }
        var found = repository.path(name).getFileName().toString();
        guard.confirm("This deletes the backup " + found + ".", write.consent());
        repository.delete(name);
        return global.output().show(new Lines(List.of("Deleted " + found), Map.of("deleted", found), List.of(found)));
    }
}
