package dev.seedbank.archive;

import dev.seedbank.archive.Manifest.Safety;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.DatabaseIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a list shows about a backup. It is near the beginning of the manifest, so that a list need not read thousands of
 * collections; restoring and verifying read the complete manifest, and check that the summary agrees with it.
 */
public record ManifestSummary(
        Instant createdAt,
        String profile,
        String environment,
        boolean wholeStores,
        Optional<Safety> safety,
        List<StoreSummary> stores) {
    public ManifestSummary {
        stores = List.copyOf(stores);
    }

    /**
     * @param database with an empty address where an earlier version wrote the backup
     * @param collections how many
     */
    public record StoreSummary(String name, DatabaseIdentity database, int collections, long rows) {
        static StoreSummary of(StoreEntry store) {
            var database = new DatabaseIdentity(
                    store.identity().id(),
                    store.identity().address(),
                    store.server().database());
            return new StoreSummary(store.name(), database, store.collections().size(), store.rows());
        }
    }

    public static ManifestSummary of(Manifest manifest) {
        return new ManifestSummary(
                manifest.createdAt(),
                manifest.profile(),
                manifest.environment(),
                manifest.wholeStores(),
                manifest.safety(),
                manifest.stores().stream().map(StoreSummary::of).toList());
    }

    public long rows() {
        return stores.stream().mapToLong(StoreSummary::rows).sum();
    }

    public int collections() {
        return stores.stream().mapToInt(StoreSummary::collections).sum();
    }
}
