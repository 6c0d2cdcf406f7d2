package dev.seedbank.testing;

import java.util.function.BooleanSupplier;

/** For what happens elsewhere and soon. */
public final class Waiting {
    private static final long LIMIT = 30_000_000_000L;

    private Waiting() {}

    /** Looks until it is so; fails after half a minute. */
    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It never came: " + what);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
