package dev.seedbank.backend;

import dev.seedbank.config.StoreSettings;
import java.util.Set;

/**
 * One database engine. Implementations are {@code @ApplicationScoped} beans without state; {@link Backends} collects them
 * and picks by the URL's scheme, so that a further engine is one new package.
 */
public interface Backend {
    /** The engine's name as people write it, such as {@code PostgreSQL}; stands in backups' metadata. */
    String engine();

    /** URL schemes that this engine answers to, lower case, such as {@code postgresql} and {@code postgres}. */
    Set<String> schemes();

    /**
     * Looks at the settings without connecting.
     *
     * @throws dev.seedbank.failure.UsageFailure if {@link #open} would, whatever the server says
     */
    void check(StoreSettings settings);

    /**
     * Connects, and asks the server for its version.
     *
     * @throws dev.seedbank.failure.ConnectionFailed if there is no server, no such database, or the password is wrong;
     *     each has its own message
     */
    Store open(StoreSettings settings);
}
