package dev.seedbank.cli;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Asks about once a second what the work waits for, if there was no sign of it since the last time. */
final class StallWatch implements Progress.Watch {
    private static final long PAUSE_MILLIS = 1000;

    private final LongSupplier signs;
    private final Supplier<Optional<String>> reason;
    private final Consumer<String> say;
    private final Thread thread = new Thread(this::watch, "stall");
    private volatile boolean closed;

    /** @param signs changes whenever something was done or said */
    StallWatch(LongSupplier signs, Supplier<Optional<String>> reason, Consumer<String> say) {
        this.signs = signs;
        this.reason = reason;
        this.say = say;
        thread.setDaemon(true);
        thread.start();
    }

    /** Does not wait for a question that is under way; its answer is not printed. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void watch() {
        var said = Optional.<String>empty();
        try {
            for (long last = signs.getAsLong(); !closed; ) {
                Thread.sleep(PAUSE_MILLIS);
                long now = signs.getAsLong();
                if (now == last) {
                    var answer = reason.get();
                    if (answer.isPresent() && !closed && !answer.equals(said)) {
                        say.accept(answer.get());
                        said = answer;
                    }
                    now = signs.getAsLong();
                }
                last = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }
}
