package dev.seedbank.migrate;

import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.cli.ConfirmOptions;
import dev.seedbank.cli.DurationConverter;
import dev.seedbank.cli.GlobalOptions;
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

/** {@code seedbank migrate}. */
@Command(
        name = "migrate",
        header = "Run pending migrations; or show, create, check, repair and roll back migrations.",
        mixinStandardHelpOptions = true,
        subcommands = {
            MigrateStatusCommand.class,
            MigrateCreateCommand.class,
            MigrateRollbackCommand.class,
            MigrateValidateCommand.class,
            MigrateLintCommand.class,
            MigrateRepairCommand.class,
            MigrateBaselineCommand.class,
            MigrateImportCommand.class
        },
        footer = {"", "Examples:", "  seedbank migrate", "  seedbank migrate --to 3 --dry-run"})
public class MigrateCommand implements Callable<Integer> {
    /** How long a statement waits for a lock before it lets others pass. */
    static final Duration LOCK = Duration.ofSeconds(3);

    @Mixin
    ConfirmOptions write;

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "Stop after this version; repeatable migrations do not run.")
    @Nullable
    String to;

    @Option(names = "--out-of-order", description = "Also run migrations below a version that is already applied.")
    boolean outOfOrder;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description =
                    "How long to wait while somebody else runs migrations, such as 5m; default: ${DEFAULT-VALUE}.")
    Duration lockTimeout = Duration.ofMinutes(1);

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    Migrate migrate;

    @Override
    public Integer call() throws IOException {
        var project = global.project();
        var request = new MigrateRequest(
                Optional.ofNullable(to).map(Version::new), outOfOrder, new Migrator.Options(lockTimeout, LOCK));
        var source = MigrationSource.readAhead(project, global.stores());
        return runner.run(
                new CommandRunner.Request(Action.MIGRATE, global.stores(), write),
                targets -> migrate.plan(request, targets, source),
                (plan, permit) -> migrate.run(plan, permit, global.output()));
    }
}
