package dev.seedbank.backup;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.config.Project;
import java.util.List;
import java.util.Optional;

/**
 * What a command is about to do.
 *
 * @param restores the backup that it puts in place
 * @param reverts of {@code undo}: the id of the logged command that it takes back
 */
public record Destruction(Project project, List<Part> parts, Optional<String> restores, Optional<String> reverts) {
    public Destruction {
        parts = List.copyOf(parts);
    }

    /**
     * One store's part.
     *
     * @param collections that it empties, if that is all it does; others are not looked at, and then all of the store counts
     */
    public record Part(StoreReader store, Impact impact, Optional<List<Collection>> collections) {
        public Part(StoreReader store, Impact impact) {
            this(store, impact, Optional.empty());
        }

        boolean hasRows() {
            return collections.map(store::hasRows).orElseGet(store::hasRows);
        }
    }

    /** One that puts no backup in place. */
    public static Destruction of(Project project, List<Part> parts) {
        return new Destruction(project, parts, Optional.empty(), Optional.empty());
    }

    List<StoreReader> stores() {
        return parts.stream().map(Part::store).toList();
    }
}
