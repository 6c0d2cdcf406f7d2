package dev.seedbank.repository.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of a draft; says in words that the disk is full. A small one is created and written on another thread after it was closed.
 * A large one is forced to the disk piece by piece while it is written, on another thread, so that little is left to force when the
 * draft is published.
 */
final class DraftFile extends OutputStream {
    private static final int BUFFER = 1 << 13;
    /** Bytes that may wait for the disk. */
    private static final int PIECE = 32 << 20;

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path path;
    private final Path root;
    private final DiskThreads small;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    /** Null until the buffer has been full. */
    private @Nullable FileChannel channel;

    private long unforced;
    private @Nullable Thread forcing;
    private volatile @Nullable IOException failure;
    private boolean closed;

    /**
     * @param root where backups lie, for messages
     * @param small who writes what fits into the buffer
     */
    DraftFile(Path path, Path root, DiskThreads small) {
        this.path = path;
        this.root = root;
        this.small = small;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (length > BUFFER - filled) {
            writeOut(buffer, 0, filled);
            filled = 0;
        }
        if (length >= BUFFER) {
            writeOut(source, offset, length);
        } else {
            System.arraycopy(source, offset, buffer, filled, length);
            filled += length;
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        var file = channel;
        if (file == null) {
            var bytes = Arrays.copyOf(buffer, filled);
            small.run(() -> writeNew(bytes));
            return;
        }
        try (file) {
            writeOut(buffer, 0, filled);
            awaitForcing();
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw LocalDraft.cannotWrite(root, e);
        }
    }

    private void writeNew(byte[] bytes) throws IOException {
        try (var file = create()) {
            writeAll(file, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw LocalDraft.cannotWrite(root, e);
        }
    }

    private void writeOut(byte[] source, int offset, int length) throws IOException {
        try {
            if (channel == null) {
                channel = create();
            }
            writeAll(channel, source, offset, length);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw LocalDraft.cannotWrite(root, e);
        }
        unforced += length;
        if (unforced >= PIECE && (forcing == null || !forcing.isAlive())) {
            var file = channel;
            unforced = 0;
            forcing = Thread.ofPlatform().daemon().name("force").start(() -> force(file));
        }
    }

    private FileChannel create() throws IOException {
        return FileChannel.open(path, NEW, LocalFiles.ownerOnlyFile(root));
    }

    private static void writeAll(FileChannel to, byte[] source, int offset, int length) throws IOException {
        var bytes = ByteBuffer.wrap(source, offset, length);
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    private void force(FileChannel file) {
        try {
            file.force(false);
        } catch (IOException e) {
            failure = e; // the system tells it once, so nobody will hear of it later
        }
    }

    private void awaitForcing() throws IOException {
        try {
            if (forcing != null) {
                forcing.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var known = failure;
        if (known != null) {
            throw known;
        }
    }
}
