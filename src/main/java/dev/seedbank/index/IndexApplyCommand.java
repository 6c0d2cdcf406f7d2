package dev.seedbank.index;

import dev.seedbank.cli.ConfirmOptions;
import dev.seedbank.cli.DurationConverter;
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

/** {@code seedbank index apply}. */
@Command(
        name = "apply",
        header = "Build the declared indexes that are missing; writers go on meanwhile.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank index apply", "  seedbank index apply --replace --dry-run"})
public class IndexApplyCommand implements Callable<Integer> {
    @Mixin
    ConfirmOptions write;

    @Option(
            names = "--replace",
            description = "Also replace indexes that differ: build the new one, then drop the old.")
    boolean replace;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description =
                    "How long to wait while somebody else changes structure, such as 5m; default: ${DEFAULT-VALUE}.")
    Duration lockTimeout = Duration.ofMinutes(1);

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    Indexes indexes;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var work = replace ? IndexWork.APPLY_AND_REPLACE : IndexWork.APPLY;
        return runner.run(
                new CommandRunner.Request(Action.INDEX_APPLY, global.stores(), write),
                targets -> indexes.plan(work, targets, project),
                (plan, permit) -> indexes.run(plan, lockTimeout, permit, global.output()));
    }
}
