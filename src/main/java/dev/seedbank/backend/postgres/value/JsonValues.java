package dev.seedbank.backend.postgres.value;

import dev.seedbank.backend.postgres.catalog.ValueFormat;
import dev.seedbank.json.ByteSink;
import dev.seedbank.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes single values in the server's text, without COPY's escapes, as JSON: array literals, numbers, {@code json}. */
public final class JsonValues {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    /** Unquoted; the text {@code NULL} is quoted by the server. */
    static final byte[] SQL_NULL = "NULL".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private JsonValues() {}

    /**
     * {@code {1,NULL,{"a \"b"}}} becomes {@code [1,null,["a \"b"]]}. A literal with bounds of its own, {@code [2:3]={1,2}},
     * which a JSON array could not hold, becomes a string.
     */
    public static void array(byte[] literal, int from, int to, ValueFormat format, ByteSink out) throws IOException {
        if (from == to || literal[from] != '{') {
            JsonText.string(literal, from, to, out);
            return;
        }
        int at = from;
        while (at < to) {
            switch (literal[at]) {
                case '{' -> {
                    out.put('[');
                    at++;
                }
                case '}' -> {
                    out.put(']');
                    at++;
                }
                case ',' -> {
                    out.put(',');
                    at++;
                }
                case '"' -> at = quoted(literal, at + 1, out);
                default -> at = bare(literal, at, format, out);
            }
        }
    }

    /** A finite number as its digits; {@code NaN} and the infinities begin with a letter, after a sign or not. */
    public static void number(byte[] source, int from, int to, ByteSink out) throws IOException {
        if (source[from] >= 'A' || (source[from] == '-' && source[from + 1] >= 'A')) {
            out.put('"');
            out.write(source, from, to - from);
            out.put('"');
        } else {
            out.write(source, from, to - from);
        }
    }

    /**
     * Whether JSON text can be embedded: on one line, without white space around it that would be lost, not {@code null},
     * which means SQL NULL, and not an object that begins like our own wrapper.
     *
     * @param oneLine whether it is known to be on one line
     */
    public static boolean standsAlone(byte[] text, int from, int to, boolean oneLine) {
        if (from == to || isSpace(text[from]) || isSpace(text[to - 1]) || (to - from == 4 && text[from] == 'n')) {
            return false;
        }
        for (int i = oneLine ? to : from; i < to; i++) {
            if (text[i] == '\n' || text[i] == '\r') {
                return false;
            }
        }
        return text[from] != '{' || !firstKeyMayBeWrapper(text, from + 1, to);
    }

    /** A first key that begins with {@code $}, or with an escape that may stand for it. */
    private static boolean firstKeyMayBeWrapper(byte[] text, int from, int to) {
        int at = from;
        while (at < to && isSpace(text[at])) {
            at++;
        }
        return at + 1 < to && text[at] == '"' && (text[at + 1] == '$' || text[at + 1] == '\\');
    }

    private static int quoted(byte[] literal, int from, ByteSink out) throws IOException {
        out.put('"');
        int at = from;
        while (literal[at] != '"') {
            if (literal[at] == '\\') {
                at++;
            }
            int value = literal[at++];
            if (JsonText.isSpecial(value & 0xff)) {
                JsonText.escape(value, out);
            } else {
                out.put(value);
            }
        }
        out.put('"');
        return at + 1;
    }

    private static int bare(byte[] literal, int from, ValueFormat format, ByteSink out) throws IOException {
        int end = from;
        while (literal[end] != ',' && literal[end] != '}') {
            end++;
        }
        if (Arrays.equals(literal, from, end, SQL_NULL, 0, SQL_NULL.length)) {
            out.write(NULL);
        } else if (format == ValueFormat.BOOL_ARRAY) {
            out.write(literal[from] == 't' ? TRUE : FALSE);
        } else if (format == ValueFormat.NUMBER_ARRAY) {
            number(literal, from, end, out);
        } else {
            JsonText.string(literal, from, end, out);
        }
        return end;
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\t' || value == '\n' || value == '\r';
    }
}
