package dev.seedbank.backup;

import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.WithoutOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
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
        var output = global.output();
        long bytes = archive.manifest().bytes();
        List<String> problems;
        try (var work = output.work("verify", Progress.Unit.BYTES, bytes)) {
            problems = archive.verify(work.part(archive.name(), bytes)::advance);
        }
        return output.show(new Verification(archive.name(), archive.manifest(), problems));
    }
}
