package dev.seedbank.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a service says what it is doing. A service never prints; it calls this. What it has done is told in two steps, because
 * most work can still be rolled back: {@link #step} while it goes on, {@link #done} when it cannot be lost any more. Thread-safe.
 */
public interface Progress {
    /** Tells nobody. */
    static Progress silent() {
        return new Silent();
    }

    /** Says which databases the command acts on, before it does anything; JSON documents hold it as {@code databases}. */
    void actsOn(List<Database> databases);

    /** One thing is done and stays done: {@code ✔ main/users: 5 rows}. */
    void done(String label, String detail);

    /** One thing is through but may still be rolled back: {@code · main/users: 5 rows}, without the mark of {@link #done}. */
    void step(String label, String detail);

    /** One line on the way. */
    void note(String text);

    /**
     * Begins work that is measured as one, such as all of a backup. On a terminal that becomes a bar as soon as it has taken a
     * second. Close it. Several may go on at a time, each with its bar.
     *
     * @param name what is done, in one or two words: {@code backup}, {@code safety backup}
     * @param total in {@code unit}; 0 or less if nobody knows
     */
    Work work(String name, Unit unit, long total);

    /** Whether anybody sees the bars: a question to the server about totals is worth asking only then. */
    boolean watched();

    /**
     * Has {@code reason} asked about once a second, by another thread, while nothing advances, and prints what it says: what the
     * work waits for. Nothing is asked in the first second.
     */
    Watch onStall(Supplier<Optional<String>> reason);

    /**
     * Begins to change {@code what}, a store or a collection, for good: until {@link #changed} it is unknown how far that got.
     * Said again to a user who interrupts the run.
     */
    void changing(String what);

    /**
     * The change is permanent. Repeated to a user who interrupts the run.
     *
     * @param detail {@code 3 collections emptied}; empty if nothing was changed after all
     */
    void changed(String what, String detail);

    /** Where details go that only somebody who asked for them wants to read, a line each; empty if nobody did. */
    default Optional<Consumer<String>> details() {
        return Optional.empty();
    }

    /** This without its lines: for a part of a command, such as a safety backup, that tells what it did in a line of its own. */
    default Progress barsOnly() {
        return new ProgressOnly(this);
    }

    /**
     * A database that a command acts on.
     *
     * @param store its name in the settings
     * @param host host and port, without user and password
     * @param name for a family its pattern
     */
    record Database(String store, String engine, String version, String host, String name, String environment) {}

    /** What a {@link Work} counts. */
    enum Unit {
        BYTES,
        ROWS
    }

    /** Work that is measured as one, part by part; the part that began last is the one that is shown. Thread-safe. */
    interface Work extends AutoCloseable {
        /**
         * Begins the next part, such as a collection, or a last step that has no size.
         *
         * @param total in the work's unit; 0 or less if nobody knows
         */
        Meter part(String label, long total);

        @Override
        void close();
    }

    /** Counts one part. May be called from any thread. */
    @FunctionalInterface
    interface Meter {
        void advance(long amount);
    }

    /** A question that is asked until this is closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
