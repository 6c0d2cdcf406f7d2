package dev.seedbank.backend.mongo.connection;

import com.mongodb.MongoInterruptedException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the driver that can be broken off. A thread that waits in a socket for a server that hangs cannot be interrupted, and
 * closing the driver's client does not end it; so another one waits there, a virtual one, whose sockets an interruption closes.
 */
public final class DriverCall {
    private static final long NUDGE_MILLIS = 500;

    private DriverCall() {}

    public static <T extends @Nullable Object> T of(Supplier<T> work) {
        return toTheEnd(Duration.ZERO, work);
    }

    /** @param patience how long an interrupted call waits for the answer before it is broken off */
    public static <T extends @Nullable Object> T toTheEnd(Duration patience, Supplier<T> work) {
        if (Thread.currentThread().isVirtual()) {
            return work.get();
        }
        var task = new FutureTask<T>(work::get);
        var thread = Thread.ofVirtual().name("seedbank-driver").start(task);
        try {
            return await(task);
        } catch (InterruptedException e) {
            awaitEnd(thread, patience);
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new MongoInterruptedException("interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException reason -> throw reason;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static void awaitEnd(Thread thread, Duration patience) {
        try {
            thread.join(patience);
        } catch (InterruptedException e) {
            // A second interruption: then it is broken off at once.
        }
    }

    /**
     * Waits for what a virtual thread does. The scheduler of JDK 25 can forget to start a carrier for a virtual thread that could go
     * on (JDK-8369227), which then waits for ever; starting another one makes it look again.
     */
    public static <T extends @Nullable Object> T await(Future<T> task) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return task.get(NUDGE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                Thread.ofVirtual().name("seedbank-nudge").start(() -> {});
            }
        }
    }
}
