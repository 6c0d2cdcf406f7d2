package dev.seedbank.status;

import dev.seedbank.cli.Interrupts;
import dev.seedbank.cli.Output;
import dev.seedbank.cli.Report;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.UsageFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows a report again and again on a terminal, each time found anew: a server that was down is there as soon as it answers. */
record StatusWatch(Output output, Interrupts interrupts, Duration interval) {
    /** @throws UsageFailure if nobody would see it */
    void check() {
        if (interval.isZero()) {
            throw new UsageFailure(
                    "--interval must be longer than 0s", "Give the time between refreshes, such as --interval 2s.");
        }
        if (!output.redraws()) {
            throw new UsageFailure(
                    "--watch needs a terminal to draw on, and text as its output",
                    "For a program, run seedbank status -o json as often as needed.");
        }
    }

    /** @throws Interrupted when the user ends it */
    int show(Supplier<Report> look) {
        try {
            while (true) {
                var report = look.get();
                if (interrupts.interrupted()) {
                    throw new Interrupted("Interrupted", "");
                }
                output.redraw(report, "Refreshing every %s; Ctrl-C to stop".formatted(words()));
                pause();
            }
        } finally {
            output.endDrawing();
        }
    }

    private void pause() {
        try {
            Thread.sleep(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted", "", e);
        }
    }

    /** {@code 2s}, {@code 1m30s}. */
    private String words() {
        return interval.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
