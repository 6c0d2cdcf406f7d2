package dev.seedbank.backup;

import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.WithoutOptions;
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
        header = "Check a backup against its checksums and counts.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank backup verify backup-2026-01-28T10-30-00"})
@WithoutOptions("--store")
class BackupVerifyCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "BACKUP",
            description = "Name, the beginning of it, or path; default: the latest.")
    @Nullable
    String name;

    @Inject
    GlobalOptions global;

    @Inject
    Backups backups;

    @Override
    public Integer call() throws IOException {
        var output = global.output();
        return output.show(backups.verify(global.project(), Optional.ofNullable(name), output));
    }
}
