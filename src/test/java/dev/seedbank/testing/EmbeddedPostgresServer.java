package dev.seedbank.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** PostgreSQL out of the test dependencies: there on every machine, and the newest major version. */
final class EmbeddedPostgresServer implements PostgresProcess {
    private static final String PASSWORD = "postgres";

    private final int port = FreePort.take();
    private final Path folder = Folders.temporary("seedbank-embedded");
    private final Path data = folder.resolve("data");
    private boolean guarded;

    @Override
    @SuppressWarnings("resource") // stopped by stop() and by the guard
    public PostgresUrl start() {
        try {
            EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("timezone", "UTC")
                    .setServerConfig("synchronous_commit", "on") // else what was committed is gone after stop()
                    .setServerConfig("max_prepared_transactions", "10")
                    .start();
            if (!guarded) {
                guarded = true;
                ServerProcess.start(List.of("true"), folder, QUIT.formatted(data), Map.of());
                askForPasswords();
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the embedded PostgreSQL did not start", e);
        }
        return PostgresUrl.local(port, "postgres", PASSWORD);
    }

    @Override
    public void stop() {
        try {
            new ProcessBuilder("sh", "-c", QUIT.formatted(data)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** It comes trusting everybody, and a wrong password would go unseen. */
    private void askForPasswords() throws IOException, SQLException {
        try (var connection = PostgresUrl.local(port, "postgres", PASSWORD).connect();
                var statement = connection.createStatement()) {
            statement.execute("alter user postgres password '" + PASSWORD + "'");
            Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
    }
}
