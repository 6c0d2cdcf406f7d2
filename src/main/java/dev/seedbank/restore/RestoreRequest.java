package dev.seedbank.restore;

import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.LoadRequest.Recreate;
import dev.seedbank.failure.UsageFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to take of a backup.
 *
 * @param collections labels of those to restore; empty for all of the backup
 * @param renames label in the backup to name in the store
 * @param dropExisting also remove collections that the backup does not have
 * @param without what is not taken from the backup
 * @param allowed what is done only on request
 */
public record RestoreRequest(
        List<String> collections,
        Map<String, String> renames,
        boolean dropExisting,
        Recreate recreate,
        Set<LoadRequest.Part> without,
        Set<LoadRequest.Allowed> allowed) {
    /** Rows and structure as they were: what {@code undo} wants, whose backups are always this project's own. */
    public static final RestoreRequest EXACT = new RestoreRequest(
            List.of(), Map.of(), true, Recreate.EVERYTHING, Set.of(), Set.of(LoadRequest.Allowed.ANY_STATEMENT));

    /** @throws UsageFailure for options that contradict each other */
    public RestoreRequest {
        collections = List.copyOf(collections);
        renames = Map.copyOf(renames);
        without = Set.copyOf(without);
        allowed = Set.copyOf(allowed);
        if (dropExisting && !collections.isEmpty()) {
            throw new UsageFailure(
                    "--drop-existing removes what the backup does not have, --collection restores only a part of it",
                    "Use one of them.");
        }
    }
}
