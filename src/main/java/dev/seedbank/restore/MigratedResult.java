package dev.seedbank.restore;

import dev.seedbank.cli.Report;
import dev.seedbank.migrate.MigrateResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was restored, and which migrations were run then. */
record MigratedResult(RestoreResult restored, MigrateResult migrated) implements Report {
    @Override
    public List<String> lines() {
        var lines = new ArrayList<>(restored.lines());
        lines.addAll(migrated.lines());
        return lines;
    }

    @Override
    public List<Hint> hints() {
        return restored.hints();
    }

    @Override
    public List<String> names() {
        return restored.names();
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<>(restored.facts());
        facts.put("migrations", migrated.files());
        return facts;
    }
}
