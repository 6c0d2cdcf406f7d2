package dev.seedbank.backend.postgres.value;

import dev.seedbank.json.ByteScan;
import dev.seedbank.json.ByteSink;
import dev.seedbank.json.JsonInput;
import dev.seedbank.json.StringTokens;
import java.io.IOException;

/** Text as a field of {@code COPY}, or part of one, so that nothing in it can be taken for a separator, the end, or an escape. */
public final class CopyText {
    /** Where the text of a string is written. */
    enum Target {
        FIELD,
        /** Inside a quoted element of an array literal inside a field. */
        ARRAY_ELEMENT
    }

    private CopyText() {}

    /** Text outside of array literals. */
    public static void write(byte[] text, int from, int to, ByteSink out) throws IOException {
        int at = from;
        while (true) {
            int special = ByteScan.copySpecial(text, at, to);
            out.write(text, at, special - at);
            if (special == to) {
                return;
            }
            put(text[special], out);
            at = special + 1;
        }
    }

    /** The content of a JSON string whose opening quote was taken; runs of plain bytes are copied at once. */
    static void string(JsonInput in, ByteSink out, Target target) throws IOException {
        int next;
        do {
            int end = StringTokens.plain(in);
            out.write(in.bytes, in.at, end - in.at);
            in.at = end;
            next = StringTokens.afterPlain(in);
            if (next >= 0) {
                character(next, in, out, target);
            }
        } while (next != StringTokens.END);
    }

    private static void character(int c, JsonInput in, ByteSink out, Target target) throws IOException {
        if (c == 0) {
            throw in.reject("a string has the character \\u0000, which PostgreSQL cannot store");
        }
        if (target == Target.ARRAY_ELEMENT && (c == '"' || c == '\\')) {
            out.put('\\', '\\');
        }
        if (c < 0x80) {
            put(c, out);
        } else {
            out.character(c);
        }
    }

    private static void put(int value, ByteSink out) throws IOException {
        switch (value) {
            case '\\' -> out.put('\\', '\\');
            case '\t' -> out.put('\\', 't');
            case '\n' -> out.put('\\', 'n');
            case '\r' -> out.put('\\', 'r');
            default -> out.put(value);
        }
    }
}
