package dev.seedbank.backend.mongo.migrate;

import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.backend.mongo.script.Step;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Runs the programs of migrations, and passes on what they say. */
record ProgramRun(Migrator.Programs allowed, ConnectionUrl url, Migrator.Listener listener) {
    void run(Step.Exec exec) {
        var builder = new ProcessBuilder(exec.words()).redirectErrorStream(true);
        builder.directory(allowed.folder().orElseThrow().toFile());
        builder.environment().put("DATABASE_URI", url.secret());
        int code;
        try {
            var process = builder.start();
            try {
                process.getOutputStream().close();
                passOn(process);
                code = process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new OperationFailed(
                    "'%s' cannot be run: %s".formatted(exec.words().getFirst(), e.getMessage()),
                    "Check that the program is installed.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted(
                    "Interrupted while '%s' ran".formatted(exec.words().getFirst()), "", e);
        }
        if (code != 0) {
            throw new OperationFailed(
                    "'%s' ended with the exit code %d".formatted(exec.words().getFirst(), code),
                    "What it did stays; it runs again when the migration goes on.");
        }
    }

    private void passOn(Process process) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                listener.output(line);
            }
        }
    }
}
