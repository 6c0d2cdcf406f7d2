package dev.seedbank.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes UTF-8 as JSON strings, and decodes such strings. Bytes from 0x80 are copied as they are. */
public final class JsonText {
    /** What must be escaped inside a JSON string, by byte. */
    static final boolean[] SPECIAL = new boolean[256];

    static {
        for (int c = 0; c < 0x20; c++) {
            SPECIAL[c] = true;
        }
        SPECIAL['"'] = true;
        SPECIAL['\\'] = true;
    }

    private JsonText() {}

    /** @param value of a byte, 0 to 255 */
    public static boolean isSpecial(int value) {
        return SPECIAL[value];
    }

    public static byte[] quoted(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var sink = ByteSink.growing();
        try {
            string(bytes, 0, bytes.length, sink);
        } catch (IOException e) {
            throw new IllegalStateException("a buffer in memory cannot fail", e);
        }
        return sink.toBytes();
    }

    /**
     * The content of a JSON string.
     *
     * @param json a string with its quotes
     */
    public static String unquoted(String json) {
        var in = new JsonInput();
        in.over(json.getBytes(StandardCharsets.UTF_8));
        try {
            in.expect('"');
            return in.text();
        } catch (IOException e) {
            throw new IllegalStateException("an array in memory cannot fail", e);
        }
    }

    /** A string with its quotes. */
    public static void string(byte[] source, int from, int to, ByteSink out) throws IOException {
        out.put('"');
        escaped(source, from, to, out);
        out.put('"');
    }

    /** A piece of a string, which may end within a character; runs without anything to escape are copied at once. */
    public static void escaped(byte[] source, int from, int to, ByteSink out) throws IOException {
        int at = from;
        while (true) {
            int special = ByteScan.jsonSpecial(source, at, to);
            out.write(source, at, special - at);
            if (special == to) {
                return;
            }
            escape(source[special], out);
            at = special + 1;
        }
    }

    /** One of the {@link #SPECIAL} bytes. */
    public static void escape(int value, ByteSink out) throws IOException {
        switch (value) {
            case '"', '\\' -> out.put('\\', value);
            case '\b' -> out.put('\\', 'b');
            case '\f' -> out.put('\\', 'f');
            case '\n' -> out.put('\\', 'n');
            case '\r' -> out.put('\\', 'r');
            case '\t' -> out.put('\\', 't');
            default -> {
                out.put('\\', 'u');
                out.put('0', '0');
                out.hex(value);
            }
        }
    }
}
