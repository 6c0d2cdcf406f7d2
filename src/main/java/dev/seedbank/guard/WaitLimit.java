package dev.seedbank.guard;

import dev.seedbank.cli.Progress;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Interrupted;
import java.time.Duration;
import java.util.function.Supplier;

/** How long a command waits for servers that are still starting: for all of them together, from when this is made. Not thread-safe. */
public final class WaitLimit {
    private static final long PAUSE_MILLIS = 200;

    private final Duration length;
    private final Progress progress;
    private final long begin = System.nanoTime();

    private WaitLimit(Duration length, Progress progress) {
        this.length = length;
        this.progress = progress;
    }

    /** Takes the first answer. */
    public static WaitLimit none(Progress progress) {
        return of(Duration.ZERO, progress);
    }

    /** Tells {@code progress} what it waits for. */
    public static WaitLimit of(Duration length, Progress progress) {
        return new WaitLimit(length, progress);
    }

    Progress progress() {
        return progress;
    }

    /**
     * Tries until it succeeds. The last attempt may begin just before the end, and takes the time that it takes.
     *
     * @throws ConnectionFailed the last one when the time is over, or the first that does not pass by itself
     */
    <T> T wait(Supplier<T> attempt) {
        for (var told = false; ; told = true) {
            try {
                return attempt.get();
            } catch (ConnectionFailed e) {
                if (!e.passing() || Duration.ofNanos(System.nanoTime() - begin).compareTo(length) >= 0) {
                    throw e;
                }
                if (!told) {
                    progress.note("Waiting. " + e.getMessage());
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while waiting for a server. Nothing was changed", "", e);
        }
    }
}
