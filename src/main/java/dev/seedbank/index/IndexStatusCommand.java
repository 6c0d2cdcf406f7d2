package dev.seedbank.index;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code seedbank index status}. */
@Command(
        name = "status",
        header = "Show which declared indexes exist, and what differs (exit code 5 if anything does).",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank index status"})
public class IndexStatusCommand implements Callable<Integer> {
    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Override
    public Integer call() {
        var project = global.project();
        try (var targets = guard.open(Action.STATUS, project, global.stores(), Consent.NONE, global.output())) {
            return global.output().show(new IndexStatus(StoreIndexes.all(targets, project), project));
        }
    }
}
