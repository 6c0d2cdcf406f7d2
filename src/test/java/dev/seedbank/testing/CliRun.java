package dev.seedbank.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A command that is running: to type to, to wait for, to interrupt, to kill. */
public final class CliRun implements AutoCloseable {
    private final Process process;
    private final Duration timeout;
    private final long started = System.nanoTime();
    private final Capture out;
    private final Capture err;

    CliRun(Process process, Duration timeout) {
        this.process = process;
        this.timeout = timeout;
        out = new Capture(process.getInputStream());
        err = new Capture(process.getErrorStream());
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has said so far, on both streams, without the sequences for colours. */
    public String said() {
        return CliResult.plain(out.text() + err.text());
    }

    /** Types; with {@code "\n"} at its end, an answer. On a terminal {@code "\u0003"} is Ctrl-C. */
    public CliRun type(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It ended without reading all; its result tells the rest.
        }
        return this;
    }

    /** Closes its standard input. */
    public CliRun endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended.
        }
        return this;
    }

    /** Waits until it has said {@code text}; fails if it ends without. */
    public CliRun awaitSaying(String text) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!said().contains(text)) {
            boolean ended = !process.isAlive();
            if (ended) {
                out.finish();
                err.finish();
            }
            if ((ended && !said().contains(text)) || System.nanoTime() > end) {
                kill();
                throw new AssertionError("It never said \"" + text + "\". It said:\n" + said());
            }
            pause();
        }
        return this;
    }

    /** As Ctrl-C does: SIGINT. */
    public CliRun interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return this;
    }

    /** As {@code kill -9} does, with all that it started. */
    public CliRun kill() {
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        return this;
    }

    /** Waits for its end; kills it and fails when its time is up. The code of a killed one is 137. */
    public CliResult await() {
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                var hang = Hang.of(pid());
                kill();
                process.waitFor();
                throw new AssertionError("Not done after " + timeout + ". It said:\n" + said() + hang);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
            throw new IllegalStateException(e);
        }
        out.finish();
        err.finish();
        return new CliResult(
                process.exitValue(), out.text(), err.text(), Duration.ofNanos(System.nanoTime() - started));
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads one stream to its end on a thread of its own, so that the child never waits for us. */
    private static final class Capture {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Capture(InputStream stream) {
            reader = Thread.ofVirtual().start(() -> {
                try (stream) {
                    var buffer = new byte[8192];
                    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                        bytes.write(buffer, 0, read);
                    }
                } catch (IOException e) {
                    // Killed: what came until then stands.
                }
            });
        }

        /** At most seconds: a grandchild may hold the stream open. */
        void finish() {
            try {
                reader.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
