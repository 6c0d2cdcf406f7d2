package dev.seedbank.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server as a child process that cannot outlive this JVM, however that ends: a shell between the two waits on a pipe
 * from us; when the pipe closes it stops the server and deletes its folder.
 */
final class ServerProcess {
    private static final String KEEP = "keep\n";
    /** Deaf to Ctrl-C: the JVM hears it, ends, and by that closes the pipe. */
    private static final String GUARD = """
            trap '' INT HUP
            "$@" </dev/null & server=$!
            read -r line || line=
            eval "$STOP_SERVER" 2>/dev/null || kill $server
            wait $server
            [ "$line" = keep ] || rm -rf "$SERVER_FOLDER"
            """;

    private final Process guard;
    private final Path log;

    private ServerProcess(Process guard, Path log) {
        this.guard = guard;
        this.log = log;
    }

    /**
     * @param folder the server's own, deleted at the end
     * @param stop shell words that stop it; {@code $server} is its process id
     */
    static ServerProcess start(List<String> command, Path folder, String stop, Map<String, String> environment) {
        var words = new ArrayList<>(List.of("sh", "-c", GUARD, "server"));
        words.addAll(command);
        var log = folder.resolve("server.log");
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        // The server's own words and sort order must not depend on who runs the tests.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("STOP_SERVER", stop, "SERVER_FOLDER", folder.toString()));
        try {
            var process = new ServerProcess(builder.start(), log);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> process.stop(false)));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries until {@code answers} does not throw. */
    void awaitReady(String name, Duration limit, ThrowingRunnable answers) {
        long start = System.nanoTime();
        while (true) {
            try {
                answers.run();
                return;
            } catch (Exception e) {
                var waited = Duration.ofNanos(System.nanoTime() - start);
                // The shell takes a moment to start its child, so the first second tells nothing.
                boolean ended = waited.toSeconds() > 1 && !isAlive();
                if (ended || waited.compareTo(limit) > 0) {
                    var said = log();
                    stop(false);
                    throw new IllegalStateException(name + " did not start. It said:\n" + said, e);
                }
                sleep();
            }
        }
    }

    /** @param keepFolder so that it can be started again on what it holds */
    void stop(boolean keepFolder) {
        try (var pipe = guard.getOutputStream()) {
            if (keepFolder) {
                pipe.write(KEEP.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // The guard has gone already, and the server with it.
        }
        try {
            if (!guard.waitFor(20, TimeUnit.SECONDS)) {
                guard.descendants().forEach(ProcessHandle::destroyForcibly);
                guard.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAlive() {
        return guard.isAlive() && guard.children().findAny().isPresent();
    }

    private String log() {
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            return "(nothing: " + e.getMessage() + ")";
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Something that may fail. */
    interface ThrowingRunnable {
        void run() throws Exception;
    }
}
