package dev.seedbank.init;

import dev.seedbank.cli.DestroyOptions;
import dev.seedbank.cli.DurationConverter;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.config.Project;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Targets;
import dev.seedbank.index.Indexes;
import dev.seedbank.migrate.Migrate;
import dev.seedbank.migrate.MigrateRequest;
import dev.seedbank.model.DocumentModels;
import dev.seedbank.reset.Reset;
import dev.seedbank.reset.ResetRequest;
import dev.seedbank.schema.DeclaredStructure;
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

/** {@code seedbank init}. Run twice it changes nothing the second time; several that run at once do the work once. */
@Command(
        name = "init",
        header = "Wait for the databases, mark them with their environment, migrate, index and seed them.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank init", "  seedbank init --quick --wait 2m", "  seedbank init --reset"})
public class InitCommand implements Callable<Integer> {
    @Mixin
    DestroyOptions write;

    @Option(names = "--quick", description = "Don't seed.")
    boolean quick;

    @Option(names = "--reset", description = "Begin with an empty database, as reset --structure does.")
    boolean fromEmpty;

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description =
                    "How long to wait for servers that are still starting, and for another init to finish, such as 2m; default: ${DEFAULT-VALUE}.")
    Duration wait = Duration.ofMinutes(1);

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    Guard guard;

    @Inject
    Migrate migrate;

    @Inject
    DeclaredStructure structure;

    @Inject
    Indexes indexes;

    @Inject
    DocumentModels models;

    @Inject
    Reset reset;

    @Inject
    Seed seed;

    @Override
    public Integer call() throws IOException {
        if (!fromEmpty && !write.consent().safetyBackup()) {
            throw new UsageFailure(
                    "--no-safety-backup is for init --reset; init alone removes nothing", "Leave it out.");
        }
        var action = fromEmpty ? Action.INIT_RESET : Action.INIT;
        var request = new CommandRunner.Request(action, global.stores(), write.consent(), write.dryRun(), wait);
        return runner.run(request, this::plan, InitPlan::run);
    }

    /** In the order in which it is done. Whatever else a database needs at its start joins here. */
    private InitPlan plan(Targets targets) throws IOException {
        var project = targets.project();
        var output = global.output();
        var steps = new ArrayList<Step>();
        var settings = settings(project);
        settings.ifPresent(steps::add);
        steps.add(new MarkStep(guard, output));
        if (fromEmpty) {
            var plan = reset.plan(new ResetRequest(true, !quick, wait), targets, project);
            steps.add(new ResetStep(reset, plan, output));
            return new InitPlan(steps, targets, List.of(plan));
        }
        var migrations = migrate.plan(MigrateRequest.all(wait), targets, project);
        steps.add(new MigrateStep(migrate, migrations, output));
        var built = structure.plan(targets, wait);
        steps.add(new StructureStep(structure, built, output));
        boolean changes = !migrations.isEmpty() || !built.isEmpty();
        var declared = !changes ? indexes.plan(targets, project) : indexes.later(targets, project);
        steps.add(new IndexStep(indexes, declared, wait, output));
        var validators = models.plan(targets);
        steps.add(new ModelStep(models, validators, output));
        if (!quick) {
            steps.add(new SeedStep(seed, settings, changes, wait, output));
        }
        return new InitPlan(steps, targets, List.of(migrations, built, declared, validators));
    }

    private Optional<SettingsStep> settings(Project project) {
        return project.hasFile() ? Optional.empty() : Optional.of(new SettingsStep(!quick && !fromEmpty));
    }
}
