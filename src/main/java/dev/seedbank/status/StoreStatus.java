package dev.seedbank.status;

import dev.seedbank.backend.CollectionStatistics;
import dev.seedbank.backend.EnvironmentMarker;
import dev.seedbank.backend.EnvironmentMarker.Marked;
import dev.seedbank.backend.EnvironmentMarker.Unmarked;
import dev.seedbank.backend.EnvironmentMarker.Unreadable;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backup.CollectionFacts;
import dev.seedbank.cli.FailureFacts;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Environment;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.Failure;
import dev.seedbank.index.IndexSummary;
import dev.seedbank.migrate.MigrationSummary;
import dev.seedbank.model.ModelSummary;
import dev.seedbank.schema.StructureSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code status} found of one store. */
sealed interface StoreStatus {
    String name();

    List<String> lines();

    Map<String, Object> facts();

    /** What is not as it should be; the one that weighs most first. */
    List<Failure> problems();

    /** It answered. {@code url} without secrets. */
    record Connected(
            String name,
            String url,
            String host,
            ServerInfo server,
            boolean family,
            EnvironmentMarker.Reading marker,
            MigrationSummary migrations,
            StructureSummary structure,
            IndexSummary indexes,
            ModelSummary models,
            List<CollectionStatistics> collections)
            implements StoreStatus {
        public Connected {
            collections = List.copyOf(collections);
        }

        static Connected of(
                StoreReader store,
                EnvironmentMarker.Reading marker,
                MigrationSummary migrations,
                StructureSummary structure,
                IndexSummary indexes,
                ModelSummary models) {
            var settings = store.settings();
            return new Connected(
                    settings.name(),
                    settings.administrationUrl().toString(),
                    store.address(),
                    store.server(),
                    settings.isFamily(),
                    marker,
                    migrations,
                    structure,
                    indexes,
                    models,
                    store.statistics());
        }

        @Override
        public List<String> lines() {
            var lines = new ArrayList<String>();
            lines.add("%s: connected to %s %s at %s, database %s"
                    .formatted(name, server.engine(), server.version(), host, Text.printable(server.database())));
            lines.add("  " + words(marker));
            migrations.lines().forEach(line -> lines.add("  " + line));
            structure.lines().forEach(line -> lines.add("  " + line));
            indexes.lines().forEach(line -> lines.add("  " + line));
            models.lines().forEach(line -> lines.add("  " + line));
            lines.addAll(collections.isEmpty() ? List.of("  no collections") : table());
            return lines;
        }

        @Override
        public List<Failure> problems() {
            return Stream.of(migrations.problem(), structure.problem(), indexes.problem(), models.problem())
                    .flatMap(Optional::stream)
                    .toList();
        }

        private static String words(EnvironmentMarker.Reading reading) {
            return switch (reading) {
                case Unmarked() -> "environment not recorded yet (seedbank init records it)";
                case Marked(var environment) -> "marked as " + environment.label();
                case Unreadable(var why, var repair) -> "%s, so it counts as production. %s".formatted(why, repair);
            };
        }

        private List<String> table() {
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("COLLECTION", "ROWS", "SIZE"));
            for (var it : collections) {
                rows.add(List.of(
                        it.collection().label(family ? "/" : "."),
                        it.rows() < 0 ? "unknown" : (it.exact() ? "" : "about ") + it.rows(),
                        Text.size(it.bytes())));
            }
            return Text.table(rows, 1, 2);
        }

        @Override
        public Map<String, Object> facts() {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("name", name);
            facts.put("connected", true);
            facts.put("url", url);
            facts.put("engine", server.engine());
            facts.put("version", server.version());
            facts.put("host", host);
            facts.put("database", server.database());
            facts.put("marker", marker.environment().map(Environment::label).orElse(null));
            facts.put("migrations", migrations.facts());
            facts.put("structure", structure.facts());
            facts.put("indexes", indexes.facts());
            facts.put("models", models.facts());
            facts.put("collections", collections.stream().map(this::facts).toList());
            return facts;
        }

        private Map<String, Object> facts(CollectionStatistics statistics) {
            var facts = CollectionFacts.of(name, statistics.collection(), statistics.rows());
            facts.put("exact", statistics.exact());
            facts.put("diskBytes", statistics.bytes() < 0 ? null : statistics.bytes());
            return facts;
        }
    }

    /** It did not answer, or not to the end. */
    record Failed(String name, String url, Failure failure) implements StoreStatus {
        static Failed of(StoreSettings settings, Failure failure) {
            return new Failed(settings.name(), settings.administrationUrl().toString(), failure);
        }

        @Override
        public List<Failure> problems() {
            return List.of(failure);
        }

        @Override
        public List<String> lines() {
            return List.of(name + ": no status, see the error below", "  " + Text.printable(url));
        }

        @Override
        public Map<String, Object> facts() {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("name", name);
            facts.put("connected", false);
            facts.put("url", url);
            facts.put("error", FailureFacts.of(failure));
            return facts;
        }
    }
}
