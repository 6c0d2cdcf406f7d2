package dev.seedbank.restore;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.guard.Plan;
import dev.seedbank.migrate.MigratePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What would be restored, and which migrations would be run then. */
record MigratingPlan(RestorePlan restore, MigratePlan migrate) implements Plan {
    @Override
    public Report dryRun(Progress progress) throws IOException {
        return new DryRunResult(restore.dryRun(progress), migrate);
    }

    @Override
    public List<String> announcement() {
        var lines = new ArrayList<>(restore.announcement());
        lines.addAll(toRun("Then to run:"));
        return lines;
    }

    private List<String> toRun(String heading) {
        var lines = new ArrayList<String>();
        lines.add("  " + heading + (migrate.isEmpty() ? " no migration" : ""));
        migrate.files().forEach(file -> lines.add("    " + Text.printable(file)));
        return lines;
    }

    @Override
    public String question() {
        var more = migrate.isEmpty()
                ? ""
                : " Then it runs %s.".formatted(Text.count(migrate.files().size(), "migration"));
        return restore.question() + more;
    }

    /** Nothing was changed, says the first. */
    private record DryRunResult(Report restore, MigratePlan migrate) implements Report {
        @Override
        public List<String> lines() {
            var lines = new ArrayList<>(restore.lines());
            lines.addAll(
                    lines.size() - 1,
                    migrate.files().stream()
                            .map(file -> "  Would run then: " + Text.printable(file))
                            .toList());
            return lines;
        }

        @Override
        public Map<String, Object> facts() {
            var facts = new LinkedHashMap<>(restore.facts());
            facts.put("migrations", migrate.files());
            return facts;
        }

        @Override
        public List<String> names() {
            return restore.names();
        }
    }
}
