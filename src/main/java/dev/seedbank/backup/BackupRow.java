package dev.seedbank.backup;

import dev.seedbank.archive.Manifest;
import dev.seedbank.archive.ManifestSummary;
import dev.seedbank.cli.Text;
import dev.seedbank.repository.BackupSummary;
import dev.seedbank.repository.LoggedCommand;
import dev.seedbank.repository.LoggedCommand.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A line of a table of backups.
 *
 * @param now for its age
 * @param command of a safety backup: the command that took it, if the log still knows it
 */
public record BackupRow(BackupSummary backup, Instant now, Optional<LoggedCommand> command) {
    /** Over {@link #cells()}; the third and fourth column hold numbers. */
    public static final List<String> HEADING = List.of("BACKUP", "AGE", "SIZE", "ROWS", "STORES", "");

    /** As many as the heading has. */
    public List<String> cells() {
        var content = backup.content();
        return List.of(
                backup.name(),
                Text.age(Duration.between(backup.createdAt(), now)),
                Text.size(backup.bytes()),
                content.map(it -> String.valueOf(it.rows())).orElse("-"),
                content.map(BackupRow::stores).orElse("-"),
                backup.problem().or(this::safety).or(this::partial).orElse(""));
    }

    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", backup.name());
        facts.put("createdAt", backup.createdAt().toString());
        facts.put("bytes", backup.bytes());
        facts.put(
                "safety",
                backup.content()
                        .flatMap(ManifestSummary::safety)
                        .map(this::safetyFacts)
                        .orElse(null));
        backup.content().ifPresent(content -> {
            facts.put("profile", content.profile());
            facts.put("collectionCount", content.collections());
            facts.put("rows", content.rows());
        });
        backup.problem().ifPresent(problem -> facts.put("problem", problem));
        return facts;
    }

    private Optional<String> safety() {
        return backup.content()
                .flatMap(ManifestSummary::safety)
                .map(safety -> "before '%s'%s".formatted(safety.command(), ending()));
    }

    private Optional<String> partial() {
        return backup.content().filter(content -> !content.wholeStores()).map(content -> "partial");
    }

    private String ending() {
        return command.map(it -> {
                    var ended = it.ending().name().toLowerCase(Locale.ROOT);
                    boolean unchanged =
                            it.ending() != Ending.RUNNING && it.changed().isEmpty();
                    return " (%s%s)".formatted(ended, unchanged ? ", nothing changed" : "");
                })
                .orElse("");
    }

    private Map<String, Object> safetyFacts(Manifest.Safety safety) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("command", safety.command());
        facts.put("startedAt", safety.startedAt().toString());
        facts.put(
                "ending",
                command.map(it -> it.ending().name().toLowerCase(Locale.ROOT)).orElse(null));
        facts.put("changed", command.map(it -> !it.changed().isEmpty()).orElse(null));
        return facts;
    }

    private static String stores(ManifestSummary content) {
        return content.stores().stream().map(ManifestSummary.StoreSummary::name).collect(Collectors.joining(", "));
    }
}
