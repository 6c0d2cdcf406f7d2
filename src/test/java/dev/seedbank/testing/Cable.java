package dev.seedbank.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way to a server that can be cut, by hand or when so many bytes have passed: for both ends it is as if the other had gone.
 * From then on nobody gets through.
 */
public final class Cable implements AutoCloseable {
    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final AtomicLong toServer;
    private final AtomicLong fromServer;
    private final Trap trap;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch cut = new CountDownLatch(1);

    private Cable(int entrance, String host, int port, long toServer, long fromServer, Trap trap) throws IOException {
        this.trap = trap;
        this.host = host;
        this.port = port;
        this.toServer = new AtomicLong(toServer);
        this.fromServer = new AtomicLong(fromServer);
        this.entrance = new ServerSocket(entrance, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** One that stays whole until {@link #cut}. */
    public static Cable to(String host, int port) {
        return after(host, port, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * One that is cut by itself.
     *
     * @param toServer after so many bytes from the program
     * @param fromServer after so many bytes from the server
     */
    public static Cable after(String host, int port, long toServer, long fromServer) {
        return make(0, host, port, toServer, fromServer);
    }

    /**
     * One that is cut at the message after the first one that has {@code text} in it.
     *
     * @param delivered whether the server still gets that message, and only its answer is lost
     */
    public static Cable afterText(String host, int port, String text, boolean delivered) {
        return make(0, host, port, Long.MAX_VALUE, Long.MAX_VALUE, new Trap(text, delivered));
    }

    /** One with this port as its entrance, where nobody listened before: the server that starts late. */
    public static Cable at(int entrance, String host, int port) {
        return make(entrance, host, port, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private static Cable make(int entrance, String host, int port, long toServer, long fromServer) {
        return make(entrance, host, port, toServer, fromServer, new Trap("", false));
    }

    private static Cable make(int entrance, String host, int port, long toServer, long fromServer, Trap trap) {
        try {
            return new Cable(entrance, host, port, toServer, fromServer, trap);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same database for a program that goes through the cable: {@code url} with another host and port. */
    public String lead(String url) {
        return leadTo(entrance.getLocalPort(), url);
    }

    /** {@code url} with this port of this machine. */
    public static String leadTo(int port, String url) {
        return url.replaceFirst("127\\.0\\.0\\.1:\\d+|localhost:\\d+", "127.0.0.1:" + port);
    }

    /** The port in a URL that leads to this machine. */
    public static int portOf(String url) {
        return Integer.parseInt(url.replaceFirst("(?s).*(?:127\\.0\\.0\\.1|localhost):(\\d+).*", "$1"));
    }

    /** Whether it has been cut within this time. */
    public boolean isCutWithin(long seconds) {
        try {
            return cut.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void cut() {
        cut.countDown();
        quietly(entrance::close);
        sockets.forEach(socket -> quietly(socket::close));
    }

    @Override
    public void close() {
        cut();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                sockets.add(client);
                var server = new Socket(host, port);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(client, server, toServer, trap::stops));
                Thread.ofVirtual().start(() -> pump(server, client, fromServer, (_, _) -> trap.swallows()));
                if (cut.getCount() == 0) {
                    cut();
                }
            } catch (IOException e) {
                // Cut, or the server has gone: the client sees its connection closed.
            }
        }
    }

    private void pump(Socket source, Socket target, AtomicLong left, Check check) {
        try (source;
                target) {
            InputStream in = source.getInputStream();
            OutputStream out = target.getOutputStream();
            var buffer = new byte[16384];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (check.stops(buffer, read)) {
                    cut();
                    return;
                }
                long rest = left.addAndGet(-read);
                out.write(buffer, 0, rest < 0 ? (int) Math.max(0, read + rest) : read);
                if (rest < 0) {
                    out.flush();
                    cut();
                    return;
                }
            }
        } catch (IOException e) {
            // One of the two has gone; try-with-resources tells the other.
        }
    }

    private static void quietly(Closing closing) {
        try {
            closing.close();
        } catch (IOException e) {
            // It is closed, or as good as.
        }
    }

    /** What the cable waits for; an empty text for nothing. */
    private static final class Trap {
        private final String text;
        private final boolean delivered;
        private volatile boolean seen;
        private volatile boolean answered;

        Trap(String text, boolean delivered) {
            this.text = text;
            this.delivered = delivered;
        }

        /** Whether this must not reach the server. */
        boolean stops(byte[] message, int length) {
            if (seen) {
                answered = delivered;
                return !delivered;
            }
            seen = !text.isEmpty() && new String(message, 0, length, StandardCharsets.ISO_8859_1).contains(text);
            return false;
        }

        /** Whether what the server says now must not reach the program. */
        boolean swallows() {
            return answered;
        }
    }

    /** Whether the cable is cut before this message passes. */
    private interface Check {
        boolean stops(byte[] message, int length);
    }

    /** Something that can be closed. */
    private interface Closing {
        void close() throws IOException;
    }
}
