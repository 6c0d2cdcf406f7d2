package dev.seedbank.index;

import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which files {@code index pull} wrote, or would. */
record PullResult(List<PulledFile> files, boolean force, boolean dryRun) implements Report {
    PullResult {
        files = List.copyOf(files);
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        if (files.isEmpty()) {
            lines.add("There are no indexes besides those of keys and constraints.");
        }
        for (var file : files) {
            lines.add("%s %s: %s"
                    .formatted(
                            verb(file),
                            Text.printable(file.shown()),
                            IndexText.indexes(file.written().count())));
        }
        if (dryRun) {
            lines.add(Lines.NOTHING_CHANGED);
        }
        return lines;
    }

    private String verb(PulledFile file) {
        if (file.isWritten(force)) {
            return dryRun ? "Would write" : "Wrote";
        }
        return file.state() == PulledFile.State.SAME ? "Unchanged" : "Kept, because it differs:";
    }

    @Override
    public List<Hint> hints() {
        boolean kept = files.stream().anyMatch(it -> it.state() == PulledFile.State.DIFFERENT && !force);
        return kept
                ? List.of(new Hint("To replace those that were kept", List.of("index", "pull", "--force")))
                : List.of();
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dryRun", dryRun);
        facts.put("files", files.stream().map(this::facts).toList());
        return facts;
    }

    private Map<String, Object> facts(PulledFile file) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", file.store());
        facts.put("collection", file.written().label());
        facts.put("file", file.shown());
        facts.put("indexes", file.written().count());
        facts.put("written", file.isWritten(force) && !dryRun);
        return facts;
    }

    @Override
    public List<String> names() {
        return files.stream()
                .filter(it -> it.isWritten(force))
                .map(PulledFile::shown)
                .toList();
    }
}
