package dev.seedbank.init;

import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.Migrate;
import dev.seedbank.migrate.MigratePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs what is pending. Of several processes one does; the others wait and find nothing to do. */
record MigrateStep(Migrate migrate, MigratePlan planned, Progress progress) implements Step {
    @Override
    public Report plan(Targets targets) {
        var lines = new ArrayList<String>();
        if (!planned.isEmpty()) {
            lines.add("Would run:");
            planned.files().forEach(file -> lines.add("  " + Text.printable(file)));
        }
        return report(lines, planned.files());
    }

    @Override
    public Report run(Targets targets, Permit permit) {
        var result = migrate.run(planned, permit, progress);
        return report(result.stores().isEmpty() ? List.of() : result.lines(), result.files());
    }

    private static Report report(List<String> lines, List<String> files) {
        return new Lines(lines, Map.of("migrations", files));
    }
}
