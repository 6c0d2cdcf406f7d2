package dev.seedbank.migrate;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code seedbank migrate validate}. */
@Command(
        name = "validate",
        header = "Check the files against the history: edited, missing, out of order, unfinished (exit code 5).",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank migrate validate"})
public class MigrateValidateCommand implements Callable<Integer> {
    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        try (var targets = guard.open(Action.STATUS, project, global.stores(), Consent.NONE, global.output())) {
            var all = StoreStanding.all(targets, project);
            return global.output().show(ValidateResult.of(all));
        }
    }
}
