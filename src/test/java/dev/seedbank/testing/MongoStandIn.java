package dev.seedbank.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the program and a real MongoDB server, understands the protocol, and answers some commands otherwise than the
 * server would: with an error, with another topology, late, or not at all. For what the servers at hand cannot be made to do.
 * All other commands pass. Speaks OP_MSG, and the OP_QUERY with which drivers introduce themselves; no compression.
 */
public final class MongoStandIn implements AutoCloseable {
    private static final int OP_REPLY = 1;
    private static final int OP_QUERY = 2004;
    private static final int OP_MSG = 2013;
    private static final int MORE_TO_COME = 2;

    private final ServerSocket entrance;
    private final String serverUrl;
    private final int serverPort;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Integer> touched = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private MongoStandIn(String serverUrl) throws IOException {
        this.serverUrl = serverUrl;
        this.serverPort = Cable.portOf(serverUrl);
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** In front of this database. */
    public static MongoStandIn before(String url) {
        try {
            return new MongoStandIn(url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is to become of a command; null leaves it to the next rule, and in the end to the server. */
    public interface Rule {
        @Nullable
        Action on(String name, BsonDocument command);
    }

    /** What becomes of a command. */
    public sealed interface Action {
        /** The server never sees it. */
        record Answer(BsonDocument reply) implements Action {}

        /** The server gets this command, and the program its answer changed. */
        record Change(UnaryOperator<BsonDocument> command, UnaryOperator<BsonDocument> reply) implements Action {}

        /** Nothing comes back, and the connection stays open. */
        record Hang() implements Action {}

        /** The connection is cut; {@code after}: when the server has done it. */
        record Cut(boolean after) implements Action {}
    }

    public static Action error(int code, String name, String message, String... labels) {
        var reply = new BsonDocument("ok", new org.bson.BsonDouble(0))
                .append("errmsg", new org.bson.BsonString(message))
                .append("code", new org.bson.BsonInt32(code))
                .append("codeName", new org.bson.BsonString(name));
        if (labels.length > 0) {
            var list = new org.bson.BsonArray();
            List.of(labels).forEach(label -> list.add(new org.bson.BsonString(label)));
            reply.append("errorLabels", list);
        }
        return new Action.Answer(reply);
    }

    /** The command passes, and its answer is changed. */
    public static Action reply(UnaryOperator<BsonDocument> change) {
        return new Action.Change(command -> command, change);
    }

    /** The newest rule is asked first. */
    public MongoStandIn when(Rule rule) {
        rules.addFirst(rule);
        return this;
    }

    /** Likewise for the commands of this name, counted from 1. */
    public MongoStandIn when(String name, java.util.function.BiFunction<BsonDocument, Integer, @Nullable Action> rule) {
        var count = new java.util.concurrent.atomic.AtomicInteger();
        return when((called, command) -> called.equals(name) ? rule.apply(command, count.incrementAndGet()) : null);
    }

    /** Introduces the server as something else: its answers to hello are changed. */
    public MongoStandIn as(UnaryOperator<BsonDocument> hello) {
        return when((name, command) ->
                name.equalsIgnoreCase("hello") || name.equalsIgnoreCase("isMaster") ? reply(hello) : null);
    }

    /** How many commands of this name were not simply passed on: what a test says that it survived has to have happened. */
    public int touched(String command) {
        return touched.getOrDefault(command, 0);
    }

    /** The database's URL that leads here. */
    public String url() {
        return Cable.leadTo(entrance.getLocalPort(), serverUrl);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** @throws AssertionError if a rule has failed: what the program did then says nothing */
    @Override
    public void close() {
        closed.countDown();
        quietly(entrance);
        sockets.forEach(MongoStandIn::quietly);
        var failed = failure.getAndSet(null);
        if (failed != null) {
            throw new AssertionError("A rule of the stand-in for MongoDB failed", failed);
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> serve(client, server));
            } catch (IOException e) {
                // Closed, or the server has gone: the client sees its connection closed.
            }
        }
    }

    /** One command after the other, as the driver sends them. */
    private void serve(Socket client, Socket server) {
        try (client;
                server) {
            var fromClient = new DataInputStream(client.getInputStream());
            var fromServer = new DataInputStream(server.getInputStream());
            while (true) {
                if (!exchange(
                        Message.read(fromClient), fromServer, server.getOutputStream(), client.getOutputStream())) {
                    return;
                }
            }
        } catch (IOException e) {
            // One of the two has gone; try-with-resources tells the other.
        } catch (RuntimeException | AssertionError e) {
            failure.compareAndSet(null, e); // the connection is cut
        } finally {
            sockets.remove(client);
            sockets.remove(server);
        }
    }

    /** @return whether the connection goes on */
    private boolean exchange(Message request, DataInputStream fromServer, OutputStream toServer, OutputStream toClient)
            throws IOException {
        var command = request.document();
        switch (action(command)) {
            case null -> {
                request.write(toServer);
                if (request.expectsReply()) {
                    Message.read(fromServer).write(toClient);
                }
            }
            case Action.Answer(var reply) -> request.replyWith(reply).write(toClient);
            case Action.Change(var change, var reply) -> {
                request.with(change.apply(command)).write(toServer);
                var answer = Message.read(fromServer);
                answer.with(reply.apply(answer.document())).write(toClient);
            }
            case Action.Hang() -> hang();
            case Action.Cut(var after) -> {
                if (after) {
                    request.write(toServer);
                    Message.read(fromServer);
                }
                return false;
            }
        }
        return true;
    }

    private @Nullable Action action(BsonDocument command) {
        var name = command.getFirstKey();
        for (var rule : rules) {
            var action = rule.on(name, command);
            if (action != null) {
                touched.merge(name, 1, Integer::sum);
                return action;
            }
        }
        return null;
    }

    private void hang() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void quietly(java.io.Closeable closing) {
        try {
            closing.close();
        } catch (IOException e) {
            // It is closed, or as good as.
        }
    }

    /** One message of the protocol. */
    private record Message(byte[] bytes) {
        static Message read(DataInputStream in) throws IOException {
            var head = new byte[4];
            in.readFully(head);
            int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (length < 16) {
                throw new EOFException();
            }
            var bytes = new byte[length];
            System.arraycopy(head, 0, bytes, 0, 4);
            in.readFully(bytes, 4, length - 4);
            return new Message(bytes);
        }

        void write(OutputStream out) throws IOException {
            out.write(bytes);
            out.flush();
        }

        private int int32(int at) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
        }

        private int opCode() {
            return int32(12);
        }

        boolean expectsReply() {
            return opCode() != OP_MSG || (int32(16) & MORE_TO_COME) == 0;
        }

        /** Where its document begins. The first section of an OP_MSG is the command, as drivers write it. */
        private int start() {
            return switch (opCode()) {
                case OP_MSG -> 21;
                case OP_REPLY -> 36;
                case OP_QUERY -> {
                    int zero = 20;
                    while (bytes[zero] != 0) {
                        zero++;
                    }
                    yield zero + 1 + 8;
                }
                default -> throw new IllegalStateException("an operation of code " + opCode());
            };
        }

        BsonDocument document() {
            int start = start();
            return new RawBsonDocument(bytes, start, int32(start)).decode(new BsonDocumentCodec());
        }

        /** The same with another document. */
        Message with(BsonDocument document) {
            int start = start();
            var encoded = encoded(document);
            var out = new ByteArrayOutputStream();
            out.write(bytes, 0, start);
            out.write(encoded, 0, encoded.length);
            int end = start + int32(start);
            out.write(bytes, end, bytes.length - end);
            return sized(out);
        }

        Message replyWith(BsonDocument document) {
            boolean query = opCode() == OP_QUERY;
            var head = ByteBuffer.allocate(query ? 36 : 21).order(ByteOrder.LITTLE_ENDIAN);
            head.putInt(0).putInt(1).putInt(int32(4)).putInt(query ? OP_REPLY : OP_MSG);
            if (query) {
                head.putInt(8).putLong(0).putInt(0).putInt(1);
            }
            var out = new ByteArrayOutputStream();
            out.writeBytes(head.array());
            out.writeBytes(encoded(document));
            return sized(out);
        }

        private static byte[] encoded(BsonDocument document) {
            var raw = new RawBsonDocument(document, new BsonDocumentCodec());
            var buffer = raw.getByteBuffer();
            var encoded = new byte[buffer.remaining()];
            buffer.get(encoded);
            return encoded;
        }

        private static Message sized(ByteArrayOutputStream out) {
            var bytes = out.toByteArray();
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0, bytes.length);
            return new Message(bytes);
        }
    }
}
