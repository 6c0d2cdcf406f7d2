package dev.seedbank.clean;

import dev.seedbank.cli.DestroyOptions;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank clean}. */
@Command(
        name = "clean",
        header = "Delete all data; keep the structure and the migration history.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank clean --store payload --confirm"})
public class CleanCommand implements Callable<Integer> {
    @Mixin
    DestroyOptions write;

    @Option(
            names = {"--collection", "--table"},
            paramLabel = "NAME",
            description = "Only this collection; repeatable.")
    List<String> collections = List.of();

    @Option(names = "--allow-production", hidden = true, description = "Accepted, but refused all the same.")
    boolean allowProduction;

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    Clean clean;

    @Override
    public Integer call() throws IOException {
        var request = new CommandRunner.Request(Action.CLEAN, global.stores(), write);
        return runner.run(
                request,
                targets -> clean.plan(collections, targets.stores()),
                (plan, permit) -> clean.run(plan, global.project(), permit, global.output()));
    }
}
