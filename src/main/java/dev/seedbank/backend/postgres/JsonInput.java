package dev.seedbank.backend.postgres;

import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of JSON through a window that moves over a stream. It knows how to step over tokens, in constant memory and without
 * recursion; what they mean is its caller's. Strict: what is not JSON is a failure that names the row.
 */
final class JsonInput {
    private static final int WINDOW = 1 << 16;

    private final InputStream in;
    private final String what;
    private final String advice;
    byte[] bytes = new byte[WINDOW];
    int at;
    int limit;
    private long row;

    /**
     * @param what for messages, such as {@code users}
     * @param advice for messages
     */
    JsonInput(InputStream in, String what, String advice) {
        this.in = in;
        this.what = what;
        this.advice = advice;
    }

    /** The next byte without taking it; -1 at the end. */
    int peek() throws IOException {
        return at < limit || refill() ? bytes[at] & 0xff : -1;
    }

    /** The byte at a distance from the next, -1 behind the end. For looking ahead a little: the window grows to hold it. */
    int peek(int distance) throws IOException {
        while (limit - at <= distance) {
            if (!extend()) {
                return -1;
            }
        }
        return bytes[at + distance] & 0xff;
    }

    int next() throws IOException {
        int value = peek();
        if (value < 0) {
            throw truncated();
        }
        at++;
        return value;
    }

    int peekAfterSpace() throws IOException {
        int value = peek();
        while (value == ' ' || value == '\n' || value == '\r' || value == '\t') {
            at++;
            value = peek();
        }
        return value;
    }

    void expect(int wanted) throws IOException {
        int found = peekAfterSpace();
        if (found != wanted) {
            throw unexpected(found, "'" + (char) wanted + "'");
        }
        at++;
    }

    /** Takes the bytes if they are next, within what is in the window already. */
    boolean takeIfNext(byte[] wanted) {
        int end = at + wanted.length;
        if (end > limit || !Arrays.equals(bytes, at, end, wanted, 0, wanted.length)) {
            return false;
        }
        at = end;
        return true;
    }

    void literal(String word) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            int found = peek();
            if (found != word.charAt(i)) {
                throw unexpected(found, word);
            }
            at++;
        }
    }

    /** Moves on when the window is used up; false at the end of the stream. */
    boolean refill() throws IOException {
        limit = at = 0;
        return extend();
    }

    private boolean extend() throws IOException {
        if (at > 0) {
            System.arraycopy(bytes, at, bytes, 0, limit - at);
            limit -= at;
            at = 0;
        }
        if (limit == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = in.read(bytes, limit, bytes.length - limit);
        limit += Math.max(read, 0);
        return read > 0;
    }

    void beginRow() {
        row++;
    }

    /** From 1; 0 before the first. */
    long row() {
        return row;
    }

    OperationFailed fail(String problem) {
        var where = row == 0 ? what : what + ": row " + row;
        return new OperationFailed(where + ": " + problem, advice);
    }

    OperationFailed unexpected(int found, String wanted) {
        return found < 0 ? truncated() : fail("not JSON: expected " + wanted + ", found " + shown(found));
    }

    OperationFailed truncated() {
        return fail("the file ends in the middle");
    }

    private String shown(int found) {
        if (found > 0x20 && found < 0x7f) {
            int end = Math.min(limit, at + 20);
            var text = new String(bytes, at, end - at, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst();
            return "'" + text.orElse("") + "'";
        }
        return "byte 0x%02x".formatted(found);
    }
}
