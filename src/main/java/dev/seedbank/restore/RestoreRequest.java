package dev.seedbank.restore;

import java.util.List;
import java.util.Map;

/**
 * What to take of a backup.
 *
 * @param collections labels of those to restore; empty for all of the backup
 * @param renames label in the backup to name in the store
 * @param dropExisting also remove collections that the backup does not have
 */
public record RestoreRequest(List<String> collections, Map<String, String> renames, boolean dropExisting) {
    /** All of the backup, under its own names. */
    public static final RestoreRequest ALL = new RestoreRequest(List.of(), Map.of(), false);

    public RestoreRequest {
        collections = List.copyOf(collections);
        renames = Map.copyOf(renames);
    }
}
