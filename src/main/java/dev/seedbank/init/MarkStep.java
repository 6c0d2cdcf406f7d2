package dev.seedbank.init;

import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import java.util.Map;

/** Tells the databases which environment they are, so that the guard knows them from then on. */
record MarkStep(Guard guard, Progress progress) implements Step {
    @Override
    public Report plan(Targets targets) {
        return report("Would mark", targets);
    }

    @Override
    public Report run(Targets targets, Permit permit) {
        guard.mark(targets, permit).forEach(name -> progress.done(name, "is " + environment(targets)));
        return report("Marked", targets);
    }

    private static Report report(String verb, Targets targets) {
        var environment = environment(targets);
        return Lines.of(
                "%s as %s: %s".formatted(verb, environment, String.join(", ", targets.names())),
                Map.of("environment", environment, "marked", targets.names()));
    }

    private static String environment(Targets targets) {
        return targets.project().profile().environment().label();
    }
}
