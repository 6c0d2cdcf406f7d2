package dev.seedbank.schema;

import dev.seedbank.cli.DestroyOptions;
import dev.seedbank.cli.DurationConverter;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.Report;
import dev.seedbank.config.Project;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Targets;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code seedbank push}. */
@Command(
        name = "push",
        header = "Change the database's structure to what its files declare.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank push --dry-run", "  seedbank push --plan change.json"})
public class PushCommand implements Callable<Integer> {
    private static final String NAME = "push";

    @Mixin
    DestroyOptions write;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A plan that --plan saved, to be run as it is.")
    @Nullable
    Path file;

    @Option(
            names = "--force",
            description = "Also run statements that lose data, after a safety backup (not in production).")
    boolean force;

    @Option(names = "--plan", paramLabel = "FILE", description = "Save the plan to a file; change nothing.")
    @Nullable
    Path plan;

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
    Guard guard;

    @Inject
    CommandRunner runner;

    @Inject
    Push push;

    @Override
    public Integer call() throws IOException {
        if (file != null && plan != null) {
            throw new UsageFailure(
                    "A plan that was saved is run as it is; it cannot be saved again", "Leave out FILE or --plan.");
        }
        var project = global.project();
        var saved = Optional.ofNullable(file).map(SavedPlan::read);
        var request = new PushRequest(
                Optional.ofNullable(file), saved, Optional.ofNullable(plan), force, write.dryRun(), lockTimeout);
        var action = force ? Action.PUSH_FORCE : Action.PUSH;
        var stores = stores(project, saved);
        try (var targets = guard.open(action, project, stores, write.consent(), global.output())) {
            var planned = push.plan(request, targets);
            return runner.run(planned, write.dryRun(), () -> run(planned, targets));
        }
    }

    private List<String> stores(Project project, Optional<SavedPlan> saved) {
        var chosen = SchemaStores.chosen(project, global.stores(), NAME, global.output());
        return saved.map(it -> it.chosen(chosen, !global.stores().isEmpty()))
                .orElseGet(() -> SchemaStores.declared(project, chosen, global.output()));
    }

    private Report run(PushPlan planned, Targets targets) throws IOException {
        var problems = planned.problems();
        if (!problems.isEmpty()) {
            return PushResult.planned(planned, problems);
        }
        if (plan != null) {
            return planned.save(plan);
        }
        return planned.isEmpty()
                ? push.runNothing(planned)
                : push.run(planned, guard.permit(targets, planned.question()), global.output());
    }
}
