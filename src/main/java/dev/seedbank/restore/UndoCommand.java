package dev.seedbank.restore;

import dev.seedbank.cli.DryRun;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.ReplaceOptions;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code seedbank undo}: a command like others, so that a second one takes back the first. */
@Command(
        name = "undo",
        header = "Undo the last clean, restore, seed --clean or undo: data and structure.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank undo --confirm"})
public class UndoCommand implements Callable<Integer> {
    @Mixin
    ReplaceOptions write;

    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Inject
    Undo undo;

    @Override
    public Integer call() throws IOException {
        var output = global.output();
        try (var prepared = undo.prepare(global.project(), global.stores(), write.consent(), output)) {
            var plan = prepared.plan();
            if (write.dryRun()) {
                undo.checkRows(plan, output);
                return output.show(new DryRun(plan));
            }
            plan.announcement().forEach(output::note);
            var permit = guard.permit(prepared.targets(), plan.question());
            return output.show(undo.run(plan, permit, output));
        }
    }
}
