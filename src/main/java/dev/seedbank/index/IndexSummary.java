package dev.seedbank.index;

import dev.seedbank.backend.IndexFinding.State;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.FailureFacts;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One store's declared indexes in a line, for a screen that shows other things as well.
 *
 * @param indexes empty if it has no files of them, or they could not be compared
 * @param problem why not, or that something has drifted
 */
public record IndexSummary(Optional<Counts> indexes, Optional<Failure> problem) {
    /** @param drift in words; empty if there is none */
    public record Counts(int present, int unsupported, String drift, Map<String, Object> facts) {}

    /** Asks the store only if the project has files for it. */
    public static IndexSummary of(StoreReader store, Project project) {
        if (!IndexFiles.files(project).isDeclared(store.settings().name())) {
            return new IndexSummary(Optional.empty(), Optional.empty());
        }
        try {
            var indexes = StoreIndexes.of(store, project);
            return new IndexSummary(Optional.of(counts(indexes)), StoreIndexes.failure(List.of(indexes)));
        } catch (UsageFailure | OperationFailed e) {
            return new IndexSummary(Optional.empty(), Optional.of(e));
        }
    }

    /** Whether it has files of them. */
    public boolean isDeclared() {
        return indexes.isPresent() || problem.isPresent();
    }

    private static Counts counts(StoreIndexes indexes) {
        var facts = new LinkedHashMap<String, Object>();
        for (var state : State.values()) {
            facts.put(
                    state == State.NO_COLLECTION ? "noCollection" : state.word(),
                    indexes.in(state).size());
        }
        return new Counts(
                indexes.in(State.PRESENT).size(), indexes.in(State.UNSUPPORTED).size(), indexes.drift(), facts);
    }

    /** Nothing to say of a store without files. */
    public List<String> lines() {
        if (indexes.isEmpty()) {
            return problem.isPresent() ? List.of("indexes: see the error below") : List.of();
        }
        var found = indexes.get();
        var unsupported =
                found.unsupported() == 0 ? "" : ", %d not supported by this server".formatted(found.unsupported());
        return List.of("indexes: %d as declared%s%s"
                .formatted(found.present(), found.drift().isEmpty() ? "" : ", " + found.drift(), unsupported));
    }

    /** Null for a store without files. */
    public @Nullable Map<String, Object> facts() {
        return indexes.map(Counts::facts)
                .or(() -> problem.map(it -> Map.of("error", FailureFacts.of(it))))
                .orElse(null);
    }
}
