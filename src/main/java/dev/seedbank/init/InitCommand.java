package dev.seedbank.init;

import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.WriteOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.seed.Seed;
import dev.seedbank.seed.SeedRequest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank init}. Run twice it changes nothing the second time. */
@Command(
        name = "init",
        header = "Mark the databases with their environment, and seed them.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank init --quick"})
public class InitCommand implements Callable<Integer> {
    @Mixin
    WriteOptions write;

    @Option(names = "--quick", description = "Leave the seeds out.")
    boolean quick;

    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Inject
    Seed seed;

    @Override
    public Integer call() throws IOException {
        var output = global.output();
        var project = global.project();
        try (var targets = guard.open(Action.INIT, project, global.stores(), write.consent())) {
            var environment = project.profile().environment().label();
            if (write.dryRun()) {
                return output.show(Lines.dryRun("Would mark as %s:".formatted(environment), "marked", targets.names()));
            }
            var permit = guard.permit(targets, "");
            var names = guard.mark(targets, permit);
            names.forEach(name -> output.done(name, "is " + environment));
            return quick
                    ? output.show(Lines.of("Ready.", Map.of("environment", environment, "marked", names)))
                    : seeds(targets, permit);
        }
    }

    private int seeds(Targets targets, Permit permit) throws IOException {
        var project = targets.project();
        var request = new SeedRequest(
                project.folder(),
                project.storeNames(),
                project.profile().environment(),
                List.of(),
                List.of(),
                SeedRequest.Mode.ADD);
        var plan = seed.plan(request, targets.stores());
        return global.output().show(seed.run(plan, project, permit, global.output()));
    }
}
