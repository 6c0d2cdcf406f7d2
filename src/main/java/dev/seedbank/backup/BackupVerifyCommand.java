package dev.seedbank.backup;

import dev.seedbank.cli.GlobalOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code seedbank backup verify}. */
@Command(
        name = "verify",
        header = "Read a backup again and check it against its checksums and counts.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank backup verify backup-2026-01-28T10-30-00"})
class BackupVerifyCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "BACKUP", description = "Name or file; default: the latest.")
    @Nullable
    String name;

    @Inject
    GlobalOptions global;

    @Inject
    Backup backup;

    @Override
    public Integer call() throws IOException {
        var archive = backup.find(global.project(), Optional.ofNullable(name));
        try (var meter = global.output().meter("verify", archive.manifest().bytes())) {
            return global.output()
                    .show(new Verification(archive.name(), archive.manifest(), archive.verify(meter::advance)));
        }
    }
}
