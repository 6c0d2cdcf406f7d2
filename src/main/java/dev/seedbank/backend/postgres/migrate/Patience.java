package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

/** Tries again, after pauses that grow, when a lock was not to be had in time: so whoever waits behind gets through meanwhile. */
record Patience(Consumer<String> waiting) {
    private static final int[] PAUSES = {1, 2, 4, 8, 15, 30, 30, 30, 30};

    /** What may have to wait for a lock. */
    @FunctionalInterface
    interface Attempt {
        void run() throws Execution.Locked, SQLException;
    }

    /**
     * @param place for messages: {@code statement 3 of 5}
     * @throws OperationFailed if it was in vain each time
     */
    void run(Attempt attempt, String file, java.util.function.Supplier<String> place) throws SQLException {
        for (int tries = 0; ; tries++) {
            try {
                attempt.run();
                return;
            } catch (Execution.Locked e) {
                var who = e.blocker().map(", held by "::concat).orElse("");
                if (tries == PAUSES.length) {
                    throw gaveUp(file, place.get(), who, e);
                }
                waiting.accept(
                        "a lock for %s (%s)%s; trying again in %d s".formatted(place.get(), file, who, PAUSES[tries]));
                pause(Duration.ofSeconds(PAUSES[tries]));
            }
        }
    }

    private static Failure gaveUp(String file, String place, String who, Execution.Locked cause) {
        return new OperationFailed(
                ErrorCode.LOCKED,
                "%s: %s gave up waiting for a lock%s".formatted(file, place, who),
                "Wait for that transaction to end, or end it; then run seedbank migrate again.",
                cause);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while waiting for a lock", "");
        }
    }
}
