package dev.seedbank.backup;

import dev.seedbank.archive.Manifest;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code backup show} prints.
 *
 * @param place where it is kept: a path or a URL
 */
public record BackupDetails(String name, String place, long bytes, Manifest manifest) implements Report {
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
        if (manifest.external()) {
            lines.add("  Written by another program: it has no checksums to check");
        } else {
            lines.add("  Created: %s by Seedbank %s, profile %s (%s)"
                    .formatted(
                            Text.time(manifest.createdAt()),
                            manifest.program(),
                            manifest.profile(),
                            manifest.environment()));
        }
        if (!manifest.wholeStores()) {
            lines.add("  Partial: made with --collection");
        }
        manifest.safety()
                .ifPresent(safety -> lines.add("  Safety backup of '%s' of %s"
                        .formatted(Text.printable(safety.command()), Text.time(safety.startedAt()))));
        for (var store : manifest.stores()) {
            if (!store.name().isEmpty()) {
                var server = store.server();
                lines.add("  %s: %s %s, database %s%s"
                        .formatted(
                                store.name(),
                                server.engine(),
                                server.version(),
                                Text.printable(server.database()),
                                migrations(store)));
            }
            var rows = new ArrayList<List<String>>();
            for (var entry : store.collections()) {
                rows.add(List.of(
                        "  " + store.label(entry.collection()),
                        String.valueOf(entry.rows()),
                        Text.size(entry.part().bytes()),
                        entry.consistency().label()));
            }
            lines.addAll(Text.table(rows, 1, 2));
            lines.addAll(leftOut(store));
        }
        return lines;
    }

    private static String migrations(StoreEntry store) {
        return store.migrations()
                .filter(it -> !it.version().isEmpty())
                .map(it ->
                        ", migrations at version %s (%d applied)".formatted(Text.printable(it.version()), it.applied()))
                .orElse("");
    }

    /** One line for what was not chosen, one for fields. */
    static List<String> leftOut(StoreEntry store) {
        var lines = new ArrayList<String>();
        if (!store.leftOut().isEmpty()) {
            lines.add("  %s: not in this backup: %s".formatted(store.name(), String.join(", ", store.leftOut())));
        }
        var fields = store.collections().stream()
                .flatMap(entry ->
                        entry.sensitive().stream().map(field -> store.label(entry.collection()) + "." + field.name()))
                .toList();
        if (!fields.isEmpty()) {
            lines.add("  %s: left out as sensitive: %s".formatted(store.name(), Text.list(fields)));
        }
        return lines.stream().map(Text::printable).toList();
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public Map<String, Object> facts() {
        return BackupFacts.of(name, place, bytes, manifest);
    }
}
