package dev.seedbank.status;

import dev.seedbank.backup.Backups;
import dev.seedbank.cli.DurationConverter;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.Interrupts;
import dev.seedbank.cli.Progress;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code seedbank status}. */
@Command(
        name = "status",
        header = "Show connections, environments, migrations (exit code 5 if pending), collections and backups.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  seedbank status --output json", "  seedbank status --watch"})
public class StatusCommand implements Callable<Integer> {
    @Option(names = "--watch", description = "Show it again and again on a terminal, until Ctrl-C.")
    boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = DurationConverter.class,
            description = "How long --watch waits before it looks again, such as 10s; default: ${DEFAULT-VALUE}.")
    Duration interval = Duration.ofSeconds(2);

    @Inject
    GlobalOptions global;

    @Inject
    Interrupts interrupts;

    @Inject
    Status status;

    @Inject
    Backups backups;

    @Override
    public Integer call() {
        if (watch) {
            var watching = new StatusWatch(global.output(), interrupts, interval);
            watching.check();
            return watching.show(() -> look(Progress.silent()));
        }
        return global.output().show(look(global.output()));
    }

    private StatusResult look(Progress progress) {
        var project = global.project();
        var found = status.of(project.stores(global.stores()), project, progress);
        return new StatusResult(
                project.profile(), found, backups.names(project.backups().location()));
    }
}
