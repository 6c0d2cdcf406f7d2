package dev.seedbank.cli;

import java.io.IOException;
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
 * would load a native library of JLine only to ask for its width; {@code stty} tells it as well.
 */
final class Bar implements Progress.Meter {
    private static final long MEBIBYTE = 1 << 20;
    private static final int WIDEST = 79;
    private static final int UPDATE_MILLIS = 500;

    private final PrintStream terminal;
    private final String label;
    private final long total;
    private final Instant begin = Instant.now();
    private long count;
    private boolean closed;
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
        } else if (!closed && Duration.between(begin, Instant.now()).toSeconds() >= 1) {
            shown = show();
            shown.stepTo(count);
        }
    }

    @SuppressWarnings("deprecation") // the builder that is to be used instead is the way to JLine's native library
    private ProgressBar show() {
        return new ProgressBar(
                "  " + label,
                total,
                UPDATE_MILLIS,
                false,
                true,
                0,
                Duration.ZERO,
                new Look(),
                new Line(terminal, width()));
    }

    @Override
    public void close() {
        closed = true;
        if (shown != null) {
            shown.close();
            shown = null;
        }
    }

    /** A longer line than the terminal's would leave its beginning behind each time. */
    private static int width() {
        try {
            var stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var said = stty.inputReader()) {
                var size = String.valueOf(said.readLine()).split(" ", -1);
                int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
                return columns > 1 ? Math.min(columns - 1, WIDEST) : WIDEST;
            }
        } catch (IOException | NumberFormatException e) {
            return WIDEST; // no stty, as on Windows
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
    private record Line(PrintStream terminal, int width) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return width;
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
