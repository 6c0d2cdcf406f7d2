package dev.seedbank.backup;

import dev.seedbank.archive.Manifest;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.Consistency;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The result of {@code backup}: the backup that was made.
 *
 * @param place where it is kept: a path or a URL
 */
public record BackupResult(String name, String place, long bytes, Manifest manifest) implements Report {
    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Backup %s: %s, %s, %s"
                .formatted(
                        name,
                        Text.count(manifest.collections(), "collection"),
                        Text.count(manifest.rows(), Backup.noun(manifest)),
                        Text.size(bytes)));
        lines.add("  " + Text.place(place));
        for (var store : manifest.stores()) {
            lines.addAll(BackupDetails.leftOut(store));
            lines.addAll(weaker(store));
        }
        return lines;
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("To restore it", List.of("restore", name)));
    }

    /** Which collections are not of the one point in time, and how they were read. A single one cannot contradict another. */
    private static List<String> weaker(StoreEntry store) {
        if (store.collections().size() < 2) {
            return List.of();
        }
        var byConsistency = new EnumMap<Consistency, List<String>>(Consistency.class);
        for (var entry : store.collections()) {
            byConsistency
                    .computeIfAbsent(entry.consistency(), any -> new ArrayList<>())
                    .add(Text.printable(store.label(entry.collection())));
        }
        byConsistency.remove(Consistency.SNAPSHOT);
        return byConsistency.entrySet().stream()
                .map(group ->
                        "  %s: read %s: %s".formatted(store.name(), read(group.getKey()), Text.list(group.getValue())))
                .toList();
    }

    private static String read(Consistency how) {
        return how == Consistency.NONE ? "without a snapshot" : "in " + how.label();
    }

    @Override
    public Map<String, Object> facts() {
        return BackupFacts.of(name, place, bytes, manifest);
    }
}
