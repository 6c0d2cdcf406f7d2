package dev.seedbank.migrate;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which migrations are applied, and what is not as it should be. */
record MigrateStatus(List<Part> parts, Project project) implements Report {
    private static final List<String> HEADING = List.of("VERSION", "DESCRIPTION", "STATE", "APPLIED", "BY");

    MigrateStatus {
        parts = List.copyOf(parts);
    }

    /** One store's part. */
    record Part(String store, Standing standing, Findings findings) {
        static Part of(StoreStanding it) {
            return new Part(it.name(), it.standing(), Findings.of(it.name(), it.standing()));
        }

        private List<List<String>> rows() {
            var rows = new ArrayList<List<String>>();
            rows.add(HEADING);
            var pending = Set.copyOf(standing.pending());
            var states = States.of(standing);
            standing.folder().migrations().stream()
                    .filter(it -> it.kind() != Kind.BASELINE || pending.contains(it))
                    .forEach(it -> rows.add(row(it, states)));
            standing.missing().forEach(it -> rows.add(row(it, "file is missing")));
            standing.abandoned().forEach(it -> rows.add(row(it, States.unfinished(it) + ", file is missing")));
            return rows;
        }

        private List<String> row(Migration migration, States states) {
            var version = migration.version().map(Version::text).orElse("R");
            var entry = standing.entry(migration);
            return List.of(
                    version,
                    Text.printable(migration.description()),
                    states.of(migration),
                    entry.filter(HistoryEntry::isApplied)
                            .map(it -> Text.time(it.startedAt()))
                            .orElse(""),
                    entry.map(HistoryEntry::by).orElse(""));
        }

        private static List<String> row(HistoryEntry entry, String state) {
            return List.of(
                    entry.version(),
                    Text.printable(entry.description()),
                    state,
                    Text.time(entry.startedAt()),
                    entry.by());
        }
    }

    /** What each migration's state is, in words. What needs all of the history is found once. */
    private record States(Standing standing, Set<Migration> edited, Set<Migration> outOfOrder) {
        static States of(Standing standing) {
            return new States(standing, standing.edited().keySet(), Set.copyOf(standing.outOfOrder()));
        }

        String of(Migration migration) {
            var entry = standing.entry(migration);
            if (edited.contains(migration)) {
                return "edited";
            }
            if (standing.isApplied(migration)) {
                return entry.filter(HistoryEntry::isApplied).isPresent() ? "applied" : "baseline";
            }
            if (outOfOrder.contains(migration)) {
                return "pending, out of order";
            }
            return entry.map(States::unfinished).orElse("pending");
        }

        private static String unfinished(HistoryEntry entry) {
            return switch (entry.state()) {
                case FAILED, RUNNING, ROLLING_BACK, ROLLBACK_FAILED ->
                    (entry.error().isEmpty() ? "interrupted" : "failed")
                            + (entry.done() == 0
                                    ? ""
                                    : " after statement %d of %d".formatted(entry.done(), entry.statements()));
                case DONE -> "changed, runs again";
                case ROLLED_BACK -> "pending, rolled back";
            };
        }
    }

    @Override
    public List<String> lines() {
        if (parts.isEmpty()) {
            return List.of(MigrationSource.none(project));
        }
        var lines = new ArrayList<String>();
        for (var part : parts) {
            lines.add("%s: %s format, at %s"
                    .formatted(
                            part.store(),
                            part.standing().folder().format().label(),
                            part.standing()
                                    .head()
                                    .map(version -> "version " + version)
                                    .orElse("no version")));
            Text.table(part.rows()).forEach(line -> lines.add("  " + line));
            lines.add("  %s pending".formatted(part.standing().pending().size()));
        }
        return lines;
    }

    @Override
    public List<Failure> errors() {
        return Findings.failure(parts.stream().map(Part::findings).toList()).stream()
                .toList();
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("stores", parts.stream().map(MigrateStatus::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(Part part) {
        var migrations = new ArrayList<Map<String, Object>>();
        var states = States.of(part.standing());
        for (var migration : part.standing().folder().migrations()) {
            var facts = MigrationFacts.of(part.store(), migration);
            facts.put("state", states.of(migration));
            migrations.add(facts);
        }
        return Map.of(
                "store", part.store(),
                "format", part.standing().folder().format().label(),
                "version", part.standing().head().map(Version::text).orElse(""),
                "pending", part.standing().pending().size(),
                "migrations", migrations);
    }

    @Override
    public List<String> names() {
        return parts.stream()
                .flatMap(part -> part.standing().pending().stream().map(Migration::file))
                .toList();
    }
}
