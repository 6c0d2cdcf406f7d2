package dev.seedbank.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code pg_dump} of the machine, or that of {@code SEEDBANK_TEST_PG_DUMP}, says of a database. */
public final class PgDump {
    private static final Pattern VERSION = Pattern.compile("\\) (\\d+)");

    private PgDump() {}

    /** The whole structure as SQL, with owners and grants; empty where there is no {@code pg_dump} new enough for the server. */
    public static Optional<String> structure(Database db) {
        return structure(db, "--schema-only");
    }

    public static Optional<String> structure(Database db, String... options) {
        int server = Integer.parseInt(db.query("show server_version_num").getFirst()) / 10000;
        if (version() < server) {
            Skips.notHere("pg_dump", "none that reads PostgreSQL " + server);
            return Optional.empty();
        }
        var command = new java.util.ArrayList<>(java.util.List.of(program(), "--dbname=" + db.url()));
        command.addAll(java.util.List.of(options));
        // Newer ones write a random word around it, against injection by psql's own commands.
        return Optional.of(run(command).replaceAll("(?m)^\\\\(un)?restrict .*$", ""));
    }

    private static String program() {
        return System.getenv().getOrDefault("SEEDBANK_TEST_PG_DUMP", "pg_dump");
    }

    private static int version() {
        try {
            var matcher = VERSION.matcher(run(java.util.List.of(program(), "--version")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private static String run(java.util.List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.getFirst() + " failed");
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
