package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.migrate.files.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Something that does not fit between the files and the history.
 *
 * @param what in one line
 * @param lines that differ, if they are known
 */
record MigrationProblem(String store, String version, String what, List<String> lines) {
    MigrationProblem {
        lines = List.copyOf(lines);
    }

    static List<MigrationProblem> of(StoreReader store, Standing standing) {
        var name = store.settings().name();
        var folder = standing.folder().name() + "/";
        var problems = new ArrayList<MigrationProblem>();
        standing.edited()
                .forEach((migration, entry) -> problems.add(new MigrationProblem(
                        name,
                        entry.version(),
                        folder + migration.file() + " was edited after it was applied",
                        difference(store, migration, entry))));
        standing.missing()
                .forEach(entry -> problems.add(new MigrationProblem(
                        name,
                        entry.version(),
                        "%s%s is applied, but the file is missing".formatted(folder, entry.file()),
                        List.of())));
        standing.outOfOrder()
                .forEach(migration -> problems.add(new MigrationProblem(
                        name,
                        migration.version().orElseThrow().text(),
                        "%s%s is pending, but a higher version is applied: %s"
                                .formatted(
                                        folder,
                                        migration.file(),
                                        standing.head().orElseThrow()),
                        List.of())));
        var abandoned = standing.abandoned();
        standing.unfinished()
                .forEach(entry -> problems.add(new MigrationProblem(
                        name,
                        entry.version(),
                        "%s%s %s with %d of %d statements done%s%s"
                                .formatted(
                                        folder,
                                        entry.file(),
                                        entry.error().isEmpty() ? "was interrupted" : "failed",
                                        entry.done(),
                                        entry.statements(),
                                        abandoned.contains(entry) ? ", and the file is missing" : "",
                                        entry.error().isEmpty() ? "" : ": " + entry.error()),
                        List.of())));
        return problems;
    }

    private static List<String> difference(StoreReader store, Migration migration, HistoryEntry entry) {
        var now = KeptText.of(migration.up());
        return store.migrationText(entry)
                .filter(_ -> now.isPresent())
                .map(old -> TextDifference.of(old, now.get()))
                .orElse(List.of());
    }

    Map<String, Object> facts() {
        return Map.of("store", store, "version", version, "problem", what, "lines", lines);
    }
}
