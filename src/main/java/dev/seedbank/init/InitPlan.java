package dev.seedbank.init;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Plan;
import dev.seedbank.guard.Targets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of {@code init}, in the order in which they are done.
 *
 * @param main what the user may have to agree to; the other steps only add
 */
record InitPlan(List<Step> steps, Targets targets, Plan main) implements Plan {
    InitPlan {
        steps = List.copyOf(steps);
    }

    @Override
    public List<String> warnings() throws IOException {
        return main.warnings();
    }

    @Override
    public void check() {
        main.check();
    }

    @Override
    public List<String> announcement() {
        return main.announcement();
    }

    @Override
    public String question() {
        return main.question();
    }

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
