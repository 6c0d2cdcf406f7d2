package dev.seedbank.restore;

import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was restored.
 *
 * @param rows per {@code store/collection}, in the order restored
 * @param removed collections that the backup does not have, as {@code store/collection}
 * @param safetyBackup what {@code undo} puts back
 */
public record RestoreResult(String backup, Map<String, Long> rows, List<String> removed, Optional<String> safetyBackup)
        implements Report {
    public RestoreResult {
        removed = List.copyOf(removed);
    }

    @Override
    public List<String> lines() {
        long total = rows.values().stream().mapToLong(Long::longValue).sum();
        var lines = new ArrayList<String>();
        lines.add("Restored %s: %s, %s"
                .formatted(backup, Text.count(rows.size(), "collection"), Text.count(total, "row")));
        if (!removed.isEmpty()) {
            lines.add("Removed, as the backup does not have them: " + Text.names(removed));
        }
        safetyBackup.ifPresent(name -> lines.add("To take it back: seedbank undo"));
        return lines;
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("restored", backup);
        facts.put("collections", rows);
        facts.put("removed", removed);
        facts.put("safetyBackup", safetyBackup.orElse(null));
        return facts;
    }
}
