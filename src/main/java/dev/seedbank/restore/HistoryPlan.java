package dev.seedbank.restore;

import dev.seedbank.archive.Manifest.Migrations;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.migrate.files.Version;
import dev.seedbank.migrate.history.History;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a restore makes of a store's history of migrations, which is in no backup. It has to say how the structure is: where all of that
 * becomes the backup's, the history becomes what the backup knew of it; where rows come into the structure that is there, it stays.
 *
 * @param backup empty if the backup does not say
 * @param structure whether all of the structure becomes the backup's
 */
record HistoryPlan(Optional<Migrations> backup, History present, boolean structure) {
    /** What the history is to be; empty if it stays as it is. */
    Optional<List<HistoryEntry>> replacement() {
        return structure ? backup.map(Migrations::history) : Optional.empty();
    }

    /** What the history will be. */
    List<HistoryEntry> afterwards() {
        return replacement().orElseGet(present::entries);
    }

    /** Whether backup and store are at different versions, as far as the backup says. */
    boolean differs() {
        return backup.filter(it -> !it.version().equals(head()) || it.applied() != present.applied())
                .isPresent();
    }

    /** Whether the history would no longer tell how the database is, but for the line that says so. */
    private boolean isUnknown() {
        return structure && backup.isEmpty() && !present.entries().isEmpty();
    }

    private String head() {
        return present.head().map(Version::text).orElse("");
    }

    /** For whoever is asked; empty if both are at the same version. */
    List<String> lines() {
        if (isUnknown()) {
            return List.of(
                    "migrations: the backup does not say which it had, so the history stays; correct it with seedbank migrate repair");
        }
        if (!differs()) {
            return List.of();
        }
        var versions = "migrations: the backup is at %s, the database at %s; "
                .formatted(words(backup.orElseThrow().version()), words(head()));
        return List.of(versions
                + (structure
                        ? "the history becomes the backup's"
                        : "the rows come into the structure that is there, and the history stays"));
    }

    private static String words(String version) {
        return version.isEmpty() ? "no version" : "version " + version;
    }

    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("backup", backup.map(Migrations::version).orElse(null));
        facts.put("database", head());
        facts.put("differs", differs());
        facts.put("history", replacement().isPresent() ? "replaced" : "kept");
        return facts;
    }
}
