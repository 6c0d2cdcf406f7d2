package dev.seedbank.testing;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a Docker engine answers here: one question, asked once; Testcontainers takes seconds to find that none does. */
final class Docker {
    private static final boolean ANSWERS = ask();

    private Docker() {}

    static boolean answers() {
        return ANSWERS;
    }

    private static boolean ask() {
        var host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        if (!host.startsWith("unix://")) {
            return true; // named on purpose: where it does not answer, that is to be seen
        }
        var socket = Path.of(host.substring("unix://".length()));
        if (!Files.exists(socket)) {
            Skips.notHere(
                    "Docker", "no engine on this machine: tests with the images of PostgreSQL and MongoDB do not run");
            return false;
        }
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(
                    ByteBuffer.wrap("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            var answer = ByteBuffer.allocate(64);
            channel.read(answer);
            return new String(answer.array(), StandardCharsets.US_ASCII).contains(" 200 ");
        } catch (IOException e) {
            Skips.notHere("Docker", "the engine does not answer: " + e.getMessage());
            return false;
        }
    }
}
