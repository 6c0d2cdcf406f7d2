package dev.seedbank.cli;

import dev.seedbank.failure.ExitCode;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM. The work is not killed but made to fail: whoever holds a connection gave a way to cut it, the command
 * then unwinds through its try-with-resources, which leaves no half-made file, and the process ends with 130. A command that
 * comes to its end all the same ends with its own code.
 */
@Singleton
public class Interrupts {
    /** Less than the ten after which Docker kills what it stops. */
    private static final int SECONDS_TO_UNWIND = 8;

    /** Null as long as no command has begun. */
    private static volatile @Nullable Interrupts current;

    private final Deque<Runnable> cuts = new ArrayDeque<>();
    private final Terminal terminal;
    private final Thread worker = Thread.currentThread();
    private Runnable tell = () -> {};
    private int harmless;
    private volatile boolean interrupted;

    public Interrupts(Terminal terminal) {
        this.terminal = terminal;
    }

    /** From here on the process ends with 130 if it is interrupted. The JVM runs shutdown hooks on both signals. */
    public static void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(Interrupts::stopCurrent, "interrupt"));
    }

    /**
     * A command begins, on this thread.
     *
     * @param tellUser says that it was interrupted, and what is changed
     */
    void begin(Runnable tellUser) {
        tell = tellUser;
        current = this;
    }

    /** Whether the user stopped this run. */
    public boolean interrupted() {
        return interrupted;
    }

    /**
     * Registers something to call from another thread so that blocked work fails, such as cutting a connection; called at once if
     * the interruption has already come. Close the hook when there is nothing left to cut.
     */
    public Hook onInterrupt(Runnable cut) {
        synchronized (this) {
            cuts.push(cut);
            if (!interrupted) {
                return () -> remove(cut);
            }
        }
        cut.run();
        return () -> {};
    }

    /** Holds as long as it is open. */
    @FunctionalInterface
    public interface Hook extends AutoCloseable {
        @Override
        void close();
    }

    private synchronized void remove(Runnable cut) {
        cuts.remove(cut);
    }

    /** Work that cannot be cut and has begun nothing yet, such as connecting: until it is closed an interruption ends the process at once. */
    public synchronized Harmless harmless() {
        harmless++;
        return this::harmlessEnded;
    }

    /** Closed when something begins that has to be unwound. */
    @FunctionalInterface
    public interface Harmless extends AutoCloseable {
        @Override
        void close();
    }

    private synchronized void harmlessEnded() {
        harmless--;
    }

    private static void stopCurrent() {
        var running = current;
        if (running != null) {
            running.stop();
        }
        halt();
    }

    private void stop() {
        cutAll();
        try {
            TimeUnit.SECONDS.sleep(SECONDS_TO_UNWIND); // the command ends the process before that
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tell.run();
    }

    /** Makes the work fail. One that cannot be cut must not keep the others from being cut. */
    void cutAll() {
        for (var cut : interrupt()) {
            try {
                cut.run();
            } catch (RuntimeException e) {
                // Its work goes on until the process ends.
            }
        }
    }

    private synchronized List<Runnable> interrupt() {
        interrupted = true;
        if (harmless > 0 || terminal.asking()) {
            if (terminal.asking()) {
                terminal.err().println();
            }
            tell.run();
            halt();
        }
        worker.interrupt();
        return List.copyOf(cuts);
    }

    private static void halt() {
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }
}
