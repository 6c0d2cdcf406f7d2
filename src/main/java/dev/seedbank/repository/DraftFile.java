package dev.seedbank.repository;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of a draft; says in words that the disk is full. A large one is forced to the disk piece by piece while it is written,
 * on another thread, so that little is left to force when the draft is published.
 */
final class DraftFile extends OutputStream {
    private static final int BUFFER = 1 << 13;
    /** Bytes that may wait for the disk. */
    private static final int PIECE = 32 << 20;

    private final FileChannel channel;
    private final OutputStream out;
    private final Path root;
    private long unforced;
    private @Nullable Thread forcing;
    private volatile @Nullable IOException failure;
    private boolean closed;

    /** @param root where backups lie, for messages */
    DraftFile(FileChannel channel, Path root) {
        this.channel = channel;
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        this.root = root;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        try {
            out.write(buffer, offset, length);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw LocalDraft.cannotWrite(root, e);
        }
        unforced += length;
        if (unforced >= PIECE && (forcing == null || !forcing.isAlive())) {
            unforced = 0;
            forcing = Thread.ofPlatform().daemon().name("force").start(this::force);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (channel) {
            out.flush();
            awaitForcing();
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw LocalDraft.cannotWrite(root, e);
        }
    }

    private void force() {
        try {
            channel.force(false);
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
