package dev.seedbank.migrate;

import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.HelpOption;
import dev.seedbank.cli.ReplaceOptions;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import dev.seedbank.migrate.files.Version;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank migrate rollback}. */
@Command(
        name = "rollback",
        header = "Revert migrations by their down scripts, after a safety backup.",
        footer = {"", "Examples:", "  seedbank migrate rollback --version 2", "  seedbank migrate rollback --steps 1"})
public class MigrateRollbackCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Mixin
    ReplaceOptions write;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "Go back to this version, which stays applied; 0 for before the first.")
    @Nullable
    String version;

    @Option(names = "--steps", paramLabel = "N", description = "Revert the last N migrations.")
    @Nullable
    Integer steps;

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    Rollback rollback;

    @Override
    public Integer call() throws IOException {
        if ((version == null) == (steps == null)) {
            throw new UsageFailure(
                    version == null
                            ? "rollback needs to know how far to go back"
                            : "rollback takes --version or --steps, not both",
                    "Write --version with the version to go back to, or --steps with a number of migrations.");
        }
        var project = global.project();
        var target = new Rollback.Target(Optional.ofNullable(version).map(Version::new), steps == null ? 0 : steps);
        var patience = new Migrator.Options(Duration.ofMinutes(1), MigrateCommand.LOCK);
        return runner.run(
                new CommandRunner.Request(Action.ROLLBACK, global.stores(), write),
                targets -> rollback.plan(target, targets, project),
                (plan, permit) -> rollback.run(plan, patience, project, permit, global.output()));
    }
}
