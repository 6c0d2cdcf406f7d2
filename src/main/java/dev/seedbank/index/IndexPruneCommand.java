package dev.seedbank.index;

import dev.seedbank.cli.ConfirmOptions;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code seedbank index prune}. */
@Command(
        name = "prune",
        header = "Drop indexes that a collection's file does not declare, after asking.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank index prune --dry-run", "  seedbank index prune --confirm"})
public class IndexPruneCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Mixin
    ConfirmOptions write;

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    Indexes indexes;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        return runner.run(
                new CommandRunner.Request(Action.INDEX_PRUNE, global.stores(), write),
                targets -> indexes.plan(IndexWork.PRUNE, targets, project),
                (plan, permit) -> indexes.run(plan, PATIENCE, permit, global.output()));
    }
}
