package dev.seedbank.backend.postgres.structure.script;

import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a script, which are read from the server in another order than they are written in. Up to a megabyte
 * of them stays in memory; more goes to a temporary file, which only its owner can read and which has no name as soon as it is
 * open. Where no file can be made, all stay in memory.
 */
public final class StatementSpool implements AutoCloseable {
    private static final int IN_MEMORY = 1 << 20;
    private static final int SMALL = 1 << 10;

    private byte[] buffer = new byte[SMALL];
    /** Of the buffer. */
    private int size;
    /** Bytes in the file, before those of the buffer. */
    private long written;

    private @Nullable FileChannel file;
    private boolean mayHaveFile = true;

    /** Returns the place to {@link #read} them from. */
    public long add(List<String> statements) {
        var encoded = statements.stream()
                .map(statement -> statement.getBytes(StandardCharsets.UTF_8))
                .toList();
        int length = Integer.BYTES * (1 + encoded.size())
                + encoded.stream().mapToInt(bytes -> bytes.length).sum();
        makeRoom(Integer.BYTES + length);
        long at = written + size;
        var out = ByteBuffer.wrap(buffer, size, Integer.BYTES + length);
        out.putInt(length).putInt(encoded.size());
        encoded.forEach(bytes -> out.putInt(bytes.length).put(bytes));
        size += Integer.BYTES + length;
        return at;
    }

    public List<String> read(long at) {
        int length = bytes(at, Integer.BYTES).getInt();
        var in = bytes(at + Integer.BYTES, length);
        var statements = new ArrayList<String>();
        for (int left = in.getInt(); left > 0; left--) {
            var bytes = new byte[in.getInt()];
            in.get(bytes);
            statements.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return statements;
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // It was temporary anyway.
        }
    }

    private ByteBuffer bytes(long at, int length) {
        if (at >= written) {
            return ByteBuffer.wrap(buffer, (int) (at - written), length);
        }
        var bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining() && file != null && file.read(bytes, at + bytes.position()) >= 0) {
                // Until all of it is there.
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return bytes.flip();
    }

    private void makeRoom(int length) {
        if (size + length > IN_MEMORY && size > 0 && hasFile()) {
            flush();
        }
        if (size + length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, length), 2 * buffer.length));
        }
    }

    private boolean hasFile() {
        if (file == null && mayHaveFile) {
            try {
                var path = Files.createTempFile("seedbank-", ".sql");
                file = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            } catch (IOException e) {
                mayHaveFile = false;
            }
        }
        return file != null;
    }

    private void flush() {
        try {
            var out = ByteBuffer.wrap(buffer, 0, size);
            while (out.hasRemaining() && file != null) {
                written += file.write(out, written);
            }
            size = 0;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static OperationFailed failed(IOException e) {
        return new OperationFailed(
                "A temporary file for the structure failed: " + e.getMessage(),
                "Check the space in the folder for temporary files (java.io.tmpdir, /tmp).",
                e);
    }
}
