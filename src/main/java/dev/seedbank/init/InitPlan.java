package dev.seedbank.init;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Plan;
import dev.seedbank.guard.Targets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The steps of {@code init}, in the order in which they are done. Nobody is asked, because they only add. */
record InitPlan(List<Step> steps, Targets targets) implements Plan {
    @Override
    public Report dryRun(Progress progress) {
        return new InitResult(steps.stream().map(step -> step.plan(targets)).toList(), true);
    }

    Report run(Permit permit) throws IOException {
        var reports = new ArrayList<Report>();
        for (var step : steps) {
            reports.add(step.run(targets, permit));
        }
        return new InitResult(reports, false);
    }
}
