package dev.seedbank.index;

import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.IndexFinding.State;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which declared indexes are there, and what is not as it is declared. */
record IndexStatus(List<StoreIndexes> stores, Project project) implements Report {
    private static final List<String> HEADING = List.of("COLLECTION", "INDEX", "NAME", "STATE");

    IndexStatus {
        stores = List.copyOf(stores);
    }

    /** That a command found no files, and where it looked. */
    static String none(Project project) {
        var folder =
                project.folder().resolve(IndexFiles.FOLDER).toAbsolutePath().normalize();
        var shown = Text.printable(folder.toString());
        return Files.isDirectory(folder)
                ? "No indexes are declared for these stores in " + shown
                : "No indexes are declared: there is no folder " + shown;
    }

    @Override
    public List<String> lines() {
        if (stores.isEmpty()) {
            return List.of(none(project));
        }
        var lines = new ArrayList<String>();
        for (var store : stores) {
            var drift = store.drift();
            long present = store.in(State.PRESENT).size();
            lines.add("%s: %s as declared%s"
                    .formatted(store.name(), IndexText.indexes(present), drift.isEmpty() ? "" : ", " + drift));
            var rows = new ArrayList<List<String>>();
            rows.add(HEADING);
            store.findings().forEach(it -> rows.add(row(store, it)));
            if (rows.size() > 1) {
                Text.table(rows).forEach(line -> lines.add("  " + line));
            }
        }
        return lines;
    }

    private static List<String> row(StoreIndexes store, IndexFinding finding) {
        var state = finding.details().isEmpty()
                ? finding.state().word()
                : finding.state().word() + ": " + String.join("; ", finding.details());
        return List.of(
                Text.printable(store.collection(finding)),
                Text.printable(finding.index()),
                Text.printable(finding.name()),
                Text.printable(state));
    }

    @Override
    public List<Hint> hints() {
        return stores.isEmpty()
                ? List.of(new Hint("To write those that exist into files", List.of("index", "pull")))
                : List.of();
    }

    @Override
    public List<Failure> errors() {
        return StoreIndexes.failure(stores).stream().toList();
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("indexes", stores.stream().flatMap(it -> it.facts().stream()).toList());
        return facts;
    }

    /** What has drifted. */
    @Override
    public List<String> names() {
        return stores.stream()
                .flatMap(store -> store.findings().stream()
                        .filter(it -> it.state().isDrift())
                        .map(it -> store.label(it) + ": " + it.index()))
                .toList();
    }
}
