package dev.seedbank.schema;

import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files {@code pull} wrote, or would.
 *
 * @param others files that are there and have nothing to do with it: what they declare may now be declared twice, or not be there
 */
record PullResult(List<PulledFile> files, List<String> others, boolean force, boolean dryRun) implements Report {
    PullResult {
        files = List.copyOf(files);
        others = List.copyOf(others);
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        if (files.isEmpty()) {
            lines.add("The database has no structure to write down.");
        }
        files.forEach(it -> lines.add(verb(it) + " " + Text.printable(it.shown())));
        others.forEach(it -> lines.add(
                "  ! %s is left as it is. Remove it if it declares the same objects again, or objects that no longer exist"
                        .formatted(Text.printable(it))));
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
        return kept ? List.of(new Hint("To replace those that were kept", List.of("pull", "--force"))) : List.of();
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dryRun", dryRun);
        facts.put("files", files.stream().map(this::facts).toList());
        facts.put("others", others);
        return facts;
    }

    private Map<String, Object> facts(PulledFile file) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", file.store());
        facts.put("file", file.shown());
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
