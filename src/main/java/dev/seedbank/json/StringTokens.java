package dev.seedbank.json;

import dev.seedbank.json.JsonRejected.Problem;
import java.io.IOException;

/**
 * Reads strings from a stream, after their opening quote, in runs: {@link #plain} finds the bytes to copy as they are, {@link
 * #afterPlain} takes what follows them.
 */
public final class StringTokens {
    /** Of {@link #afterPlain}: the string's end. */
    public static final int END = -1;

    /** Of {@link #afterPlain}: more plain bytes. */
    public static final int MORE = -2;

    private StringTokens() {}

    /** Skips the rest of a string, including its closing quote. */
    static void skip(JsonInput in) throws IOException {
        while (true) {
            in.at = plain(in);
            int next = in.peek();
            if (next == '"') {
                in.at++;
                return;
            }
            if (next == '\\') {
                in.at++;
                int escape = in.peek();
                escapeLetter(in, escape);
                if (escape == 'u') {
                    hex4(in);
                }
            } else if (next < ' ') {
                throw notInString(in, next);
            }
        }
    }

    /**
     * Inside a string, the index after the bytes that can be copied as they are: complete UTF-8 characters, up to the window's
     * end at most. They begin at the input's next byte; the caller copies them and advances to that index.
     */
    public static int plain(JsonInput in) throws IOException {
        int end = ByteScan.jsonSpecialOrWide(in.bytes, in.at, in.limit);
        return end == in.limit || in.bytes[end] >= 0 ? end : plain(in, end);
    }

    /** @param first byte that is no ASCII */
    private static int plain(JsonInput in, int first) throws IOException {
        int wide = first;
        while (true) {
            int end = Utf8.plainEnd(in.bytes, wide, in.limit);
            if (end < in.limit && in.bytes[end] < 0 && !Utf8.isCut(in.bytes, end, in.limit)) {
                throw in.reject(new Problem.NotUtf8());
            }
            if (end > in.at) {
                return end;
            }
            if (in.peek(in.limit - in.at) < 0) {
                throw in.unexpected(-1, Wanted.REST_OF_STRING);
            }
            wide = in.at;
        }
    }

    /**
     * Inside a string, takes what follows plain bytes.
     *
     * @return {@link #END}, {@link #MORE}, or the character that an escape stands for
     */
    public static int afterPlain(JsonInput in) throws IOException {
        if (in.at < in.limit && in.bytes[in.at] == '"') {
            in.at++;
            return END;
        }
        int next = in.peek();
        if (next == '"') {
            in.at++;
            return END;
        }
        if (next == '\\') {
            in.at++;
            return escape(in);
        }
        if (next < ' ') {
            throw notInString(in, next);
        }
        return MORE;
    }

    private static JsonRejected notInString(JsonInput in, int found) {
        return found < 0 ? in.unexpected(found, Wanted.REST_OF_STRING) : in.reject(new Problem.ControlCharacter(found));
    }

    private static void escapeLetter(JsonInput in, int escape) throws IOException {
        if (escape < 0 || "\"\\/bfnrtu".indexOf(escape) < 0) {
            throw in.unexpected(escape, Wanted.ESCAPE);
        }
        in.at++;
    }

    private static int escape(JsonInput in) throws IOException {
        int escape = in.peek();
        escapeLetter(in, escape);
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(in);
            default -> escape;
        };
    }

    private static int unicode(JsonInput in) throws IOException {
        int unit = hex4(in);
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        if (Character.isHighSurrogate((char) unit) && in.peek(0) == '\\' && in.peek(1) == 'u') {
            in.at += 2;
            int low = hex4(in);
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) unit, (char) low);
            }
        }
        throw in.reject(new Problem.HalfSurrogate(unit));
    }

    private static int hex4(JsonInput in) throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int found = in.peek();
            int digit = found < 0x80 ? Character.digit(found, 16) : -1;
            if (digit < 0) {
                throw in.unexpected(found, Wanted.HEX);
            }
            value = (value << 4) | digit;
            in.at++;
        }
        return value;
    }
}
