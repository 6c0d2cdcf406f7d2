package dev.seedbank.cli;

import java.time.Duration;
import java.time.Instant;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error that appears when the work has taken a second, and leaves nothing behind. */
final class Bar implements Progress.Meter {
    private static final long MEBIBYTE = 1 << 20;

    private final String label;
    private final long total;
    private final Instant begin = Instant.now();
    private long count;
    private @Nullable ProgressBar shown;

    Bar(String label, long total) {
        this.label = label;
        this.total = total;
    }

    @Override
    public void advance(long amount) {
        count += amount;
        if (shown != null) {
            shown.stepTo(count);
        } else if (Duration.between(begin, Instant.now()).toSeconds() >= 1) {
            shown = new ProgressBarBuilder()
                    .setTaskName("  " + label)
                    .setInitialMax(total)
                    .setUnit(" MiB", MEBIBYTE)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .clearDisplayOnFinish()
                    .build();
            shown.stepTo(count);
        }
    }

    @Override
    public void close() {
        if (shown != null) {
            shown.close();
        }
    }
}
