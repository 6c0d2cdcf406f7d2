package dev.seedbank.backend;

import java.util.Optional;

/** The command on whose behalf collections are emptied: it is asked what may go, and told what goes. */
@FunctionalInterface
public interface Emptying extends PointOfNoReturn {
    /** Nobody asks, and whatever is there may go. */
    Emptying UNRECORDED = token -> {};

    /** What may go; empty if all may, however much there is. */
    default Optional<BackedUp> backedUp() {
        return Optional.empty();
    }

    /**
     * Told now and then, where the engine empties in pieces.
     *
     * @param rows how many went since it was told last
     * @throws dev.seedbank.failure.Failure if the rest must stay, because another command may be at work
     */
    default void removed(long rows) {}

    /** Drops a database, and with it whatever of the command's is kept in it. */
    default void dropping(String database, Runnable drop) {
        drop.run();
    }
}
