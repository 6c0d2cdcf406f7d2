package dev.seedbank.clean;

import dev.seedbank.backend.Cleaner.Cleaned;
import dev.seedbank.backend.Collection;
import dev.seedbank.backup.CollectionFacts;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was emptied, and what {@code undo} puts back. */
public record CleanResult(List<StoreResult> stores, Optional<String> safetyBackup) implements Report {
    public CleanResult {
        stores = List.copyOf(stores);
    }

    /**
     * One store's part.
     *
     * @param planned what was to be emptied
     * @param cleaned what became of it, by labels; of a family's databases as a whole
     * @param lost what went although no backup has it
     */
    public record StoreResult(String name, List<Collection> planned, List<Cleaned> cleaned, List<Failure> lost) {
        public StoreResult {
            planned = List.copyOf(planned);
            cleaned = List.copyOf(cleaned);
            lost = List.copyOf(lost);
        }

        /** What went, in a few words. */
        public String words() {
            long databases = cleaned.stream().filter(Cleaned::dropped).count();
            return databases > 0
                    ? "all collections of %s dropped".formatted(Text.count(databases, "database"))
                    : Text.count(cleaned.size(), "collection") + " emptied";
        }

        private List<Map<String, Object>> collections() {
            var rows = new HashMap<String, Long>();
            cleaned.stream().filter(it -> !it.dropped()).forEach(it -> rows.put(it.label(), it.rows()));
            return planned.stream()
                    .map(it -> CollectionFacts.of(
                            name, it, rows.getOrDefault(it.label("."), rows.getOrDefault(it.label("/"), -1L))))
                    .toList();
        }

        private List<String> droppedDatabases() {
            return cleaned.stream().filter(Cleaned::dropped).map(Cleaned::label).toList();
        }
    }

    @Override
    public List<String> lines() {
        return stores.stream()
                .map(store -> "Cleaned %s: %s".formatted(store.name(), store.words()))
                .toList();
    }

    @Override
    public List<Failure> errors() {
        return stores.stream().flatMap(store -> store.lost().stream()).toList();
    }

    @Override
    public List<Hint> hints() {
        var hints = new ArrayList<Hint>();
        safetyBackup.ifPresent(name -> hints.add(new Hint("To undo this", List.of("undo"))));
        hints.add(new Hint("To fill it again", List.of("seed")));
        return hints;
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dryRun", false);
        facts.put(
                "collections",
                stores.stream().flatMap(store -> store.collections().stream()).toList());
        facts.put(
                "droppedDatabases",
                stores.stream()
                        .flatMap(store -> store.droppedDatabases().stream()
                                .map(database -> Map.of("store", store.name(), "name", database)))
                        .toList());
        facts.put("safetyBackup", safetyBackup.orElse(null));
        return facts;
    }
}
