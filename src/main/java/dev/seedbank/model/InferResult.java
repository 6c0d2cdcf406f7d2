package dev.seedbank.model;

import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that {@code model infer} wrote. */
record InferResult(List<Written> files) implements Report {
    InferResult {
        files = List.copyOf(files);
    }

    /** @param done false if there is a file already */
    record Written(String collection, String file, long documents, boolean done) {}

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var it : files) {
            lines.add("  %s %s: %s"
                    .formatted(
                            it.done() ? "✔" : "·",
                            Text.printable(it.file()),
                            it.done()
                                    ? "from " + Text.count(it.documents(), "document")
                                    : "is there already; to replace it: --force"));
        }
        long done = files.stream().filter(Written::done).count();
        lines.add("Wrote %s".formatted(Text.count(done, "model")));
        return lines;
    }

    @Override
    public List<Hint> hints() {
        return files.stream().anyMatch(Written::done)
                ? List.of(new Hint("To compare documents with them", List.of("model", "check")))
                : List.of();
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("files", files.stream().map(InferResult::facts).toList());
    }

    private static Map<String, Object> facts(Written it) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("collection", it.collection());
        facts.put("file", it.file());
        facts.put("documents", it.documents());
        facts.put("written", it.done());
        return facts;
    }

    @Override
    public List<String> names() {
        return files.stream().filter(Written::done).map(Written::file).toList();
    }
}
