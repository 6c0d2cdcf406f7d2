package dev.seedbank.restore;

import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.ReplaceOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code seedbank undo}: a command like others, so that a second one takes back the first. */
@Command(
        name = "undo",
        header =
                "Undo the last clean, reset, restore, rollback, push --force, seed --clean or undo: data and structure.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank undo --confirm"})
public class UndoCommand implements Callable<Integer> {
    @Mixin
    ReplaceOptions write;

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    Undo undo;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var undoable = undo.find(project, global.stores(), global.output());
        return runner.run(
                new CommandRunner.Request(Action.UNDO, undoable.stores(), write),
                targets -> undo.plan(undoable.command(), project, targets.stores(), global.output()),
                (plan, permit) -> undo.run(plan, permit, global.output()));
    }
}
