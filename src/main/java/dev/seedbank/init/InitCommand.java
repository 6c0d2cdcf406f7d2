package dev.seedbank.init;

import dev.seedbank.cli.DurationConverter;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.WriteOptions;
import dev.seedbank.config.Project;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import dev.seedbank.guard.Guard;
import dev.seedbank.seed.Seed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank init}. Run twice it changes nothing the second time. */
@Command(
        name = "init",
        header = "Wait for the databases, mark them with their environment, and seed them.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank init --wait 60s"})
public class InitCommand implements Callable<Integer> {
    @Mixin
    WriteOptions write;

    @Option(
            names = {"-y", "--confirm"},
            hidden = true,
            description = "Accepted, but this command asks nothing.")
    boolean confirm;

    @Option(names = "--quick", description = "Don't seed.")
    boolean quick;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "How long to try to reach servers that are still starting, such as 60s or 2m; default: don't wait.")
    Duration wait = Duration.ZERO;

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    Guard guard;

    @Inject
    Seed seed;

    @Override
    public Integer call() throws IOException {
        var request = new CommandRunner.Request(Action.INIT, global.stores(), write.consent(), write.dryRun(), wait);
        return runner.run(request, targets -> new InitPlan(steps(targets.project()), targets), InitPlan::run);
    }

    /** In the order in which they are done. Whatever else a database needs at its start joins here. */
    private List<Step> steps(Project project) {
        var output = global.output();
        var steps = new ArrayList<Step>();
        var settings = project.hasFile() ? Optional.<SettingsStep>empty() : Optional.of(new SettingsStep(!quick));
        settings.ifPresent(steps::add);
        steps.add(new MarkStep(guard, output));
        if (!quick) {
            steps.add(new SeedStep(seed, settings, output));
        }
        return steps;
    }
}
