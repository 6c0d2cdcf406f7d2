package dev.seedbank.backend.postgres.value;

import static dev.seedbank.backend.postgres.value.ByteScan.LONGS;

import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A window over JSON. It knows how to step over tokens, in constant memory and without
 * recursion; what they mean is its caller's. Strict: what is not JSON is a failure that names the row.
 */
public final class JsonInput extends ByteWindow {
    private final Supplier<String> what;
    private final String advice;
    private long row;

    /**
     * @param what for messages, such as {@code users}
     * @param advice for messages
     */
    public JsonInput(InputStream in, String what, String advice) {
        super(in);
        this.what = () -> what;
        this.advice = advice;
    }

    /**
     * For values that are in memory: see {@link #over}.
     *
     * @param what asked for only when there is something to say
     */
    public JsonInput(Supplier<String> what, String advice) {
        super(InputStream.nullInputStream());
        this.what = what;
        this.advice = advice;
    }

    int next() throws IOException {
        int value = peek();
        if (value < 0) {
            throw truncated();
        }
        at++;
        return value;
    }

    public int peekAfterSpace() throws IOException {
        int value = peek();
        while (value == ' ' || value == '\n' || value == '\r' || value == '\t') {
            at++;
            value = peek();
        }
        return value;
    }

    public void expect(int wanted) throws IOException {
        int found = peekAfterSpace();
        if (found != wanted) {
            throw unexpected(found, "'" + (char) wanted + "'");
        }
        at++;
    }

    /** Takes the bytes if they are next, within what is in the window already. */
    public boolean takeIfNext(byte[] wanted) {
        int length = wanted.length;
        if (at + length > limit) {
            return false;
        }
        int done = 0;
        for (; done <= length - Long.BYTES; done += Long.BYTES) {
            if ((long) LONGS.get(bytes, at + done) != (long) LONGS.get(wanted, done)) {
                return false;
            }
        }
        for (; done < length; done++) {
            if (bytes[at + done] != wanted[done]) {
                return false;
            }
        }
        at += length;
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

    void beginRow() {
        row++;
    }

    /** From 1; 0 before the first. */
    long row() {
        return row;
    }

    public OperationFailed fail(String problem) {
        var where = row == 0 ? what.get() : what.get() + ": row " + row;
        return new OperationFailed(where + ": " + problem, advice);
    }

    public OperationFailed unexpected(int found, String wanted) {
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
