package dev.seedbank.migrate;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.Version;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Migrations and entries of the history, as JSON documents tell of them. */
final class MigrationFacts {
    private MigrationFacts() {}

    static Map<String, Object> of(String store, Migration migration) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", store);
        facts.put("version", migration.version().map(Version::text).orElse(""));
        facts.put("description", migration.description());
        facts.put("kind", migration.kind().name().toLowerCase(Locale.ROOT));
        facts.put("file", migration.file());
        return facts;
    }

    static Map<String, Object> of(String store, HistoryEntry entry) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", store);
        facts.put("version", entry.version());
        facts.put("description", entry.description());
        facts.put("kind", entry.kind().name().toLowerCase(Locale.ROOT));
        facts.put("file", entry.file());
        facts.put("state", entry.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        facts.put("appliedAt", entry.startedAt().toString());
        facts.put("milliseconds", entry.took().toMillis());
        facts.put("by", entry.by());
        facts.put("statements", entry.statements());
        facts.put("source", entry.source());
        return facts;
    }
}
