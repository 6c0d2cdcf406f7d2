package dev.seedbank.migrate;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was rolled back. */
record RollbackResult(List<StoreResult> stores, Optional<String> safetyBackup) implements Report {
    RollbackResult {
        stores = List.copyOf(stores);
    }

    /** @param version that the store has now; empty if it has none */
    record StoreResult(String name, String version, List<HistoryEntry> reverted) {
        StoreResult {
            reverted = List.copyOf(reverted);
        }
    }

    @Override
    public List<String> lines() {
        return stores.stream()
                .map(store -> "Rolled back %s: %s, now %s"
                        .formatted(
                                store.name(),
                                Text.count(store.reverted().size(), "migration"),
                                store.version().isEmpty() ? "at no version" : "at version " + store.version()))
                .toList();
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("To run them again", List.of("migrate")));
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dryRun", false);
        facts.put(
                "stores",
                stores.stream()
                        .map(store -> Map.of("store", store.name(), "version", store.version()))
                        .toList());
        facts.put(
                "migrations",
                stores.stream()
                        .flatMap(
                                store -> store.reverted().stream().map(entry -> MigrationFacts.of(store.name(), entry)))
                        .toList());
        facts.put("safetyBackup", safetyBackup.orElse(null));
        return facts;
    }

    @Override
    public List<String> names() {
        return stores.stream()
                .flatMap(store -> store.reverted().stream().map(HistoryEntry::file))
                .toList();
    }
}
