package dev.seedbank.reset;

import dev.seedbank.cli.DestroyOptions;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank reset}. */
@Command(
        name = "reset",
        header = "Delete all data, or with --structure everything; then migrate and seed.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank reset", "  seedbank reset --structure --dry-run"})
public class ResetCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Mixin
    DestroyOptions write;

    @Option(
            names = "--structure",
            description = "Drop tables, collections and everything else as well, so that every migration runs again.")
    boolean structure;

    @Option(names = "--allow-production", hidden = true, description = "Accepted, but refused all the same.")
    boolean allowProduction;

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    Reset reset;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var request = new ResetRequest(structure, true, PATIENCE);
        return runner.run(
                new CommandRunner.Request(Action.RESET, global.stores(), write),
                targets -> reset.plan(request, targets, project),
                (plan, permit) -> reset.run(plan, permit, global.output()));
    }
}
