package dev.seedbank.migrate;

import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.cli.ConfirmOptions;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import dev.seedbank.migrate.files.Version;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank migrate repair}. */
@Command(
        name = "repair",
        header = "Correct the history of migrations, and nothing else in the database.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank migrate repair --accept 3", "  seedbank migrate repair --applied 5"})
public class MigrateRepairCommand implements Callable<Integer> {
    @Mixin
    ConfirmOptions write;

    @Option(
            names = "--accept",
            paramLabel = "VERSION",
            description = "Accept the edited file of this version as it is now; repeatable.")
    List<String> accept = List.of();

    @Option(
            names = "--applied",
            paramLabel = "VERSION",
            description = "Record this version as applied, because somebody completed it by hand; repeatable.")
    List<String> applied = List.of();

    @Option(
            names = "--forget",
            paramLabel = "VERSION",
            description = "Record that the database does not have this version; repeatable.")
    List<String> forget = List.of();

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    HistoryChange change;

    @Override
    public Integer call() throws IOException {
        if (accept.isEmpty() && applied.isEmpty() && forget.isEmpty()) {
            throw new UsageFailure(
                    "repair needs to know what to correct",
                    "Add --accept, --applied or --forget with a version; see seedbank migrate repair --help.");
        }
        var project = global.project();
        var patience = new Migrator.Options(Duration.ofMinutes(1), MigrateCommand.LOCK);
        return runner.run(
                new CommandRunner.Request(Action.MIGRATE, global.stores(), write),
                targets -> change.repair(versions(accept), versions(applied), versions(forget), targets, project),
                (plan, permit) -> change.run(plan, patience, permit, global.output()));
    }

    private static List<Version> versions(List<String> texts) {
        return texts.stream().map(Version::new).toList();
    }
}
