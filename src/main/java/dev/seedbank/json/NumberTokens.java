package dev.seedbank.json;

import dev.seedbank.json.JsonRejected.Problem;
import java.io.IOException;

/** Reads numbers, as RFC 8259 defines them, from a stream. */
public final class NumberTokens {
    /**
     * In bytes. PostgreSQL's {@code numeric} has up to 131,072 digits before the point and 16,383 after it, and those in a backup
     * must be readable.
     */
    public static final int MAX_LENGTH = 1 << 20;

    private NumberTokens() {}

    /** Takes a number, and returns its length: its bytes are in the window, right before the next one. */
    public static int take(JsonInput in) throws IOException {
        int end = digitsEnd(in, in.at);
        if (end > in.at && in.bytes[in.at] != '0') { // as most are: whole or with a fraction, and all there
            int point = end;
            if (point < in.limit && in.bytes[point] == '.') {
                end = digitsEnd(in, point + 1);
            }
            if (end < in.limit && end != point + 1 && isEnd(in.bytes[end])) {
                int length = end - in.at;
                in.at = end;
                return length;
            }
        }
        in.mark();
        skip(in);
        return in.unmark();
    }

    private static int digitsEnd(JsonInput in, int from) {
        int end = from;
        while (end < in.limit && isDigit(in.bytes[end])) {
            end++;
        }
        return end;
    }

    private static boolean isEnd(byte found) {
        return found == ',' || found == '}' || found == ']';
    }

    /** Skips a number, in constant memory. */
    static void skip(JsonInput in) throws IOException {
        long start = in.offset();
        if (in.peek() == '-') {
            in.at++;
        }
        if (in.peek() == '0') {
            in.at++;
            if (isDigit(in.peek())) {
                throw in.reject(new Problem.LeadingZero());
            }
        } else {
            digits(in, start);
        }
        int next = in.peek();
        if (next == '.') {
            in.at++;
            digits(in, start);
            next = in.peek();
        }
        if ((next | 0x20) == 'e') {
            in.at++;
            next = in.peek();
            if (next == '+' || next == '-') {
                in.at++;
            }
            digits(in, start);
        }
    }

    private static void digits(JsonInput in, long start) throws IOException {
        int found = in.peek();
        if (!isDigit(found)) {
            throw in.unexpected(found, Wanted.DIGIT);
        }
        do {
            in.at = digitsEnd(in, in.at);
            if (in.offset() - start > MAX_LENGTH) {
                throw in.reject(new Problem.LongNumber());
            }
        } while (in.at == in.limit && isDigit(in.peek()));
    }

    static boolean isDigit(int found) {
        return found >= '0' && found <= '9';
    }
}
