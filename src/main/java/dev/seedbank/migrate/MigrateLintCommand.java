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

/** {@code seedbank migrate lint}. */
@Command(
        name = "lint",
        header =
                "Find what would hurt a live database in pending migrations, and show a safer way (exit code 5 if any).",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank migrate lint"})
public class MigrateLintCommand implements Callable<Integer> {
    @Option(names = "--all", description = "Also check migrations that are applied.")
    boolean all;

    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        try (var targets = guard.open(Action.STATUS, project, global.stores(), Consent.NONE, global.output())) {
            var parts = StoreStanding.all(targets, project).stream()
                    .map(it -> it.lint(all))
                    .toList();
            return global.output().show(new LintResult(parts, project));
        }
    }
}
