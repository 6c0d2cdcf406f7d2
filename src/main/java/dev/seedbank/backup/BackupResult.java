package dev.seedbank.backup;

import dev.seedbank.archive.Manifest;
import dev.seedbank.backend.Consistency;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A backup that is there now. */
public record BackupResult(String name, Path directory, Manifest manifest) implements Report {
    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Backup %s: %s, %s, %s"
                .formatted(
                        name,
                        Text.count(manifest.collections(), "collection"),
                        Text.count(manifest.rows(), "row"),
                        Text.size(manifest.bytes())));
        for (var store : manifest.stores()) {
            lines.addAll(BackupDetails.leftOut(store));
            if (store.consistency() == Consistency.NONE && store.collections().size() > 1) {
                lines.add("  %s: this server has no snapshots; each collection is of its own moment"
                        .formatted(store.name()));
            }
        }
        lines.add("To restore it: seedbank restore " + name);
        return lines;
    }

    @Override
    public Map<String, Object> facts() {
        var facts = BackupFacts.of(name, manifest);
        facts.put("path", directory.resolve(name).toString());
        return facts;
    }
}
