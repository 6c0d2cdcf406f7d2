package dev.seedbank.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes on a thread of its own, so that hashing and writing overlap with reading and encoding. What was written waits in a few
 * buffers, which are used again and again. What fits into one of them is written by the caller in {@link #flush}: many small
 * collections start no thread. For one caller; what goes wrong on the thread is thrown at the caller's next call.
 */
final class WriteBehind implements AutoCloseable {
    private static final int CHUNK = 1 << 18;
    private static final int CHUNKS = 4;

    private final BlockingQueue<Chunk> toWrite = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(CHUNKS);
    private int made = 1;
    private Chunk filling = new Chunk();
    private @Nullable Thread thread;
    /** Changes only while the thread has nothing to write. */
    private OutputStream target = OutputStream.nullOutputStream();

    private volatile @Nullable Throwable failure;
    /** A target may have taken the interrupt for itself. */
    private volatile boolean closed;

    private static final class Chunk {
        private final byte[] bytes = new byte[CHUNK];
        private int size;
    }

    /** Between two targets {@link #flush} must be called. */
    void write(OutputStream to, byte[] source, int offset, int length) throws IOException {
        target = to;
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filling.size == CHUNK) {
                handOver();
            }
            int part = Math.min(left, CHUNK - filling.size);
            System.arraycopy(source, from, filling.bytes, filling.size, part);
            filling.size += part;
            from += part;
            left -= part;
        }
    }

    /** Returns when the target has all that was written. */
    void flush() throws IOException {
        if (free.size() < made - 1) {
            handOver();
            var idle = new ArrayList<Chunk>();
            while (idle.size() < made - 1) {
                idle.add(takeFree());
            }
            free.addAll(idle);
        }
        HelperThread.rethrow(failure);
        target.write(filling.bytes, 0, filling.size);
        filling.size = 0;
    }

    /** Ends the thread. What was not flushed may be lost. */
    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            HelperThread.end(thread);
            thread = null;
        }
    }

    private void handOver() throws IOException {
        HelperThread.rethrow(failure);
        if (thread == null) {
            thread = HelperThread.start("write-behind", this::writeChunks);
        }
        toWrite.add(filling); // never full: it holds as many as there are
        if (free.isEmpty() && made < CHUNKS) {
            made++;
            filling = new Chunk();
        } else {
            filling = takeFree();
        }
    }

    private Chunk takeFree() throws IOException {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** After a failure it goes on giving chunks back, so that the caller does not wait but comes to see it. */
    private void writeChunks() {
        try {
            while (!closed) {
                var chunk = toWrite.take();
                write(chunk);
                chunk.size = 0;
                free.add(chunk);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void write(Chunk chunk) {
        try {
            if (failure == null) {
                target.write(chunk.bytes, 0, chunk.size);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }
}
