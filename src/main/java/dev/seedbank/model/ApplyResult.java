package dev.seedbank.model;

import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code model apply} did. */
public record ApplyResult(ApplyPlan plan, List<Done> done, List<Failure> failed) implements Report {
    public ApplyResult {
        done = List.copyOf(done);
        failed = List.copyOf(failed);
    }

    /** @param created whether the collection was made for it */
    record Done(ApplyPlan.Part part, boolean created) {}

    @Override
    public List<String> lines() {
        boolean onlyTables = !plan.parts().isEmpty()
                && plan.parts().stream().noneMatch(it -> it.store().models().hasValidators());
        if (onlyTables) {
            return List.of("Tables have no validators. To compare their columns with models: seedbank model check");
        }
        if (plan.parts().isEmpty()) {
            return List.of("No models. To write the first from the data: seedbank model infer");
        }
        var lines = new ArrayList<String>();
        lines.add(
                done.isEmpty() && failed.isEmpty()
                        ? "All validators are as the models say"
                        : "Set %s".formatted(Text.count(done.size(), "validator")));
        long misfits = done.stream().mapToLong(it -> it.part().misfits()).sum();
        if (misfits > 0) {
            lines.add("%s not fit. To see which: seedbank model check"
                    .formatted(misfits == 1 ? "1 existing document does" : misfits + " existing documents do"));
        }
        return lines;
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dryRun", false);
        facts.put("validators", done.stream().map(ApplyResult::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(Done it) {
        var facts = ApplyPlan.facts(it.part());
        facts.put("created", it.created());
        return facts;
    }

    /** What the server refused. */
    @Override
    public List<Failure> errors() {
        return failed;
    }

    @Override
    public List<String> names() {
        return done.stream().map(it -> it.part().label()).toList();
    }
}
