package dev.seedbank.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines at the bottom of the terminal that are drawn again and again while work goes on, on standard error: none in the
 * first second, and none left behind. Other lines go through {@link #print}, so that they begin where no bar is. Thread-safe.
 */
final class Bars {
    private static final int WIDEST = 100;
    private static final int NARROWEST = 20;
    private static final long FIRST_MILLIS = 1000;
    private static final long REDRAW_MILLIS = 250;
    private static final String ERASE_BELOW = "\u001b[J";
    private static final String ERASE_REST = "\u001b[K";

    private final Terminal terminal;
    private final boolean watched;
    private final List<Gauge> running = new ArrayList<>();
    private boolean drawn;
    private long before;

    Bars(Terminal terminal, boolean wanted) {
        this.terminal = terminal;
        this.watched = wanted && terminal.redraws();
    }

    boolean watched() {
        return watched;
    }

    /** How much was done or said so far: while it stays the same, nothing goes on that anybody could see. */
    synchronized long signs() {
        return before + running.stream().mapToLong(Gauge::done).sum();
    }

    /** The lines come one after the other, whatever other threads print. */
    synchronized void print(PrintStream stream, List<String> lines) {
        erase();
        before++;
        if (!lines.isEmpty()) {
            stream.println(String.join(System.lineSeparator(), lines)); // at once: the stream flushes each time
        }
    }

    /** As it is: without a line's end behind it. */
    synchronized void draw(PrintStream stream, String text) {
        stream.print(text);
        stream.flush();
    }

    synchronized Progress.Work begin(Gauge begun) {
        running.add(begun);
        var drawer = watched ? new Thread(() -> draw(begun), "progress") : null;
        if (drawer != null) {
            drawer.setDaemon(true);
            drawer.start();
        }
        return new Progress.Work() {
            @Override
            public Progress.Meter part(String label, long total) {
                return begun.part(label, total);
            }

            @Override
            public void close() {
                if (drawer != null) {
                    drawer.interrupt();
                }
                end(begun);
            }
        };
    }

    private synchronized void end(Gauge ended) {
        if (running.remove(ended)) {
            erase();
            before += ended.done();
        }
    }

    private void draw(Gauge begun) {
        try {
            Thread.sleep(FIRST_MILLIS);
            int width = Math.clamp(terminal.columns().orElse(WIDEST), NARROWEST, WIDEST) - 1;
            while (drawNow(begun, width)) {
                Thread.sleep(REDRAW_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the work is over
        }
    }

    private synchronized boolean drawNow(Gauge begun, int width) {
        if (!running.contains(begun)) {
            return false;
        }
        var lines =
                running.stream().flatMap(gauge -> gauge.lines(width).stream()).toList();
        var up = "\u001b[A".repeat(lines.size() - 1);
        terminal.err().print("\r" + String.join(ERASE_REST + "\n", lines) + ERASE_BELOW + up + "\r");
        terminal.err().flush();
        drawn = true;
        return true;
    }

    private void erase() {
        if (drawn) {
            terminal.err().print("\r" + ERASE_BELOW);
            terminal.err().flush();
            drawn = false;
        }
    }
}
