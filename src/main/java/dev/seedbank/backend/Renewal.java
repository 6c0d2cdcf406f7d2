package dev.seedbank.backend;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Keeps a lease that expires: renews it on a thread of its own until it is closed, and knows whether it can still be counted on.
 * Thread-safe.
 */
public final class Renewal implements AutoCloseable {
    private final Duration time;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long goodUntil;
    private volatile boolean lost;

    /** @param time for which the lease is good, once it is taken or renewed */
    public Renewal(Duration time) {
        this.time = time;
        taking();
    }

    /** An attempt to take the lease begins: its time counts from here. */
    public void taking() {
        goodUntil = System.nanoTime() + time.toNanos();
    }

    /**
     * The lease is taken.
     *
     * @param renew renews it, and says whether it was still held; if it throws, the next attempt may get through, and until the time is
     *     over nobody else can have taken the lease
     */
    public void start(Duration every, BooleanSupplier renew) {
        Thread.ofPlatform().daemon().name("seedbank-lease").start(() -> {
            try {
                while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                    once(renew);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void once(BooleanSupplier renew) {
        long begun = System.nanoTime();
        try {
            boolean held = renew.getAsBoolean();
            if (!held && closed.getCount() > 0) { // one that is given back in the meantime is not lost
                lost = true;
            }
            goodUntil = begun + time.toNanos();
        } catch (RuntimeException e) {
            // What the holder does with the lease next says whether the server is there.
        }
    }

    /** Somebody else was seen to have it. */
    public void lose() {
        lost = true;
    }

    /** Whether nobody else can have taken it. */
    public boolean isGood() {
        return !lost && System.nanoTime() - goodUntil <= 0;
    }

    /** Ends the renewals, but for one that is under way. */
    @Override
    public void close() {
        closed.countDown();
    }
}
