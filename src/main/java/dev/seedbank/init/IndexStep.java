package dev.seedbank.init;

import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.Failure;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.index.IndexPlan;
import dev.seedbank.index.IndexResult;
import dev.seedbank.index.Indexes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds the declared indexes that are missing, of tables that the migrations have just made, too. Of several processes one does; the
 * others wait and find nothing to do.
 */
record IndexStep(Indexes indexes, IndexPlan planned, Duration patience, Progress progress) implements Step {
    @Override
    public Report plan(Targets targets) {
        var lines = new ArrayList<String>();
        if (!planned.isEmpty()) {
            lines.add("Would change:");
            planned.lines().forEach(line -> lines.add("  " + Text.printable(line)));
        }
        if (planned.later()) {
            lines.add("Would build the declared indexes that are missing then.");
        }
        return new Lines(lines, Map.of("indexes", planned.lines()));
    }

    @Override
    public Report run(Targets targets, Permit permit) {
        var result = indexes.apply(targets, targets.project(), patience, permit, progress);
        return new Built(result);
    }

    /** Nothing is said of a project that declares none. */
    private record Built(IndexResult result) implements Report {
        @Override
        public List<String> lines() {
            return result.stores().isEmpty() ? List.of() : result.lines();
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("indexes", result.changed());
        }

        @Override
        public List<Failure> errors() {
            return result.failed();
        }
    }
}
