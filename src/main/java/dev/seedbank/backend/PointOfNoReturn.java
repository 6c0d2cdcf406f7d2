package dev.seedbank.backend;

/**
 * Told by a store's writer just before its change can no longer be taken back, so that a process which is killed in that very
 * moment leaves behind what {@link StoreReader#changeState} has to be asked.
 */
@FunctionalInterface
public interface PointOfNoReturn {
    /** Nobody will ask. */
    PointOfNoReturn UNRECORDED = token -> {};

    /**
     * @param token one word of the store's own, to ask it by
     * @throws dev.seedbank.failure.Failure if it cannot be written down; then the change must not be made
     */
    void reached(String token);
}
