package dev.seedbank.repository;

import dev.seedbank.config.BackupLocation;
import java.util.Set;

/**
 * One kind of backup storage. Implementations are {@code @ApplicationScoped} beans without state; {@link Repositories} collects
 * them.
 */
public interface RepositoryFactory {
    /** The schemes of locations that it is for, in lower case. */
    Set<String> schemes();

    /**
     * The place itself. Looks at nothing and connects to nothing: that happens when it is first asked something.
     *
     * @throws dev.seedbank.failure.UsageFailure if the location cannot be a valid one
     */
    BackupRepository open(BackupLocation location);
}
