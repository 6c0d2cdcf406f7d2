package dev.seedbank.backend.migration;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * Another tool's history, as it is in the database.
 *
 * @param table for messages: {@code public.flyway_schema_history}
 * @param entries in the order in which they were written
 */
public record ForeignHistory(ForeignTool tool, String table, List<ForeignEntry> entries) {
    public ForeignHistory {
        entries = List.copyOf(entries);
    }

    /** The last entry of each migration, which counts; without those that the database does not have. */
    public List<ForeignEntry> standing() {
        var last = new LinkedHashMap<String, ForeignEntry>();
        for (var entry : entries) {
            last.remove(entry.key());
            last.put(entry.key(), entry);
        }
        return last.values().stream()
                .filter(it -> it.state() != ForeignEntry.State.REVERTED)
                .toList();
    }

    /** {@code public.flyway_schema_history (Flyway)}. */
    public String shown() {
        return "%s (%s)".formatted(table, tool.label());
    }
}
