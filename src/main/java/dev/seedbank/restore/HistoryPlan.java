package dev.seedbank.restore;

import dev.seedbank.archive.Manifest.Migrations;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.cli.Text;
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
 * @param staying collections and views that the backup does not have, and that stay all the same
 */
record HistoryPlan(Optional<Migrations> backup, History present, boolean structure, List<String> staying) {
    HistoryPlan {
        staying = List.copyOf(staying);
    }

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
        if (!structure) {
            return List.of(versions + "the rows come into the structure that is there, and the history stays");
        }
        var line = versions + "the history becomes the backup's";
        return inTheWay().isEmpty() ? List.of(line) : List.of(line, stayingLine());
    }

    /** What a migration may want to make that the new history does not have. */
    private List<String> inTheWay() {
        return replacement().isPresent() && differs() ? staying : List.of();
    }

    private String stayingLine() {
        return "%s will stay, though the backup does not have %s; a migration that makes %2$s again will fail (--drop-existing removes %2$s)"
                .formatted(Text.list(staying), staying.size() == 1 ? "it" : "them");
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
        facts.put("inTheWay", inTheWay());
        return facts;
    }
}
