package dev.seedbank.archive;

import dev.seedbank.archive.Manifest.Migrations;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.HistoryEntry.State;
import dev.seedbank.backend.migration.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A store's migrations in the manifest. What most entries do not have is left out. */
final class HistoryJson {
    private HistoryJson() {}

    static Map<String, Object> migrations(Migrations migrations) {
        var map = new LinkedHashMap<String, Object>();
        map.put("version", migrations.version());
        map.put("applied", migrations.applied());
        map.put("history", StoreJson.lazy(migrations.history(), HistoryJson::entry));
        return map;
    }

    static Migrations migrations(JsonFields fields) {
        return new Migrations(
                fields.text("version"),
                (int) fields.number("applied"),
                fields.list("history").stream().map(HistoryJson::entry).toList());
    }

    private static Map<String, Object> entry(HistoryEntry entry) {
        var map = new LinkedHashMap<String, Object>();
        map.put("kind", word(entry.kind()));
        map.put("version", entry.version());
        map.put("description", entry.description());
        map.put("file", entry.file());
        map.put("checksum", entry.checksum());
        map.put("state", word(entry.state()));
        map.put("startedAt", entry.startedAt().toString());
        map.put("milliseconds", entry.took().toMillis());
        map.put("by", entry.by());
        map.put("done", entry.done());
        map.put("statements", entry.statements());
        if (!entry.position().isEmpty()) {
            map.put("position", entry.position());
        }
        if (!entry.error().isEmpty()) {
            map.put("error", entry.error());
        }
        map.put("source", entry.source());
        return map;
    }

    private static HistoryEntry entry(JsonFields fields) {
        try {
            return new HistoryEntry(
                    0,
                    Kind.valueOf(fields.text("kind").toUpperCase(Locale.ROOT)),
                    fields.text("version"),
                    fields.text("description"),
                    fields.text("file"),
                    fields.text("checksum"),
                    Optional.empty(),
                    State.valueOf(fields.text("state").toUpperCase(Locale.ROOT).replace('-', '_')),
                    Instant.parse(fields.text("startedAt")),
                    Duration.ofMillis(fields.number("milliseconds")),
                    fields.text("by"),
                    (int) fields.number("done"),
                    (int) fields.number("statements"),
                    fields.optionalText("position").orElse(""),
                    fields.optionalText("error").orElse(""),
                    fields.text("source"));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no startedAt", e);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
