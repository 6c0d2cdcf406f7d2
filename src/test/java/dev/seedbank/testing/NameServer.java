package dev.seedbank.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A DNS server on a port of this machine that knows SRV and TXT records (RFC 1035, RFC 2782), and nothing else. */
public final class NameServer implements AutoCloseable {
    private static final int TXT = 16;
    private static final int SRV = 33;
    private static final int HEADER = 12;

    private final DatagramSocket socket;
    private final Map<String, byte[]> records = new ConcurrentHashMap<>();

    public NameServer() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    /** One target for {@code _mongodb._tcp.example.test}. */
    public NameServer srv(String name, int port, String target) {
        return put(name, SRV, out -> {
            out.writeShort(0); // priority
            out.writeShort(0); // weight
            out.writeShort(port);
            writeName(out, target);
        });
    }

    public NameServer txt(String name, String text) {
        return put(name, TXT, out -> {
            var bytes = text.getBytes(StandardCharsets.US_ASCII);
            out.writeByte(bytes.length);
            out.write(bytes);
        });
    }

    /** As JNDI takes it in {@code java.naming.provider.url}. */
    public String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }

    private NameServer put(String name, int type, Content content) {
        records.put(name + " " + type, bytes(content));
        return this;
    }

    private void serve() {
        var buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                var question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                var answer = answer(buffer, question.getLength());
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private byte[] answer(byte[] question, int length) {
        int end = HEADER;
        var name = new StringBuilder();
        while (question[end] != 0) {
            int label = question[end];
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(question, end + 1, label, StandardCharsets.US_ASCII));
            end += label + 1;
        }
        int type = ((question[end + 1] & 0xff) << 8) | (question[end + 2] & 0xff);
        int asked = end + 5;
        var data = records.get(name.toString().toLowerCase(Locale.ROOT) + " " + type);
        return bytes(out -> {
            out.write(question, 0, 2); // its number
            out.writeShort(data == null ? 0x8583 : 0x8580); // an authoritative answer; NXDOMAIN
            out.writeShort(1);
            out.writeShort(data == null ? 0 : 1);
            out.writeInt(0);
            out.write(question, HEADER, Math.min(asked, length) - HEADER);
            if (data != null) {
                out.writeShort(0xc000 | HEADER); // the name of the question
                out.writeShort(type);
                out.writeShort(1); // IN
                out.writeInt(60); // seconds
                out.writeShort(data.length);
                out.write(data);
            }
        });
    }

    private static void writeName(DataOutputStream out, String name) throws IOException {
        for (var label : name.split("\\.", -1)) {
            out.writeByte(label.length());
            out.writeBytes(label);
        }
        out.writeByte(0);
    }

    private static byte[] bytes(Content content) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What is written. */
    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }
}
