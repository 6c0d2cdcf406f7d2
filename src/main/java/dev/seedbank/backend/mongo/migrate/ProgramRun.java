package dev.seedbank.backend.mongo.migrate;

import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.mongo.catalog.ThisProcess;
import dev.seedbank.backend.mongo.script.Step;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;

/** Runs the programs of migrations, and passes on what they say. */
record ProgramRun(Migrator.Programs allowed, ConnectionUrl url, Migrator.Listener listener) {
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Characters; a longer line is passed on in parts. */
    private static final int LONGEST_LINE = 8192;

    /** @param started told of its process before anything waits for it */
    void run(Step.Exec exec, Consumer<Document> started) {
        var name = exec.words().getFirst();
        var builder = new ProcessBuilder(exec.words()).redirectErrorStream(true);
        builder.directory(allowed.folder().orElseThrow().toFile());
        builder.environment().put("DATABASE_URI", url.secret());
        int code;
        try {
            var process = builder.start();
            try {
                started.accept(ThisProcess.document(process.toHandle()).append("name", name));
                process.getOutputStream().close();
                passOn(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), listener::output);
                code = process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new OperationFailed(
                    "'%s' cannot be run: %s".formatted(name, e.getMessage()),
                    "Check that the program is installed.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while '%s' ran".formatted(name), "", e);
        }
        if (code != 0) {
            throw new OperationFailed(
                    "'%s' ended with the exit code %d".formatted(name, code),
                    "What it did stays; it runs again when the migration goes on.");
        }
    }

    /** Line by line, in constant memory. */
    static void passOn(Reader said, Consumer<String> lines) throws IOException {
        try (said) {
            var buffer = new char[LONGEST_LINE];
            var line = new StringBuilder();
            boolean afterReturn = false;
            for (int read = said.read(buffer); read >= 0; read = said.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    char next = buffer[i];
                    boolean ends = next == '\r' || (next == '\n' && !afterReturn);
                    afterReturn = next == '\r';
                    if (next != '\r' && next != '\n') {
                        line.append(next);
                    }
                    if (ends || (line.length() >= LONGEST_LINE && !Character.isHighSurrogate(next))) {
                        lines.accept(line.toString());
                        line.setLength(0);
                    }
                }
            }
            if (!line.isEmpty()) {
                lines.accept(line.toString());
            }
        }
    }

    /**
     * When a run is killed, its program goes on: waits until it has ended. Of another machine's nothing can be known.
     *
     * @param programs those of earlier runs, as {@link #run} told of them
     * @param end how long to wait, by {@link System#nanoTime}
     * @throws OperationFailed if one still runs then
     */
    static void awaitEnd(List<Document> programs, long end, Migrator.Listener listener) {
        boolean told = false;
        for (var running = running(programs); running.isPresent(); running = running(programs)) {
            var program = running.get();
            var shown = "'%s' (process %d), which an earlier run of a migration has started"
                    .formatted(program.getString("name"), program.getLong("pid"));
            if (System.nanoTime() >= end) {
                throw new OperationFailed(
                        ErrorCode.LOCKED,
                        shown + ", is still running",
                        "Wait until it ends (--lock-timeout says how long), or end it: kill %d. Then run seedbank migrate again."
                                .formatted(program.getLong("pid")),
                        null);
            }
            if (!told) {
                told = true;
                listener.waiting(shown);
            }
            pause();
        }
    }

    private static Optional<Document> running(List<Document> programs) {
        return programs.stream().filter(ThisProcess::isAlive).findFirst();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while waiting for a program", "");
        }
    }
}
