package dev.seedbank.backup;

import dev.seedbank.archive.Manifest;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.repository.BackupSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of backups, the latest first. */
public record BackupList(List<BackupSummary> backups) implements Report {
    public BackupList {
        backups = List.copyOf(backups);
    }

    @Override
    public List<String> lines() {
        if (backups.isEmpty()) {
            return List.of("No backups yet. Make one: seedbank backup");
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("BACKUP", "STORES", "COLLECTIONS", "ROWS", "SIZE", ""));
        backups.forEach(backup -> rows.add(row(backup)));
        return Text.table(rows);
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("backups", backups.stream().map(BackupList::facts).toList());
    }

    private static List<String> row(BackupSummary backup) {
        var manifest = backup.manifest();
        return List.of(
                backup.name(),
                manifest.map(BackupList::stores).orElse("-"),
                manifest.map(it -> String.valueOf(it.collections())).orElse("-"),
                manifest.map(it -> String.valueOf(it.rows())).orElse("-"),
                Text.size(backup.bytes()),
                backup.problem().orElse(""));
    }

    private static String stores(Manifest manifest) {
        return String.join(
                ",", manifest.stores().stream().map(Manifest.StoreEntry::name).toList());
    }

    private static Map<String, Object> facts(BackupSummary backup) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", backup.name());
        facts.put("createdAt", backup.createdAt().toString());
        facts.put("bytes", backup.bytes());
        facts.put("safety", backup.safety());
        backup.manifest().ifPresent(manifest -> {
            facts.put("profile", manifest.profile());
            facts.put("collections", manifest.collections());
            facts.put("rows", manifest.rows());
        });
        backup.problem().ifPresent(problem -> facts.put("problem", problem));
        return facts;
    }
}
