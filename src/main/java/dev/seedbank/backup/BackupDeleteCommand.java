package dev.seedbank.backup;

import dev.seedbank.cli.ConfirmOptions;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.WithoutOptions;
import dev.seedbank.guard.BackupGuard;
import dev.seedbank.guard.CommandRunner;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seedbank backup delete}. */
@Command(
        name = "delete",
        header = "Delete a backup.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank backup delete backup-2026-01-28T10-30-00 --confirm"})
@WithoutOptions("--store")
class BackupDeleteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BACKUP", description = "Name, the beginning of it, or latest.")
    String name;

    @Mixin
    ConfirmOptions write;

    @Option(
            names = "--confirm-backup",
            paramLabel = "NAME",
            description =
                    "Confirm by the backup's full name: required from coding agents, for production backups, and for a store's"
                            + " last backup that verifies.")
    @Nullable
    String confirmBackup;

    @Inject
    BackupGuard guard;

    @Inject
    CommandRunner runner;

    @Inject
    GlobalOptions global;

    @Inject
    Backups backups;

    @Override
    public Integer call() throws IOException {
        var deletion = backups.deletion(global.project(), name, global.output());
        return runner.run(deletion, write.dryRun(), () -> {
            guard.permit(deletion, Optional.ofNullable(confirmBackup), write.consent());
            return deletion.run();
        });
    }
}
