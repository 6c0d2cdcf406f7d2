package dev.seedbank.seed;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import dev.seedbank.model.ModelRules;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seedbank seed status}. */
@Command(
        name = "status",
        header = "Show which seed rows are new, present or changed (exit code 5 if any is not present).",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank seed status", "  seedbank seed status lookups --collection tags"})
public class SeedStatusCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "SET",
            description = "Folders in seeds/, 'default' for seeds/ itself; default: all that the environment allows.")
    List<String> sets = List.of();

    @Option(
            names = {"--collection", "--table"},
            paramLabel = "NAME",
            description = "Only this collection; repeatable.")
    List<String> collections = List.of();

    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Inject
    Seed seed;

    @Override
    public Integer call() {
        var project = global.project();
        var request = new SeedRequest(
                project.folder(),
                project.storeNames(),
                project.profile().environment(),
                sets,
                collections,
                SeedRequest.Mode.ADD,
                ModelRules.none());
        var choice = seed.choose(request);
        try (var targets = guard.open(Action.STATUS, project, global.stores(), Consent.NONE, global.output())) {
            var plan = seed.plan(request, choice, targets.stores());
            plan.requireFiles();
            return global.output().show(SeedStatus.of(plan, global.output()));
        }
    }
}
