package dev.seedbank.repository;

import dev.seedbank.archive.Archive;
import dev.seedbank.archive.ManifestSummary;
import dev.seedbank.failure.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the list.
 *
 * @param content what is in it, from the summary in its metadata; empty if that cannot be read
 * @param problem why not
 */
public record BackupSummary(
        StoredBackup stored,
        Instant createdAt,
        long bytes,
        Optional<ManifestSummary> content,
        Optional<String> problem) {
    private static final String DAMAGED = "damaged";

    /** Reads the beginning of its metadata. Damage after that is found only by code that reads all of it. */
    public static BackupSummary of(StoredBackup stored) throws IOException {
        long bytes = stored.bytes();
        try {
            var content = Archive.summary(stored.name(), stored.source(), stored.layout());
            var createdAt = content.isPresent() ? content.get().createdAt() : stored.modifiedAt();
            var problem = content.isPresent() ? Optional.<String>empty() : Optional.of("written by another program");
            return new BackupSummary(stored, createdAt, bytes, content, problem);
        } catch (Failure | IOException e) {
            return damaged(stored, stored.modifiedAt(), bytes);
        }
    }

    /** The same if all of its metadata can be read, else that it is damaged. */
    public BackupSummary readWhole() {
        try {
            stored.open();
            return this;
        } catch (Failure | IOException e) {
            return damaged(stored, createdAt, bytes);
        }
    }

    private static BackupSummary damaged(StoredBackup stored, Instant createdAt, long bytes) {
        return new BackupSummary(stored, createdAt, bytes, Optional.empty(), Optional.of(DAMAGED));
    }

    public String name() {
        return stored.name();
    }

    /** Whether nobody can read what is in it. */
    public boolean damaged() {
        return problem.equals(Optional.of(DAMAGED));
    }

    /** Whether a destructive command took it by itself. */
    public boolean safety() {
        return content.flatMap(ManifestSummary::safety).isPresent();
    }
}
