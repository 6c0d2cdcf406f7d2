package dev.seedbank.migrate;

import dev.seedbank.backend.migration.ForeignTool;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.cli.ConfirmOptions;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import dev.seedbank.migrate.files.Version;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank migrate import}. */
@Command(
        name = "import",
        header = "Take over the history of the tool that has run the migrations until now.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  seedbank migrate import --dry-run",
            "  seedbank migrate import --from flyway --table app.schema_history"
        })
public class MigrateImportCommand implements Callable<Integer> {
    @Mixin
    ConfirmOptions write;

    @Option(
            names = "--from",
            paramLabel = "TOOL",
            description =
                    "Whose history to take over, if there are several: flyway, dbmate, goose, golang-migrate, diesel, prisma, drizzle, "
                            + "migrate-mongo or mongock.")
    @Nullable
    ForeignTool from;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The history's table or collection, if it was renamed.")
    String table = "";

    @Option(
            names = "--accept",
            paramLabel = "VERSION",
            description =
                    "Accept a version that does not fit: an edited file is taken as it is, one whose file is missing is "
                            + "left out, one that is not in the history stays pending; repeatable.")
    List<String> accept = List.of();

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    HistoryImport adoption;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var accepted = accept.stream().map(Version::new).collect(Collectors.toSet());
        var request = new HistoryImport.Request(Optional.ofNullable(from), table, accepted);
        var patience = new Migrator.Options(Duration.ofMinutes(1), MigrateCommand.LOCK);
        return runner.run(
                new CommandRunner.Request(Action.MIGRATE, global.stores(), write),
                targets -> adoption.plan(request, targets, project),
                (plan, permit) -> adoption.run(plan, patience, permit, global.output()));
    }
}
