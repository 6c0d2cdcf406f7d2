package dev.seedbank.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hashes on one thread and writes on another, so that both overlap with reading and encoding. What was written waits in a few
 * buffers, which are used again and again. What fits into one of them is hashed and written by the caller in {@link #flush}: many
 * small collections start no thread. For one caller; what goes wrong on a thread is thrown at the caller's next call.
 */
final class WriteBehind implements AutoCloseable {
    private static final int CHUNK = 1 << 18;
    private static final int CHUNKS = 5;

    private final BlockingQueue<Chunk> toHash = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Chunk> toWrite = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(CHUNKS);
    private int made = 1;
    private Chunk filling = new Chunk();
    private final ArrayList<Thread> threads = new ArrayList<>();
    /** Changes only while the threads have nothing to do. */
    private Checksum checksum = new Checksum();

    /** Changes only while the threads have nothing to do. */
    private OutputStream target = OutputStream.nullOutputStream();

    private volatile @Nullable Throwable failure;
    /** A target may have taken the interrupt for itself. */
    private volatile boolean closed;

    private static final class Chunk {
        private final byte[] bytes = new byte[CHUNK];
        private int size;
    }

    private interface Step {
        void on(Chunk chunk) throws IOException;
    }

    /**
     * From now on, to this target. What came before must be flushed.
     *
     * @return the checksum of what is written to it; complete after {@link #flush}
     */
    Checksum begin(OutputStream to) {
        target = to;
        checksum = new Checksum();
        return checksum;
    }

    void write(byte[] source, int offset, int length) throws IOException {
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
        attempt(this::hash, filling);
        attempt(this::write, filling);
        HelperThread.rethrow(failure);
        filling.size = 0;
    }

    /** Ends the threads. What was not flushed may be lost. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(HelperThread::end);
        threads.clear();
    }

    private void handOver() throws IOException {
        HelperThread.rethrow(failure);
        if (threads.isEmpty()) {
            threads.add(HelperThread.start("hash-behind", () -> pass(toHash, this::hash, toWrite)));
            threads.add(HelperThread.start("write-behind", () -> pass(toWrite, this::write, free)));
        }
        toHash.add(filling); // never full: each queue holds as many as there are
        if (free.isEmpty() && made < CHUNKS) {
            made++;
            filling = new Chunk();
        } else {
            filling = takeFree();
        }
    }

    private Chunk takeFree() throws IOException {
        try {
            var chunk = free.take();
            chunk.size = 0;
            return chunk;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** After a failure it goes on passing chunks, so that the caller does not wait but comes to see it. */
    private void pass(BlockingQueue<Chunk> from, Step step, BlockingQueue<Chunk> to) {
        try {
            while (!closed) {
                var chunk = from.take();
                attempt(step, chunk);
                to.add(chunk);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void attempt(Step step, Chunk chunk) {
        try {
            if (failure == null) {
                step.on(chunk);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    private void hash(Chunk chunk) {
        checksum.update(chunk.bytes, 0, chunk.size);
    }

    private void write(Chunk chunk) throws IOException {
        target.write(chunk.bytes, 0, chunk.size);
    }
}
