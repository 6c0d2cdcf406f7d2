package dev.seedbank.restore;

import dev.seedbank.backend.Collection;
import dev.seedbank.backup.CollectionFacts;
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
 * @param noun what the engines' people call an entry
 * @param loaded in the order restored
 * @param leftOut what the server did not take of the structure, a line each
 * @param removed collections that the backup does not have, as {@code store/collection}
 * @param safetyBackup what {@code undo} puts back
 */
public record RestoreResult(
        String backup,
        String noun,
        List<Loaded> loaded,
        List<String> removed,
        List<String> leftOut,
        Optional<String> safetyBackup)
        implements Report {
    public RestoreResult {
        loaded = List.copyOf(loaded);
        removed = List.copyOf(removed);
        leftOut = List.copyOf(leftOut);
    }

    /** A collection of a store that was replaced. */
    public record Loaded(String store, Collection collection, long rows) {
        private Map<String, Object> facts() {
            return CollectionFacts.of(store, collection, rows);
        }
    }

    /** {@code 2 collections, 10 rows}, or documents. */
    String amount() {
        long total = loaded.stream().mapToLong(Loaded::rows).sum();
        return Text.count(loaded.size(), "collection") + ", " + Text.count(total, noun);
    }

    /** @param why the removed collections had to go */
    List<String> removedLines(String why) {
        return removed.isEmpty() ? List.of() : List.of("Removed, as %s: %s".formatted(why, Text.names(removed)));
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Restored %s: %s".formatted(backup, amount()));
        lines.addAll(removedLines("the backup does not have them"));
        leftOut.forEach(line -> lines.add("  ! " + Text.printable(line)));
        return lines;
    }

    @Override
    public List<Hint> hints() {
        return safetyBackup.map(name -> new Hint("To undo this", List.of("undo"))).stream()
                .toList();
    }

    @Override
    public List<String> names() {
        return List.of(backup);
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dryRun", false);
        facts.put("backup", backup);
        facts.put("collections", loaded.stream().map(Loaded::facts).toList());
        facts.put("removed", removed);
        facts.put("leftOut", leftOut);
        facts.put("safetyBackup", safetyBackup.orElse(null));
        return facts;
    }
}
