package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.FailureFacts;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One store's migrations in a line or two, for a screen that shows other things as well.
 *
 * @param standing empty if the store has no migrations
 * @param problem why they cannot be told, or that something is pending or wrong
 */
public record MigrationSummary(Optional<Standing> standing, Optional<Findings> findings, Optional<Failure> problem) {
    /**
     * Asks the history only where there are files.
     *
     * @param stores all that are open, as a file in a common folder may be for several of them
     */
    public static MigrationSummary of(StoreReader store, List<StoreReader> stores, Project project) {
        try {
            var standing = StoreStanding.of(store, stores, project).map(StoreStanding::standing);
            var findings = standing.map(it -> Findings.of(store.settings().name(), it));
            return new MigrationSummary(
                    standing, findings, Findings.failure(findings.stream().toList()));
        } catch (UsageFailure | OperationFailed e) {
            return new MigrationSummary(Optional.empty(), Optional.empty(), Optional.of(e));
        }
    }

    /** Nothing to say of a store without migrations. */
    public List<String> lines() {
        if (standing.isEmpty()) {
            return problem.isPresent() ? List.of("migrations: see the error below") : List.of();
        }
        var found = findings.orElseThrow();
        var lines = new ArrayList<String>();
        var at = standing.get().head().map(version -> "at version " + version).orElse("at no version");
        lines.add("migrations: %s, %s"
                .formatted(
                        at,
                        found.pending().isEmpty()
                                ? "none pending"
                                : "%d pending: %s".formatted(found.pending().size(), Text.list(found.pending()))));
        if (!found.wrongWords().isEmpty()) {
            lines.add("  ! " + found.wrongWords());
        }
        return lines.stream().map(Text::printable).toList();
    }

    /** Null for a store without migrations. */
    public @Nullable Map<String, Object> facts() {
        if (standing.isEmpty()) {
            return problem.map(it -> Map.<String, Object>of("error", FailureFacts.of(it)))
                    .orElse(null);
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("format", standing.get().folder().format().label());
        facts.put("version", standing.get().head().map(Object::toString).orElse(""));
        facts.putAll(findings.orElseThrow().facts());
        return facts;
    }
}
