package dev.seedbank.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads on a thread of its own, so that reading and hashing overlap with what becomes of the bytes; a few buffers are used again
 * and again. Closing it ends the thread and closes the source.
 */
final class ReadAhead extends InputStream {
    private static final int CHUNK = 1 << 18;
    private static final int CHUNKS = 4;

    private final InputStream source;
    private final BlockingQueue<Chunk> read = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread thread;
    private Chunk current = new Chunk();
    private int at;

    /** What was read at once; {@code size} is -1 behind the end and where reading failed. */
    private static final class Chunk {
        private final byte[] bytes = new byte[CHUNK];
        private int size;
        private @Nullable Throwable failure;
    }

    /** The source itself if it has only {@code length} bytes and those fit into a buffer: a thread would not pay. */
    static InputStream of(InputStream source, long length) {
        return length <= CHUNK ? source : new ReadAhead(source);
    }

    private ReadAhead(InputStream source) {
        this.source = source;
        for (int i = 1; i < CHUNKS; i++) {
            free.add(new Chunk());
        }
        thread = HelperThread.start("read-ahead", this::readChunks);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (at == current.size && length > 0) {
            current = next();
            at = 0;
        }
        if (current.size < 0) {
            HelperThread.rethrow(current.failure);
            return -1;
        }
        int part = Math.min(length, current.size - at);
        System.arraycopy(current.bytes, at, buffer, offset, part);
        at += part;
        return part;
    }

    @Override
    public void close() throws IOException {
        HelperThread.end(thread);
        source.close();
    }

    private Chunk next() throws IOException {
        free.add(current); // never full: it holds as many as there are
        try {
            return read.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void readChunks() {
        try {
            for (boolean more = true; more; ) {
                var chunk = free.take();
                fill(chunk);
                more = chunk.size >= 0;
                read.add(chunk);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void fill(Chunk chunk) {
        try {
            chunk.size = source.read(chunk.bytes, 0, CHUNK);
        } catch (IOException | RuntimeException | Error e) {
            chunk.size = -1;
            chunk.failure = e;
        }
    }
}
