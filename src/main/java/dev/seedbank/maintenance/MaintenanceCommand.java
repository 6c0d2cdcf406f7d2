package dev.seedbank.maintenance;

import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.cli.ConfirmOptions;
import dev.seedbank.cli.DurationConverter;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.CommandRunner;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code seedbank maintenance}. */
@Command(
        name = "maintenance",
        header =
                "Show what needs attention (exit code 5 if anything does): indexes, dead rows, locks, limits, backups.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank maintenance", "  seedbank maintenance --fix --dry-run"})
public class MaintenanceCommand implements Callable<Integer> {
    @Mixin
    ConfirmOptions write;

    @Option(names = "--fix", description = "Apply the safe fixes, after a question.")
    boolean fix;

    @Option(
            names = "--unused-after",
            paramLabel = "DAYS",
            defaultValue = "7",
            description =
                    "For how long use must have been counted before an index counts as unused; default: ${DEFAULT-VALUE}.")
    int unusedDays = 7;

    @Option(
            names = "--longer-than",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.class,
            description =
                    "How long an operation or an idle transaction may take, such as 30s; default: ${DEFAULT-VALUE}.")
    Duration longest = Duration.ofMinutes(5);

    @Option(
            names = "--backup-age",
            paramLabel = "DAYS",
            defaultValue = "7",
            description = "How old the latest backup may be; default: ${DEFAULT-VALUE}.")
    int backupDays = 7;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description =
                    "How long --fix waits for others who change the structure or hold a lock; default: ${DEFAULT-VALUE}.")
    Duration lockTimeout = Duration.ofMinutes(1);

    @Inject
    GlobalOptions global;

    @Inject
    CommandRunner runner;

    @Inject
    Maintenance maintenance;

    @Override
    public Integer call() throws IOException {
        check();
        var request = new MaintenanceRequest(
                new Thresholds(Duration.ofDays(unusedDays), longest), Duration.ofDays(backupDays), lockTimeout);
        if (!fix) {
            return global.output()
                    .show(maintenance.report(request, global.project(), global.stores(), global.output()));
        }
        return runner.run(
                new CommandRunner.Request(Action.MAINTENANCE_FIX, global.stores(), write),
                targets -> maintenance.plan(request, targets),
                (plan, permit) -> maintenance.run(plan, permit, global.output()));
    }

    private void check() {
        if (unusedDays < 0 || backupDays < 0) {
            throw new UsageFailure(
                    "%s must not be negative".formatted(unusedDays < 0 ? "--unused-after" : "--backup-age"),
                    "Give a number of days.");
        }
        if (!fix && (write.dryRun() || write.consent().confirm())) {
            throw new UsageFailure(
                    "%s is for --fix".formatted(write.dryRun() ? "--dry-run" : "--confirm"),
                    "Without --fix nothing is changed.");
        }
    }
}
