package dev.seedbank.cli;

import dev.seedbank.failure.ExitCode;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM. The work is not killed but made to fail: whoever holds a connection gave a way to cut it, the command
 * then unwinds through its try-with-resources, which leaves no half-made file, and the process ends with 130.
 */
@Singleton
public class Interrupts {
    /** Less than the ten after which Docker kills what it stops. */
    private static final int SECONDS_TO_UNWIND = 8;

    private final ConcurrentLinkedDeque<Runnable> cuts = new ConcurrentLinkedDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Terminal terminal;
    private volatile boolean interrupted;

    public Interrupts(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether the user stopped this run. */
    public boolean interrupted() {
        return interrupted;
    }

    /** Something to call from another thread so that blocked work fails, such as cutting a connection. */
    public void onInterrupt(Runnable cut) {
        cuts.push(cut);
    }

    /** Begins to watch; the JVM runs shutdown hooks on both signals. */
    public void watch() {
        var worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker), "interrupt"));
    }

    /** The command is over; its process may end by itself. */
    public void ended() {
        ended.countDown();
    }

    private void stop(Thread worker) {
        if (ended.getCount() == 0) {
            return;
        }
        interrupted = true;
        if (terminal.asking()) { // nothing has begun, and a read from the terminal cannot be cut
            terminal.err().println();
            halt();
        }
        worker.interrupt();
        cuts.forEach(Runnable::run);
        try {
            if (!ended.await(SECONDS_TO_UNWIND, TimeUnit.SECONDS)) {
                terminal.err().println("✘ Interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        halt();
    }

    private static void halt() {
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }
}
