package dev.seedbank.migrate;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code seedbank migrate validate}. */
@Command(
        name = "validate",
        header = "Check the files against the history: edited, missing, out of order, failed (exit code 5 if any).",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank migrate validate", "  seedbank migrate validate --downs"})
public class MigrateValidateCommand implements Callable<Integer> {
    @Option(
            names = "--downs",
            description =
                    "Also run each migration up, down and up again in a scratch database, which is dropped afterwards.")
    boolean downs;

    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Inject
    Migrate migrate;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var action = downs ? Action.VALIDATE_DOWNS : Action.STATUS;
        try (var targets = guard.open(action, project, global.stores(), Consent.NONE, global.output())) {
            var all = StoreStanding.all(targets, project);
            var result = ValidateResult.of(all, project);
            if (downs) {
                var trials = all.stream()
                        .map(it -> it.downs(guard, targets, migrate))
                        .toList();
                trials.forEach(Downs::requireWithin);
                for (var trial : trials) {
                    result = result.and(trial.run());
                }
            }
            return global.output().show(result);
        }
    }
}
