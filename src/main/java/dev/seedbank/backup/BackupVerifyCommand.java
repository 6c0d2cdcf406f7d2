package dev.seedbank.backup;

import dev.seedbank.cli.GlobalOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code seedbank backup verify}. */
@Command(
        name = "verify",
        header = "Read a backup again and check it against its checksums and counts.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank backup verify backup-2026-01-28T10-30-00"})
class BackupVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BACKUP", description = "Name or file.")
    String name;

    @Inject
    GlobalOptions global;

    @Inject
    Backup backup;

    @Override
    public Integer call() throws IOException {
        var archive = backup.repository(global.project()).open(name);
        try (var meter = global.output().meter("verify", archive.manifest().bytes())) {
            return global.output()
                    .show(new Verification(archive.name(), archive.manifest(), archive.verify(meter::advance)));
        }
    }
}
