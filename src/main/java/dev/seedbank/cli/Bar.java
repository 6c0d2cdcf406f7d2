package dev.seedbank.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar that appears when the work has taken a second, and leaves nothing behind. The library's own way to the terminal
 * would load a native library of JLine only to ask for its width; the bar has a width of its own instead.
 */
final class Bar implements Progress.Meter {
    private static final long MEBIBYTE = 1 << 20;
    private static final int COLUMNS = 79;
    private static final int UPDATE_MILLIS = 500;

    private final PrintStream terminal;
    private final String label;
    private final long total;
    private final Instant begin = Instant.now();
    private long count;
    private @Nullable ProgressBar shown;

    Bar(PrintStream terminal, String label, long total) {
        this.terminal = terminal;
        this.label = label;
        this.total = total;
    }

    @Override
    public void advance(long amount) {
        count += amount;
        if (shown != null) {
            shown.stepTo(count);
        } else if (Duration.between(begin, Instant.now()).toSeconds() >= 1) {
            shown = show();
            shown.stepTo(count);
        }
    }

    @SuppressWarnings("deprecation") // the builder that is to be used instead is the way to JLine's native library
    private ProgressBar show() {
        return new ProgressBar(
                "  " + label, total, UPDATE_MILLIS, false, true, 0, Duration.ZERO, new Look(), new Line(terminal));
    }

    @Override
    public void close() {
        if (shown != null) {
            shown.close();
        }
    }

    private static final class Look extends DefaultProgressBarRenderer {
        Look() {
            super(ProgressBarStyle.UNICODE_BLOCK, " MiB", MEBIBYTE, false, null, ChronoUnit.SECONDS, true, Look::rest);
        }

        /** The time that it will still take at the speed that it had so far. */
        private static Optional<Duration> rest(ProgressState state) {
            long done = state.getCurrent() - state.getStart();
            return state.getMax() <= 0 || done <= 0
                    ? Optional.empty()
                    : Optional.of(state.getElapsedAfterStart()
                            .dividedBy(done)
                            .multipliedBy(Math.max(0, state.getMax() - state.getCurrent())));
        }
    }

    /** One line that is written again and again. */
    private record Line(PrintStream terminal) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return COLUMNS;
        }

        @Override
        public void accept(String text) {
            terminal.print("\r" + text);
            terminal.flush();
        }

        @Override
        public void close() {
            terminal.flush();
        }
    }
}
