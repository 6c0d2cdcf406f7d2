package dev.seedbank.repository;

import dev.seedbank.archive.Manifest;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the list.
 *
 * @param manifest what is in it; empty if its metadata cannot be read
 * @param problem why not
 */
public record BackupSummary(
        String name, Instant createdAt, long bytes, Optional<Manifest> manifest, Optional<String> problem) {
    static final String DAMAGED = "damaged";

    /** Whether nobody can read what is in it. */
    public boolean damaged() {
        return problem.equals(Optional.of(DAMAGED));
    }

    /** Whether a destructive command took it by itself. */
    public boolean safety() {
        return manifest.flatMap(Manifest::safety).isPresent();
    }
}
