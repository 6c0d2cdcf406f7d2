package dev.seedbank.backup;

import dev.seedbank.backend.Store;
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

    /** One store's part. */
    public record Part(Store store, Impact impact) {}

    /** One that puts no backup in place. */
    public static Destruction of(Project project, List<Part> parts) {
        return new Destruction(project, parts, Optional.empty(), Optional.empty());
    }

    List<Store> stores() {
        return parts.stream().map(Part::store).toList();
    }
}
