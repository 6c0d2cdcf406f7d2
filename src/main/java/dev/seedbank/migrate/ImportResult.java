package dev.seedbank.migrate;

import dev.seedbank.backend.migration.ForeignHistory;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code migrate import} wrote, or would write. */
record ImportResult(boolean dryRun, List<Imported> stores) implements Report {
    ImportResult {
        stores = List.copyOf(stores);
    }

    /**
     * One store's part.
     *
     * @param version that the store has then; empty if it has none
     * @param pending files that are still to be run
     */
    record Imported(
            String store, ForeignHistory history, String version, List<HistoryEntry> entries, List<Migration> pending) {
        Imported {
            entries = List.copyOf(entries);
            pending = List.copyOf(pending);
        }

        static Imported of(ImportPlan.Part part) {
            var standing = part.standing();
            return new Imported(
                    part.name(),
                    part.history(),
                    standing.head().map(Version::text).orElse(""),
                    part.entries(),
                    standing.pending());
        }

        private Map<String, Object> facts() {
            return Map.of(
                    "store", store,
                    "tool", history.tool().toString(),
                    "table", history.table(),
                    "version", version,
                    "pending", pending.size());
        }
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var store : stores) {
            lines.add("%s %s of %s, %s at version %s"
                    .formatted(
                            dryRun ? "Would import" : "Imported",
                            Text.count(store.entries().size(), "migration"),
                            Text.printable(store.history().shown()),
                            store.store(),
                            store.version()));
            if (dryRun) {
                store.entries().forEach(it -> lines.add("  " + shown(store.store(), it)));
            }
            store.pending().forEach(it -> lines.add("  pending: " + Text.printable(store.store() + "/" + it.file())));
        }
        if (dryRun) {
            lines.add(Lines.NOTHING_CHANGED);
        }
        return lines;
    }

    private static String shown(String store, HistoryEntry entry) {
        return entry.file().isEmpty()
                ? Text.printable("%s: version %s %s".formatted(store, entry.version(), entry.description()))
                        .strip()
                : Text.printable(store + "/" + entry.file());
    }

    @Override
    public List<Hint> hints() {
        boolean pending = stores.stream().anyMatch(it -> !it.pending().isEmpty());
        return dryRun || !pending ? List.of() : List.of(new Hint("To run what is pending", List.of("migrate")));
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "dryRun",
                dryRun,
                "histories",
                stores.stream().map(Imported::facts).toList(),
                "migrations",
                stores.stream()
                        .flatMap(
                                store -> store.entries().stream().map(entry -> MigrationFacts.of(store.store(), entry)))
                        .toList());
    }

    @Override
    public List<String> names() {
        return stores.stream()
                .flatMap(store -> store.entries().stream().map(it -> it.file().isEmpty() ? it.version() : it.file()))
                .toList();
    }
}
