package dev.seedbank.model;

import dev.seedbank.cli.ConfirmOptions;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code seedbank model apply}. */
@Command(
        name = "apply",
        header = "Set the validators that the models say; collections that are missing are made.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank model apply", "  seedbank model apply --dry-run"})
public class ModelApplyCommand implements Callable<Integer> {
    @Mixin
    ConfirmOptions write;

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    DocumentModels models;

    @Override
    public Integer call() throws IOException {
        return runner.run(
                new CommandRunner.Request(Action.MODEL_APPLY, global.stores(), write),
                models::plan,
                (plan, permit) -> models.apply(plan, permit, global.output()));
    }
}
