package dev.seedbank.init;

import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells the databases which environment they are, so that the guard knows them from then on. */
record MarkStep(Guard guard, Progress progress) implements Step {
    @Override
    public Report plan(Targets targets) {
        return report("Would mark", targets, Guard.markable(targets));
    }

    @Override
    public Report run(Targets targets, Permit permit) {
        var marked = guard.mark(targets, permit);
        marked.forEach(name -> progress.done(name, "is " + environment(targets)));
        return report("Marked", targets, marked);
    }

    /** @param marked those that did not carry the environment before; programs are told of all that do */
    private static Report report(String verb, Targets targets, List<String> marked) {
        var environment = environment(targets);
        var lines = new ArrayList<String>();
        if (!marked.isEmpty()) {
            lines.add("%s as %s: %s".formatted(verb, environment, String.join(", ", marked)));
        }
        var carrying = new ArrayList<>(targets.names());
        for (var name : Guard.withoutDatabase(targets)) {
            carrying.remove(name);
            lines.add("Not marked: %s has no database yet. Run init again once it has one.".formatted(name));
        }
        return new Lines(lines, Map.of("environment", environment, "marked", carrying));
    }

    private static String environment(Targets targets) {
        return targets.project().profile().environment().label();
    }
}
