package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.migrate.files.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code migrate} ran. */
public record MigrateResult(List<StoreResult> stores, Project project) implements Report {
    public MigrateResult {
        stores = List.copyOf(stores);
    }

    /** @param version that the store has now; empty if it has none */
    public record StoreResult(String name, String version, List<HistoryEntry> ran) {
        public StoreResult {
            ran = List.copyOf(ran);
        }

        static StoreResult of(StoreReader store, Standing now, List<HistoryEntry> ran) {
            return new StoreResult(
                    store.settings().name(), now.head().map(Version::text).orElse(""), ran);
        }

        private String at() {
            return version.isEmpty() ? "" : " at version " + version;
        }
    }

    @Override
    public List<String> lines() {
        if (stores.isEmpty()) {
            return List.of(MigrationSource.none(project));
        }
        var lines = new ArrayList<String>();
        for (var store : stores) {
            lines.add(
                    store.ran().isEmpty()
                            ? "%s is up to date%s".formatted(store.name(), store.at())
                            : "Migrated %s: %s, now%s"
                                    .formatted(
                                            store.name(),
                                            Text.count(store.ran().size(), "migration"),
                                            store.at().isEmpty() ? " done" : store.at()));
        }
        return lines;
    }

    @Override
    public List<Hint> hints() {
        return stores.isEmpty()
                ? List.of(new Hint("To write the first one", List.of("migrate", "create", "--name", "create users")))
                : List.of();
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
                        .flatMap(store -> store.ran().stream().map(entry -> MigrationFacts.of(store.name(), entry)))
                        .toList());
        return facts;
    }

    /** What was run, as {@code store/file}. */
    public List<String> files() {
        return stores.stream()
                .flatMap(store -> store.ran().stream().map(entry -> store.name() + "/" + entry.file()))
                .toList();
    }

    @Override
    public List<String> names() {
        return stores.stream()
                .flatMap(store -> store.ran().stream().map(HistoryEntry::file))
                .toList();
    }
}
