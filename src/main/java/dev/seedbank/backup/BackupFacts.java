package dev.seedbank.backup;

import dev.seedbank.archive.Manifest;
import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.SensitiveField;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A backup as {@code --output json} tells it. */
final class BackupFacts {
    private BackupFacts() {}

    static Map<String, Object> of(String name, String place, long bytes, Manifest manifest) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", name);
        facts.put("path", place);
        facts.put("createdAt", manifest.createdAt().toString());
        facts.put("profile", manifest.profile());
        facts.put("environment", manifest.environment());
        facts.put("layout", manifest.layout().name().toLowerCase(Locale.ROOT));
        facts.put("complete", manifest.wholeStores());
        facts.put("rows", manifest.rows());
        facts.put("bytes", bytes);
        facts.put("stores", manifest.stores().stream().map(BackupFacts::store).toList());
        return facts;
    }

    private static Map<String, Object> store(StoreEntry store) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", store.name());
        facts.put("engine", store.server().engine());
        facts.put("version", store.server().version());
        facts.put("database", store.server().database());
        facts.put("consistency", store.consistency().name().toLowerCase(Locale.ROOT));
        facts.put(
                "collections",
                store.collections().stream()
                        .map(it -> collection(store.name(), it))
                        .toList());
        facts.put("leftOut", store.leftOut());
        facts.put(
                "migrations",
                store.migrations()
                        .map(it -> Map.of("version", it.version(), "applied", it.applied()))
                        .orElse(null));
        return facts;
    }

    private static Map<String, Object> collection(String store, CollectionEntry entry) {
        var facts = CollectionFacts.of(store, entry.collection(), entry.rows());
        facts.put("bytes", entry.part().bytes());
        facts.put("sha256", entry.part().sha256());
        facts.put("consistency", entry.consistency().name().toLowerCase(Locale.ROOT));
        facts.put(
                "sensitive",
                entry.sensitive().stream().map(SensitiveField::name).toList());
        return facts;
    }
}
