package dev.seedbank.archive;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A thread that works for another one and ends with it. */
public final class HelperThread {
    /** A write to a dead network drive may take no notice of an interrupt; nobody should wait for it for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private HelperThread() {}

    static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).start(work);
    }

    /** Interrupts it and waits for its end, also when the caller is interrupted itself. */
    static void end(Thread thread) {
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws what was thrown on the other thread; does nothing if that was nothing. */
    public static void rethrow(@Nullable Throwable failure) throws IOException {
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
