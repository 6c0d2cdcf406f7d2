package dev.seedbank.backup;

import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The list of backups, the latest first. */
public record BackupList(List<BackupRow> backups) implements Report {
    public BackupList {
        backups = List.copyOf(backups);
    }

    @Override
    public List<String> lines() {
        if (backups.isEmpty()) {
            return List.of("No backups yet. Make one: seedbank backup");
        }
        var rows = new ArrayList<List<String>>();
        rows.add(BackupRow.HEADING);
        backups.forEach(backup -> rows.add(backup.cells()));
        return Text.table(rows, 2, 3);
    }

    @Override
    public List<String> names() {
        return backups.stream().map(row -> row.backup().name()).toList();
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("backups", backups.stream().map(BackupRow::facts).toList());
    }
}
