package dev.seedbank.backend.postgres.value;

import dev.seedbank.failure.OperationFailed;
import java.io.IOException;

/** Reads JSON strings as values: undoes JSON's escapes and puts on those of the place where the text goes. */
public final class JsonStrings {
    /** How a byte of the value is written. */
    enum Target {
        /** As it is. */
        PLAIN,
        /** Inside a field of {@code COPY}. */
        COPY,
        /** Inside a quoted element of an array literal inside a field of {@code COPY}. */
        COPY_ARRAY
    }

    private final JsonInput in;
    private final ByteSink scratch = ByteSink.growing();

    JsonStrings(JsonInput in) {
        this.in = in;
    }

    /** The string behind an opening quote that was taken, with its closing quote. Short ones: keys. */
    public String text() throws IOException {
        scratch.clear();
        string(scratch, Target.PLAIN);
        return JsonRows.utf8(scratch);
    }

    /** The string behind an opening quote that was taken, with its closing quote; runs of plain bytes are copied whole. */
    void string(ByteSink out, Target target) throws IOException {
        while (true) {
            int special = plain(out);
            if (special >= 0 && !JsonText.SPECIAL[special]) {
                continue;
            }
            if (special == '"') {
                in.at++;
                return;
            }
            if (special != '\\') {
                throw notInString(special);
            }
            in.at++;
            escape(out, target);
        }
    }

    /** Copies what needs no escape, up to the window's end at most; returns the next byte without taking it. */
    int plain(ByteSink out) throws IOException {
        int end = ByteScan.jsonSpecial(in.bytes, in.at, in.limit);
        out.write(in.bytes, in.at, end - in.at);
        in.at = end;
        return in.peek();
    }

    OperationFailed notInString(int found) {
        return found < 0
                ? in.truncated()
                : in.fail("not JSON: a control character (0x%02x) in a string".formatted(found));
    }

    private void escape(ByteSink out, Target target) throws IOException {
        int escape = in.next();
        switch (escape) {
            case '"', '\\', '/' -> put(escape, out, target);
            case 'b', 'f', 'n', 'r', 't' -> put(JsonText.unescaped(escape), out, target);
            case 'u' -> codePoint(unicode(), out, target);
            default -> {
                in.at--;
                throw in.unexpected(escape, "an escape such as \\n");
            }
        }
    }

    private int unicode() throws IOException {
        int unit = hex4();
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        if (Character.isHighSurrogate((char) unit) && in.peek(0) == '\\' && in.peek(1) == 'u') {
            in.at += 2;
            int low = hex4();
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) unit, (char) low);
            }
        }
        throw in.fail("a string has half of a surrogate pair (\\u%04x), which is no character".formatted(unit));
    }

    private int hex4() throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = in.next();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw in.fail("not JSON: \\u without four hexadecimal digits");
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    private void codePoint(int c, ByteSink out, Target target) throws IOException {
        if (c == 0) {
            throw in.fail("a string has the character \\u0000, which PostgreSQL cannot store");
        }
        if (c < 0x80) {
            put(c, out, target);
        } else if (c < 0x800) {
            out.put(0xc0 | (c >> 6), continuation(c));
        } else if (c < 0x10000) {
            out.put(0xe0 | (c >> 12));
            out.put(continuation(c >> 6), continuation(c));
        } else {
            out.put(0xf0 | (c >> 18), continuation(c >> 12));
            out.put(continuation(c >> 6), continuation(c));
        }
    }

    private static int continuation(int bits) {
        return 0x80 | (bits & 0x3f);
    }

    /** One byte of ASCII of the value. */
    static void put(int value, ByteSink out, Target target) throws IOException {
        if (target == Target.COPY_ARRAY && (value == '"' || value == '\\')) {
            out.put('\\', '\\');
        }
        if (target != Target.PLAIN) {
            copy(value, out);
        } else {
            out.put(value);
        }
    }

    /** One byte of a field, so that it cannot be taken for a separator, the end, or an escape. */
    public static void copy(int value, ByteSink out) throws IOException {
        switch (value) {
            case '\\' -> out.put('\\', '\\');
            case '\t' -> out.put('\\', 't');
            case '\n' -> out.put('\\', 'n');
            case '\r' -> out.put('\\', 'r');
            default -> out.put(value);
        }
    }
}
