package dev.seedbank.backup;

import dev.seedbank.archive.Manifest.Safety;
import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.config.SensitiveFields;
import java.util.List;
import java.util.Optional;

/**
 * @param prefix the name's first part
 * @param collections labels of those to back up; empty for all
 * @param consistency how to read where a server keeps no snapshot for as long as the backup takes
 * @param allowEmpty whether a backup without a single collection is as wanted
 * @param safety the command that this is the safety backup of
 * @param sensitive fields that stay out of it
 */
public record BackupRequest(
        String prefix,
        List<String> collections,
        ConsistencyMode consistency,
        boolean allowEmpty,
        Optional<Safety> safety,
        SensitiveFields sensitive) {
    public BackupRequest {
        collections = List.copyOf(collections);
    }

    /** One that a user asks for. */
    public static BackupRequest of(String prefix, List<String> collections, boolean allowEmpty) {
        return new BackupRequest(
                prefix, collections, ConsistencyMode.AUTO, allowEmpty, Optional.empty(), SensitiveFields.NONE);
    }
}
