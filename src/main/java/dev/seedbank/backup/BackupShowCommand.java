package dev.seedbank.backup;

import dev.seedbank.cli.GlobalOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code seedbank backup show}. */
@Command(
        name = "show",
        header = "What is in a backup.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank backup show backup-2026-01-28T10-30-00"})
class BackupShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BACKUP", description = "Name or file.")
    String name;

    @Inject
    GlobalOptions global;

    @Inject
    Backup backup;

    @Override
    public Integer call() throws IOException {
        var archive = backup.repository(global.project()).open(name);
        return global.output().show(new BackupDetails(archive.name(), archive.manifest()));
    }
}
