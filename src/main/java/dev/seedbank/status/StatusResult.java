package dev.seedbank.status;

import dev.seedbank.backend.CollectionStatistics;
import dev.seedbank.backend.EnvironmentMarker;
import dev.seedbank.backend.EnvironmentMarker.Marked;
import dev.seedbank.backend.EnvironmentMarker.Unmarked;
import dev.seedbank.backend.EnvironmentMarker.Unreadable;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.backend.Store;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Environment;
import dev.seedbank.config.Profile;
import dev.seedbank.repository.BackupSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code status} found. */
record StatusResult(Profile profile, List<StoreStatus> stores, List<BackupSummary> backups) implements Report {
    StatusResult {
        stores = List.copyOf(stores);
        backups = List.copyOf(backups);
    }

    /** One store; {@code url} without secrets. */
    record StoreStatus(
            String name,
            String url,
            ServerInfo server,
            boolean family,
            EnvironmentMarker.Reading marker,
            List<CollectionStatistics> collections) {
        StoreStatus {
            collections = List.copyOf(collections);
        }

        static StoreStatus of(Store store) {
            var settings = store.settings();
            return new StoreStatus(
                    settings.name(),
                    settings.administrationUrl().toString(),
                    store.server(),
                    settings.isFamily(),
                    store.marker().read(),
                    store.statistics());
        }
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        var assumed = profile.assumed() ? ", because seedbank.environment is not set" : "";
        lines.add("Profile %s (%s%s)"
                .formatted(profile.name(), profile.environment().label(), assumed));
        for (var store : stores) {
            var server = store.server();
            lines.add("");
            lines.add("%s: connected to %s %s, database %s"
                    .formatted(store.name(), server.engine(), server.version(), Text.printable(server.database())));
            lines.add("  " + marker(store.marker()));
            lines.addAll(table(store));
        }
        lines.add("");
        lines.add(backupLine());
        return lines;
    }

    private static String marker(EnvironmentMarker.Reading reading) {
        return switch (reading) {
            case Unmarked() -> "not marked yet (seedbank init marks it)";
            case Marked(var environment) -> "marked as " + environment.label();
            case Unreadable(var why, var repair) -> "%s, so it counts as production. %s".formatted(why, repair);
        };
    }

    private static List<String> table(StoreStatus store) {
        if (store.collections().isEmpty()) {
            return List.of("  no collections");
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("COLLECTION", "ROWS", "SIZE"));
        for (var it : store.collections()) {
            rows.add(List.of(
                    it.collection().label(store.family() ? "/" : "."),
                    (it.exact() ? "" : "about ") + it.rows(),
                    Text.size(it.bytes())));
        }
        return Text.table(rows);
    }

    private String backupLine() {
        if (backups.isEmpty()) {
            return "No backups yet. Make one: seedbank backup";
        }
        return "%s, the latest: %s"
                .formatted(
                        Text.count(backups.size(), "backup"), backups.getFirst().name());
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("profile", profile.name());
        facts.put("environment", profile.environment().label());
        facts.put("stores", stores.stream().map(StatusResult::facts).toList());
        facts.put("backups", backups.stream().map(BackupSummary::name).toList());
        return facts;
    }

    private static Map<String, Object> facts(StoreStatus store) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", store.name());
        facts.put("url", store.url());
        facts.put("engine", store.server().engine());
        facts.put("version", store.server().version());
        facts.put("database", store.server().database());
        facts.put("marker", store.marker().environment().map(Environment::label).orElse(null));
        facts.put(
                "collections",
                store.collections().stream().map(StatusResult::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(CollectionStatistics statistics) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("namespace", statistics.collection().namespace());
        facts.put("name", statistics.collection().name());
        facts.put("rows", statistics.rows());
        facts.put("exact", statistics.exact());
        facts.put("bytes", statistics.bytes());
        return facts;
    }
}
