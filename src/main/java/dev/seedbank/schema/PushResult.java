package dev.seedbank.schema;

import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code push} did, or would do.
 *
 * @param ran whether the plan was run
 * @param savedTo the file with the plan
 * @param failed why it cannot be run; or, after it was, what is not as declared nevertheless
 */
record PushResult(
        PushPlan plan, boolean ran, Optional<String> savedTo, Optional<String> safetyBackup, List<Failure> failed)
        implements Report {
    PushResult {
        failed = List.copyOf(failed);
    }

    static PushResult planned(PushPlan plan, List<Failure> problems) {
        return new PushResult(plan, false, Optional.empty(), Optional.empty(), problems);
    }

    static PushResult saved(PushPlan plan, String file) {
        return new PushResult(plan, false, Optional.of(file), Optional.empty(), List.of());
    }

    static PushResult ran(PushPlan plan, Optional<String> safetyBackup, List<Failure> failed) {
        return new PushResult(plan, true, Optional.empty(), safetyBackup, failed);
    }

    private boolean isDryRun() {
        return plan.request().dryRun();
    }

    /** What was announced before, and what progress has told, is not said again. */
    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var part : plan.parts()) {
            if (!part.problems().isEmpty()) {
                continue; // they are told as errors
            }
            if (part.isEmpty()) {
                lines.add(asDeclared(part));
            } else if (!plan.request().runs()) {
                lines.addAll(part.lines());
            }
        }
        savedTo.ifPresent(file -> lines.add("Saved as %s; nothing was changed".formatted(Text.place(file))));
        if (isDryRun()) {
            lines.add(Lines.NOTHING_CHANGED);
        }
        return lines;
    }

    private static String asDeclared(StorePlan part) {
        var notes = part.plan().notes().stream()
                .map(it -> "\n  ! " + Text.printable(it))
                .toList();
        return "%s: 0 statements: the database is as %s%s"
                .formatted(Text.printable(part.name()), part.declares(), String.join("", notes));
    }

    @Override
    public List<Hint> hints() {
        var hints = new ArrayList<Hint>();
        savedTo.filter(_ -> !loses() || !plan.isProduction())
                .ifPresent(file -> hints.add(new Hint("To run it", toRun(file))));
        safetyBackup.ifPresent(_ -> hints.add(new Hint("To undo this", List.of("undo"))));
        return hints;
    }

    private boolean loses() {
        return plan.parts().stream().anyMatch(it -> it.plan().losesData());
    }

    private List<String> toRun(String file) {
        return loses() ? List.of("push", file, "--force") : List.of("push", file);
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dryRun", isDryRun());
        facts.put("savedTo", savedTo.orElse(null));
        facts.put("ran", ran);
        facts.put("stores", plan.parts().stream().map(StorePlan::facts).toList());
        facts.put("safetyBackup", safetyBackup.orElse(null));
        return facts;
    }

    /** The objects of the statements. */
    @Override
    public List<String> names() {
        return plan.parts().stream()
                .flatMap(
                        part -> part.plan().steps().stream().map(it -> Text.printable(part.name() + "/" + it.object())))
                .distinct()
                .toList();
    }

    @Override
    public List<Failure> errors() {
        return failed;
    }
}
