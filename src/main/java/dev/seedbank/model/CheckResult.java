package dev.seedbank.model;

import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.model.Finding.Example;
import dev.seedbank.model.schema.Untranslated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code model check} found.
 *
 * @param unmodelled collections without a model, where that is no finding
 */
record CheckResult(List<Checked> checked, List<String> unmodelled) implements Report {
    CheckResult {
        checked = List.copyOf(checked);
        unmodelled = List.copyOf(unmodelled);
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var it : checked) {
            lines.add(heading(it));
            it.findings().forEach(finding -> lines.addAll(lines(finding)));
            if (it.texts() > 0) {
                lines.add("  · %s an ObjectId as text, as the model says"
                        .formatted(it.texts() == 1 ? "1 reference holds" : it.texts() + " references hold"));
            }
            it.untranslated().forEach(word -> lines.add("  · " + words(word)));
        }
        if (!unmodelled.isEmpty()) {
            lines.add("Without a model: " + Text.list(unmodelled));
        }
        lines.add(summary());
        return lines;
    }

    private static String heading(Checked it) {
        var label = Text.printable(it.store() + "/" + it.collection());
        if (it.file().isEmpty()) {
            return label;
        }
        if (it.isTable()) {
            return "%s (%s)".formatted(label, Text.printable(it.file()));
        }
        var deleted = it.deleted() < 0 ? "" : ", %d of them marked as deleted".formatted(it.deleted());
        return "%s: %s%s (%s)"
                .formatted(label, Text.count(it.documents(), "document"), deleted, Text.printable(it.file()));
    }

    private static List<String> lines(Finding finding) {
        var lines = new ArrayList<String>();
        lines.add("  ✘ " + Text.printable(finding.words()));
        for (var example : finding.examples()) {
            var reason = example.reason().isEmpty() ? "" : ": " + example.reason();
            lines.add("      " + Text.printable(example.id() + reason));
        }
        return lines;
    }

    static String words(Untranslated it) {
        return Text.printable("the server does not check %s (%s): %s".formatted(it.word(), it.place(), it.why()));
    }

    private String summary() {
        long found = checked.stream().mapToLong(it -> it.findings().size()).sum();
        long modelled = checked.stream().filter(it -> !it.file().isEmpty()).count();
        return found == 0
                ? "%s checked: all fit".formatted(Text.count(modelled, "model"))
                : "%s found in %s".formatted(Text.count(found, "problem"), Text.count(names().size(), "collection"));
    }

    @Override
    public List<Failure> errors() {
        long found = checked.stream().mapToLong(it -> it.findings().size()).sum();
        if (found == 0) {
            return List.of();
        }
        var advice = new StringBuilder("Correct the documents or the models.");
        if (has(Finding.Kind.VALIDATOR) || has(Finding.Kind.NO_COLLECTION)) {
            advice.append(" To set validators: seedbank model apply");
        }
        if (has(Finding.Kind.NO_MODEL)) {
            advice.append(" To write models from the data: seedbank model infer");
        }
        return List.of(
                new CheckFailed("%s with the models".formatted(Text.count(found, "problem")), advice.toString()));
    }

    /** Whether it was found of a collection of documents. */
    private boolean has(Finding.Kind kind) {
        return checked.stream()
                .filter(it -> !it.isTable())
                .flatMap(it -> it.findings().stream())
                .anyMatch(it -> it.kind() == kind);
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("collections", checked.stream().map(CheckResult::facts).toList());
        facts.put("withoutModel", unmodelled);
        return facts;
    }

    private static Map<String, Object> facts(Checked it) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", it.store());
        facts.put("collection", it.collection());
        facts.put("file", it.file().isEmpty() ? null : it.file());
        facts.put("documents", it.isTable() ? null : it.documents());
        facts.put("deleted", it.deleted() < 0 ? null : it.deleted());
        facts.put("textReferences", it.texts());
        facts.put("findings", it.findings().stream().map(CheckResult::facts).toList());
        facts.put(
                "notTranslated",
                it.untranslated().stream().map(CheckResult::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(Finding finding) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("kind", finding.kind().word());
        facts.put("field", finding.path().isEmpty() ? null : finding.path());
        facts.put("count", finding.count());
        facts.put("message", finding.words());
        facts.put(
                "examples", finding.examples().stream().map(CheckResult::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(Example example) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("id", example.id());
        facts.put("reason", example.reason());
        return facts;
    }

    static Map<String, Object> facts(Untranslated it) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("word", it.word());
        facts.put("place", it.place());
        facts.put("why", it.why());
        return facts;
    }

    @Override
    public List<String> names() {
        return checked.stream()
                .filter(it -> !it.findings().isEmpty())
                .map(it -> it.store() + "/" + it.collection())
                .toList();
    }
}
