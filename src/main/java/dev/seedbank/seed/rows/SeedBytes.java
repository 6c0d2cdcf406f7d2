package dev.seedbank.seed.rows;

import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a file through a window that moves over it and knows its line. What is marked stays in the window, which grows for it,
 * so that a value is taken out in one piece.
 */
final class SeedBytes {
    static final int END = -1;
    private static final int WINDOW = 1 << 16;

    /** More than a document of MongoDB needs; what is larger is streamed by a restore, which a seed cannot do. */
    private static final int MAX_ROW = 32 << 20;

    private static final int NONE = -1;

    private final InputStream in;
    private final String shown;
    /** Valid from {@link #position} up to {@link #limit}; both change with {@link #fill()}. */
    byte[] buffer = new byte[WINDOW];

    int position;
    int limit;
    private int mark = NONE;
    private long line = 1;
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
        if (buffer.length > WINDOW && limit - position < WINDOW) {
            buffer = Arrays.copyOfRange(buffer, position, position + WINDOW);
            limit -= position;
            position = 0;
        }
    }

    /** The next byte, without taking it; {@link #END} at the end. */
    int peek() {
        return position < limit || fill() ? buffer[position] & 0xFF : END;
    }

    /** Goes past the byte that was peeked at. */
    void take() {
        if (buffer[position++] == '\n') {
            line++;
        }
    }

    /** Marks the next byte as the first of a value. */
    void mark() {
        mark = position;
    }

    /** Whether the bytes from the mark up to here are these. */
    boolean isMarked(byte[] value) {
        return Arrays.equals(buffer, mark, position, value, 0, value.length);
    }

    byte[] marked() {
        return Arrays.copyOfRange(buffer, mark, position);
    }

    /**
     * Ends the value.
     *
     * @param ascii whether it is known to have no other bytes
     */
    String text(boolean ascii) {
        var text = ascii
                ? new String(buffer, mark, position - mark, StandardCharsets.ISO_8859_1)
                : decode(ByteBuffer.wrap(buffer, mark, position - mark));
        release();
        return text;
    }

    /** Ends the value and only sees that it is UTF-8. */
    void check(boolean ascii) {
        if (!ascii) {
            decode(ByteBuffer.wrap(buffer, mark, position - mark));
        }
        release();
    }

    private void release() {
        rowLength += position - mark;
        mark = NONE;
        requireSmall(rowLength);
    }

    private String decode(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw problem("the text is not UTF-8", "Save the file as UTF-8 and run again.");
        }
    }

    /** Reads on when the window is used up; false at the end of the file. */
    boolean fill() {
        int from = mark == NONE ? position : mark;
        System.arraycopy(buffer, from, buffer, 0, limit - from);
        position -= from;
        limit -= from;
        mark = mark == NONE ? NONE : 0;
        if (limit == buffer.length) {
            requireSmall(rowLength + limit);
            buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, MAX_ROW + WINDOW));
        }
        try {
            int read = in.read(buffer, limit, buffer.length - limit);
            limit += Math.max(0, read);
            return read > 0;
        } catch (IOException e) {
            throw SeedInput.unreadable(shown, e);
        }
    }

    private void requireSmall(long length) {
        if (length > MAX_ROW) {
            throw problem(
                    "a row of more than %d MiB is too large for a seed".formatted(MAX_ROW >> 20),
                    "Split it, or load the file with seedbank restore, which reads rows of any size.");
        }
    }

    private OperationFailed problem(String what, String advice) {
        return SeedFileErrors.at(shown, line, what, advice);
    }
}
