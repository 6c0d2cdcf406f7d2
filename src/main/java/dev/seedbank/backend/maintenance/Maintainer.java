package dev.seedbank.backend.maintenance;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Puts findings right, one by one. It holds the lease for work on the structure from the beginning to the end: no migration runs
 * meanwhile. Not thread-safe.
 */
public interface Maintainer extends AutoCloseable {
    /**
     * What to judge by, and for whom to wait.
     *
     * @param thresholds that the findings were found by
     * @param patience how long to wait for another who changes the structure, or holds a lock that a fix needs without CONCURRENTLY
     * @param waiting told who that is, once
     */
    record Options(Thresholds thresholds, Duration patience, Consumer<String> waiting) {}

    /**
     * Looks whether it is still as it was found, then runs its fix, which is {@link Finding#isFixable safe}.
     *
     * @return false if it is no longer there, so that nothing was done
     * @throws dev.seedbank.failure.OperationFailed if the server refuses it, or another fix is called for by now, or the finding
     *     is still there after it. Then nothing is lost, but a drop that was broken off may have left an index invalid
     */
    boolean fix(Finding finding);

    @Override
    void close();
}
