package dev.seedbank.clean;

import dev.seedbank.cli.DestroyOptions;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
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
    Guard guard;

    @Inject
    Clean clean;

    @Override
    public Integer call() throws IOException {
        var output = global.output();
        try (var targets = guard.open(Action.CLEAN, global.project(), global.stores(), write.consent(), output)) {
            var plan = clean.plan(collections, targets.stores());
            plan.warnings().forEach(output::note);
            if (write.dryRun()) {
                return output.show(plan.dryRun());
            }
            var permit = guard.permit(targets, plan.question());
            return output.show(clean.run(plan, targets.project(), permit, output));
        }
    }
}
