package dev.seedbank.clean;

import dev.seedbank.backend.Cleaner.Cleaned;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was emptied, and what {@code undo} puts back. */
public record CleanResult(List<StoreResult> stores, Optional<String> safetyBackup) implements Report {
    public CleanResult {
        stores = List.copyOf(stores);
    }

    /** One store's part. */
    public record StoreResult(String name, List<Cleaned> cleaned) {
        public StoreResult {
            cleaned = List.copyOf(cleaned);
        }
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var store : stores) {
            long databases = store.cleaned().stream().filter(Cleaned::dropped).count();
            var what = databases > 0
                    ? "all collections of %s dropped".formatted(Text.count(databases, "database"))
                    : Text.count(store.cleaned().size(), "collection") + " emptied";
            lines.add("Cleaned %s: %s".formatted(store.name(), what));
        }
        safetyBackup.ifPresent(name -> lines.add("To take it back: seedbank undo"));
        lines.add("To fill it again: seedbank seed");
        return lines;
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("stores", stores.stream().map(CleanResult::facts).toList());
        facts.put("safetyBackup", safetyBackup.orElse(null));
        return facts;
    }

    private static Map<String, Object> facts(StoreResult store) {
        var cleaned = new ArrayList<Map<String, Object>>();
        store.cleaned()
                .forEach(it -> cleaned.add(Map.of("name", it.label(), "rows", it.rows(), "dropped", it.dropped())));
        return Map.of("name", store.name(), "cleaned", cleaned);
    }
}
