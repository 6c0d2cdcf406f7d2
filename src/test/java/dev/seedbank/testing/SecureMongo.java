package dev.seedbank.testing;

import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Assumptions;

/** A SecantusDB of a test's own, with TLS, on which the user {@code ada} with the password {@code secret} may do everything, and nobody else anything. */
public final class SecureMongo implements AutoCloseable {
    private final Path folder = Folders.temporary("seedbank-secure-mongo");
    private final int port = FreePort.take();
    private ServerProcess process;

    /** The server's certificate is the one of {@code certificates}. Skips the test where there is no such server. */
    public SecureMongo(Certificates certificates) {
        Assumptions.assumeTrue(Files.isExecutable(MongoServers.SHARED.resolve("secantus")), "there is no SecantusDB");
        process = start(List.of());
        try (var client = MongoClients.create("mongodb://127.0.0.1:" + port)) {
            client.getDatabase("admin")
                    .runCommand(new Document("createUser", "ada")
                            .append("pwd", "secret")
                            .append("roles", List.of("root")));
        }
        process.stop(true);
        process = start(List.of(
                "--auth",
                "--tls-cert-file",
                certificates.certificate().toString(),
                "--tls-key-file",
                certificates.key().toString()));
    }

    /** {@code mongodb://ada:secret@localhost:…} with these options. */
    public String url(String login, String host, String database, String options) {
        return "mongodb://" + login + "@" + host + ":" + port + "/" + database + "?authSource=admin&" + options;
    }

    @Override
    public void close() {
        process.stop(false);
    }

    private ServerProcess start(List<String> options) {
        var command = new ArrayList<>(
                List.of(MongoServers.SHARED.resolve("secantus").toAbsolutePath().toString(), Integer.toString(port)));
        command.addAll(options);
        var store = Map.of("STORE", folder.resolve("store").toString());
        var started = ServerProcess.start(command, folder, "kill -TERM $server", store);
        for (int i = 0; i < 300; i++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return started;
            } catch (IOException e) {
                pause();
            }
        }
        throw new IllegalStateException("SecantusDB did not start");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
