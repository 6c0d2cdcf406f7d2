package dev.seedbank.init;

import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.Failure;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.model.ApplyPlan;
import dev.seedbank.model.ApplyResult;
import dev.seedbank.model.DocumentModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sets the validators of the models, on collections that the migrations have just made, too. Done by several it is done once. */
record ModelStep(DocumentModels models, ApplyPlan planned, Progress progress) implements Step {
    @Override
    public Report plan(Targets targets) {
        var lines = new ArrayList<String>();
        if (!planned.isEmpty()) {
            lines.add("Would set validators:");
            planned.names().forEach(name -> lines.add("  " + Text.printable(name)));
        }
        return new Lines(lines, Map.of("models", planned.names()));
    }

    @Override
    public Report run(Targets targets, Permit permit) {
        var result = models.apply(models.uncounted(targets), permit, progress);
        return new Applied(result, models.missing(targets));
    }

    /** Nothing is said of a project without models. */
    private record Applied(ApplyResult result, List<Failure> missing) implements Report {
        @Override
        public List<String> lines() {
            return result.plan().parts().isEmpty() ? List.of() : result.lines();
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("models", result.names());
        }

        @Override
        public List<Failure> errors() {
            return Stream.concat(result.errors().stream(), missing.stream()).toList();
        }
    }
}
