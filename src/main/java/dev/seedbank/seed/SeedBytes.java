package dev.seedbank.seed;

import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a file one by one, with the line they stand on, and a copy of those that make up the value being read. */
final class SeedBytes {
    static final int END = -1;
    private static final int SMALL = 256;

    /** More than any row that a server takes, and less than what would end the program for want of memory. */
    private static final long MAX_ROW =
            Math.clamp(Runtime.getRuntime().maxMemory() / 4, 8L << 20, Integer.MAX_VALUE - 64L);

    private final InputStream in;
    private final String shown;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long line = 1;
    private byte[] kept = new byte[SMALL];
    private int length;
    private long rowLength;

    SeedBytes(InputStream in, String shown) {
        this.in = in;
        this.shown = shown;
    }

    long line() {
        return line;
    }

    /** From here on the row is measured. */
    void beginRow() {
        rowLength = 0;
    }

    /** From here on bytes are kept. */
    void beginText() {
        length = 0;
    }

    /** The bytes kept. */
    String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(kept, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem("the text is not UTF-8", "Save the file as UTF-8 and run again.");
        } finally {
            if (kept.length > 1 << 20) {
                kept = new byte[SMALL];
            }
        }
    }

    /** The next byte, without taking it; {@link #END} at the end. */
    int peek() {
        if (position == limit) {
            try {
                limit = Math.max(0, in.read(buffer));
            } catch (IOException e) {
                throw SeedInput.unreadable(shown, e);
            }
            position = 0;
            if (limit == 0) {
                return END;
            }
        }
        return buffer[position] & 0xFF;
    }

    /** Goes past the byte that was peeked at. */
    void take() {
        if (buffer[position++] == '\n') {
            line++;
        }
    }

    /** Keeps the byte that was peeked at, and goes past it. */
    void keep() {
        if (++rowLength > MAX_ROW) {
            throw problem(
                    "a row of more than %d MiB does not fit into memory".formatted(MAX_ROW >> 20),
                    "Give the program more memory, or split the row.");
        }
        if (length == kept.length) {
            kept = Arrays.copyOf(kept, (int) Math.min(2L * length, MAX_ROW));
        }
        kept[length++] = buffer[position];
        take();
    }

    private OperationFailed problem(String what, String advice) {
        return new OperationFailed("%s:%d: %s".formatted(shown, line, what), advice);
    }
}
