package dev.seedbank.cli;

import dev.seedbank.cli.Progress.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How far work is, and the lines that show it: one of the part at hand, one of all. Thread-safe. */
final class Gauge {
    private static final int WIDEST_BAR = 24;
    private static final int SMALLEST_BAR = 6;
    private static final int SHORTEST_LABEL = 10;
    private static final int LONGEST_LABEL = 30;
    private static final int PERCENT = 5;
    private static final String GAP = "  ";

    private final Count all;
    private final Unit unit;
    private final LongSupplier nanos;
    private volatile @Nullable Count part;

    /** @param nanos the time, as {@link System#nanoTime} has it */
    Gauge(String name, Unit unit, long total, LongSupplier nanos) {
        this.unit = unit;
        this.nanos = nanos;
        this.all = new Count(name, total, nanos.getAsLong());
    }

    Progress.Meter part(String label, long total) {
        var begun = new Count(Text.printable(label), total, nanos.getAsLong());
        part = begun;
        return amount -> {
            begun.done.addAndGet(amount);
            all.done.addAndGet(amount);
        };
    }

    long done() {
        return all.done();
    }

    /** None is wider than {@code width} columns. */
    List<String> lines(int width) {
        var current = part;
        var shown = current == null || current.total == all.total
                ? List.of(current == null ? all : current)
                : List.of(current, all);
        long now = nanos.getAsLong();
        var facts = facts(shown, now, true);
        int rest = width - PERCENT - 3 * GAP.length();
        if (longest(facts) > rest - SHORTEST_LABEL) {
            facts = facts(shown, now, false);
        }
        rest -= longest(facts);
        int label = Math.clamp(Math.min(width / 4, rest), SHORTEST_LABEL, LONGEST_LABEL);
        int bar = Math.min(rest - label - GAP.length(), WIDEST_BAR);
        var lines = new ArrayList<String>();
        for (int i = 0; i < shown.size(); i++) {
            var count = shown.get(i);
            int room =
                    count.known() ? label : Math.max(label, width - facts.get(i).length() - 2 * GAP.length());
            var begin = GAP + Text.fitted(count.label, Math.clamp(Text.width(count.label), label, room)) + GAP;
            lines.add(Text.cut(begin + bar(count, bar) + facts.get(i), width));
        }
        return lines;
    }

    private List<String> facts(List<Count> counts, long now, boolean totals) {
        return counts.stream().map(count -> facts(count, now, totals)).toList();
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    /** {@code  40 %  ████░░░░░░  }; empty where there is nothing to promise. */
    private static String bar(Count count, int width) {
        if (!count.known()) {
            return "";
        }
        var percent = String.format(Locale.ROOT, "%3d %%", 100 * count.done() / count.total) + GAP;
        if (width < SMALLEST_BAR) {
            return percent;
        }
        int full = (int) (width * count.done() / count.total);
        return percent + "█".repeat(full) + "░".repeat(width - full) + GAP;
    }

    /** @param totals whether there is room for them; the percentage tells almost the same */
    private String facts(Count count, long now, boolean totals) {
        long done = count.done();
        var elapsed = Duration.ofNanos(now - count.begun);
        var words = new ArrayList<String>();
        if (done > 0 || count.known()) {
            var total = totals && count.known() ? " of " + amount(count.total) : "";
            words.add(amount(done) + total + (unit == Unit.ROWS ? " rows" : ""));
        }
        words.add(clock(elapsed));
        if (count.known() && done > 0) {
            double perUnit = (double) elapsed.toMillis() / done;
            words.add(clock(Duration.ofMillis(Math.round(perUnit * (count.total - done)))) + " left");
        }
        return String.join(GAP, words);
    }

    private String amount(long number) {
        return unit == Unit.BYTES ? Text.size(number) : String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 0:07}, {@code 12:30}, {@code 3:04:00}. */
    private static String clock(Duration time) {
        return time.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    private static final class Count {
        private final String label;
        private final long total;
        private final long begun;
        private final AtomicLong done = new AtomicLong();

        Count(String label, long total, long begun) {
            this.label = label;
            this.total = total;
            this.begun = begun;
        }

        long done() {
            return done.get();
        }

        /** What a server estimates may turn out to be too little: then nobody knows. */
        boolean known() {
            return total > 0 && done.get() <= total;
        }
    }
}
