package dev.seedbank.backup;

import java.util.List;

/**
 * @param prefix the name's first part
 * @param collections labels of those to back up; empty for all
 * @param allowEmpty whether a backup without a single collection is as wanted
 */
public record BackupRequest(String prefix, List<String> collections, boolean allowEmpty) {
    public BackupRequest {
        collections = List.copyOf(collections);
    }
}
