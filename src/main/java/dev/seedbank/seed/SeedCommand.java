package dev.seedbank.seed;

import dev.seedbank.cli.DestroyOptions;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import dev.seedbank.guard.Targets;
import dev.seedbank.model.ModelRules;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seedbank seed}. */
@Command(
        name = "seed",
        header = "Load seed files in dependency order, skipping rows that exist; or show their status.",
        mixinStandardHelpOptions = true,
        subcommands = SeedStatusCommand.class,
        footer = {
            "",
            "Examples:",
            "  seedbank seed",
            "  seedbank seed lookups sample --update",
            "  seedbank seed --collection departments --dry-run",
            "  seedbank seed status"
        })
public class SeedCommand implements Callable<Integer> {
    @Mixin
    DestroyOptions write;

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

    @Option(names = "--clean", description = "Empty the stores (or the collections named) first.")
    boolean clean;

    @Option(names = "--if-empty", description = "Skip a store that has data.")
    boolean ifEmpty;

    @Option(names = "--update", description = "Update rows that exist instead of skipping them.")
    boolean update;

    @Option(names = "--allow-production", hidden = true, description = "Accepted, but a set's environments decide.")
    boolean allowProduction;

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    Seed seed;

    @Override
    public Integer call() throws IOException {
        if (clean && ifEmpty) {
            throw new UsageFailure("--clean and --if-empty contradict each other", "Take one of the two.");
        }
        var project = global.project();
        var request = new SeedRequest(
                project.folder(),
                project.storeNames(),
                project.profile().environment(),
                sets,
                collections,
                new SeedRequest.Mode(clean, ifEmpty, update),
                ModelRules.of(project));
        var choice = seed.choose(request);
        var action = clean ? Action.SEED_CLEAN : Action.SEED;
        return runner.run(
                new CommandRunner.Request(action, global.stores(), write),
                targets -> plan(request, choice, targets),
                (plan, permit) -> seed.runSafely(plan, project, permit, global.output()));
    }

    private SeedPlan plan(SeedRequest request, SetChoice choice, Targets targets) {
        var plan = seed.plan(request, choice, targets.stores());
        plan.requireFiles();
        return plan;
    }
}
