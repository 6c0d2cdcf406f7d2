package dev.seedbank.backend.mongo.connection;

import com.mongodb.MongoInterruptedException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the driver that can be broken off. A thread that waits in a socket for a server that hangs cannot be interrupted, and
 * closing the driver's client does not end it; so another one waits there, and is left to itself if the call is broken off. It does not
 * keep the process alive. No virtual thread: the sockets of those can miss that an answer is there (JDK 25), and wait for ever.
 */
public final class DriverCall {
    private static final ExecutorService CALLERS = Executors.newCachedThreadPool(Caller::new);

    private DriverCall() {}

    public static <T extends @Nullable Object> T of(Supplier<T> work) {
        return toTheEnd(Duration.ZERO, work);
    }

    /** @param patience how long an interrupted call waits for the answer before it is broken off */
    public static <T extends @Nullable Object> T toTheEnd(Duration patience, Supplier<T> work) {
        if (Thread.currentThread() instanceof Caller) {
            return work.get();
        }
        var task = new FutureTask<T>(work::get);
        CALLERS.execute(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            awaitEnd(task, patience);
            task.cancel(true);
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

    private static void awaitEnd(FutureTask<?> task, Duration patience) {
        try {
            task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // A second interruption: then it is broken off at once.
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            // The caller is told that it was interrupted, whatever came of it.
        }
    }

    private static final class Caller extends Thread {
        Caller(Runnable work) {
            super(work, "seedbank-driver");
            setDaemon(true);
        }
    }
}
