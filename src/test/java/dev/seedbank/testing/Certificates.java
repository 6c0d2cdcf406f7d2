package dev.seedbank.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A private authority, and a certificate of it for {@code localhost} alone (not for 127.0.0.1), made with {@code openssl}.
 *
 * @param authority PEM
 * @param certificate the server's, PEM
 * @param key the server's, PEM, without a password
 */
public record Certificates(Path authority, Path certificate, Path key) {
    /** Whether they can be made here. */
    public static boolean available() {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** New ones in this folder, for a day. */
    public static Certificates in(Path folder) {
        openssl(
                folder,
                "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=Seedbank-test-authority -keyout ca.key -out ca.pem");
        openssl(folder, "req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr");
        try {
            Files.writeString(folder.resolve("names"), "subjectAltName=DNS:localhost\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openssl(
                folder,
                "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 1 -extfile names -out server.pem");
        return new Certificates(folder.resolve("ca.pem"), folder.resolve("server.pem"), folder.resolve("server.key"));
    }

    /** Runs it in this folder, with arguments that hold no blanks. */
    public static void openssl(Path folder, String arguments) {
        var words = new ArrayList<String>(List.of("openssl"));
        words.addAll(List.of(arguments.split(" ", -1)));
        try {
            var process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(words + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
