package dev.seedbank.migrate;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code seedbank migrate status}. */
@Command(
        name = "status",
        header = "Show which migrations are applied and which are pending (exit code 5 if any).",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank migrate status"})
public class MigrateStatusCommand implements Callable<Integer> {
    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var source = MigrationSource.readAhead(project, global.stores());
        try (var targets = guard.open(Action.STATUS, project, global.stores(), Consent.NONE, global.output())) {
            var parts = StoreStanding.all(targets, source).stream()
                    .map(MigrateStatus.Part::of)
                    .toList();
            return global.output().show(new MigrateStatus(parts, project));
        }
    }
}
