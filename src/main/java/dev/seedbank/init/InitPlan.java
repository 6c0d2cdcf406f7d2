package dev.seedbank.init;

import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Plan;
import dev.seedbank.guard.Targets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The steps of {@code init}, in the order in which they are done.
 *
 * @param main what the user may have to agree to; the other steps only add rows
 */
record InitPlan(List<Step> steps, Targets targets, List<Plan> main) implements Plan {
    InitPlan {
        steps = List.copyOf(steps);
        main = List.copyOf(main);
    }

    @Override
    public List<String> warnings() throws IOException {
        var warnings = new ArrayList<String>();
        for (var plan : main) {
            warnings.addAll(plan.warnings());
        }
        return warnings;
    }

    @Override
    public void check() {
        main.forEach(Plan::check);
    }

    @Override
    public List<String> announcement() {
        return main.stream().flatMap(it -> it.announcement().stream()).toList();
    }

    @Override
    public String question() {
        return main.stream().map(Plan::question).filter(it -> !it.isEmpty()).collect(Collectors.joining(" "));
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
