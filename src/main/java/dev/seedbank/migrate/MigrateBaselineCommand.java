package dev.seedbank.migrate;

import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.cli.ConfirmOptions;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.HelpOption;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import dev.seedbank.migrate.files.Version;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank migrate baseline}. */
@Command(
        name = "baseline",
        header = "Record all migrations up to a version as applied, without running them.",
        footer = {"", "Example:", "  seedbank migrate baseline --version 7"})
public class MigrateBaselineCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Mixin
    ConfirmOptions write;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            required = true,
            description = "The version that the database is at.")
    String version = "";

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    HistoryChange change;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var patience = new Migrator.Options(Duration.ofMinutes(1), MigrateCommand.LOCK);
        return runner.run(
                new CommandRunner.Request(Action.MIGRATE, global.stores(), write),
                targets -> change.baseline(new Version(version), targets, project),
                (plan, permit) -> change.run(plan, patience, permit, global.output()));
    }
}
