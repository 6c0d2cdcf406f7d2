package dev.seedbank.backup;

import dev.seedbank.archive.Manifest;
import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.StoreEntry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A backup as {@code --output json} tells it. */
final class BackupFacts {
    private BackupFacts() {}

    static Map<String, Object> of(Path path, long bytes, Manifest manifest) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", path.getFileName().toString());
        facts.put("path", path.toString());
        facts.put("createdAt", manifest.createdAt().toString());
        facts.put("profile", manifest.profile());
        facts.put("environment", manifest.environment());
        facts.put("layout", manifest.layout().name().toLowerCase(Locale.ROOT));
        facts.put("wholeStores", manifest.wholeStores());
        facts.put("rows", manifest.rows());
        facts.put("bytes", bytes);
        facts.put("stores", manifest.stores().stream().map(BackupFacts::store).toList());
        return facts;
    }

    private static Map<String, Object> store(StoreEntry store) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", store.name());
        facts.put("engine", store.server().engine());
        facts.put("serverVersion", store.server().version());
        facts.put("database", store.server().database());
        facts.put("consistency", store.consistency().name().toLowerCase(Locale.ROOT));
        facts.put(
                "collections",
                store.collections().stream().map(BackupFacts::collection).toList());
        facts.put("leftOut", store.leftOut());
        return facts;
    }

    private static Map<String, Object> collection(CollectionEntry entry) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("namespace", entry.collection().namespace());
        facts.put("name", entry.collection().name());
        facts.put("rows", entry.rows());
        facts.put("bytes", entry.part().bytes());
        facts.put("sha256", entry.part().sha256());
        facts.put("consistency", entry.consistency().name().toLowerCase(Locale.ROOT));
        return facts;
    }
}
