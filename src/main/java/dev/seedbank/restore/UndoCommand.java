package dev.seedbank.restore;

import dev.seedbank.backup.Backup;
import dev.seedbank.backup.SafetyBackup;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.WriteOptions;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Action;
import dev.seedbank.guard.Guard;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code seedbank undo}: restores the latest safety backup. It takes one itself, so that a second undo takes back the first. */
@Command(
        name = "undo",
        header = "Put back the safety backup that the last destructive command took.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank undo --confirm"})
public class UndoCommand implements Callable<Integer> {
    @Mixin
    WriteOptions write;

    @Inject
    GlobalOptions global;

    @Inject
    Guard guard;

    @Inject
    Restore restore;

    @Inject
    Backup backups;

    @Inject
    SafetyBackup safetyBackup;

    @Override
    public Integer call() throws IOException {
        var output = global.output();
        var project = global.project();
        var latest = safetyBackup.latest(project);
        if (latest.isEmpty()) {
            throw new UsageFailure(
                    "There is nothing to undo: no safety backup", "seedbank backup list shows other backups.");
        }
        var archive = backups.find(project, latest);
        var names = restore.storeNames(project, archive, global.stores());
        try (var targets = guard.open(Action.UNDO, project, names, write.consent(), output)) {
            var plan = restore.plan(RestoreRequest.ALL, project, archive, targets.stores(), output);
            if (write.dryRun()) {
                return output.show(plan);
            }
            plan.lines().forEach(output::note);
            var permit = guard.permit(targets, plan.question());
            return output.show(restore.run(plan, permit, output));
        }
    }
}
