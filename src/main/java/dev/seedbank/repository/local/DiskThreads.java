package dev.seedbank.repository.local;

import dev.seedbank.archive.HelperThread;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Does small pieces of work on the disk beside the caller: to create a file, or to force it, may take the disk longer than it takes the
 * database to send a small table. At most {@value #WAITING} pieces wait; then the caller helps. For one caller.
 */
final class DiskThreads implements AutoCloseable {
    private static final int WAITING = 256;

    private final ThreadPoolExecutor threads;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** A piece of work. */
    interface Work {
        void run() throws IOException;
    }

    /** @param width threads; each starts when there is work for it */
    DiskThreads(int width) {
        threads = new ThreadPoolExecutor(
                width,
                width,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("disk").factory(),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /** @throws IOException what went wrong with an earlier piece */
    void run(Work work) throws IOException {
        HelperThread.rethrow(failure.get());
        if (threads.isShutdown()) { // they would drop it in silence
            throw new ClosedChannelException();
        }
        threads.execute(() -> {
            try {
                if (failure.get() == null) {
                    work.run();
                }
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /** Waits until all is done. Nothing can be run after that. */
    void finish() throws IOException {
        threads.shutdown();
        try {
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        HelperThread.rethrow(failure.get());
    }

    /** Drops what waits, and returns when nothing runs any more, or after two seconds: a dead network drive may never answer. */
    @Override
    public void close() {
        threads.shutdown();
        threads.getQueue().clear();
        boolean interrupted = Thread.interrupted();
        try {
            var _ = threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
