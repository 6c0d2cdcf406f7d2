package dev.seedbank.backend.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of {@code COPY … TO STDOUT} in text format into JSON objects, bytes to bytes. A row is fields between tabs and
 * ends with a newline; tabs, newlines and backslashes inside of fields are escaped with a backslash, so that neither of the
 * first two can be data, and {@code \N} alone is SQL NULL (PostgreSQL manual, COPY, Text Format). Nothing is allocated for
 * a row, however large: where a value must be seen without COPY's escapes, they are undone inside the row's own bytes.
 */
final class CopyToJson {
    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] VERTICAL_TAB = ascii("\\u000b");
    private static final byte[] WRAPPER = ascii("{\"$json\":");

    private final ByteSink out;
    private final ValueFormat[] formats;
    private final byte[][] keys;
    private long rows;
    /** Where the value that {@link #unescape} undid ends; behind it in the row is what was left over. */
    private int end;

    CopyToJson(List<TableColumn> columns, OutputStream out) {
        this.out = ByteSink.to(out);
        this.formats = columns.stream().map(TableColumn::format).toArray(ValueFormat[]::new);
        this.keys = new byte[formats.length][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(columns.get(i).name(), i == 0 ? '{' : ',');
        }
    }

    /**
     * One row with its newline, as the driver hands it over; its bytes are used up.
     *
     * @param row {@code null} behind the last, for which this returns false
     */
    boolean row(byte @Nullable [] row) throws IOException {
        if (row == null) {
            return false;
        }
        if (rows++ > 0) {
            out.put(',', '\n');
        }
        int at = 0;
        for (int i = 0; i < formats.length; i++) {
            out.write(keys[i]);
            at = value(row, at, formats[i]) + 1;
        }
        if (formats.length == 0) {
            out.put('{');
        }
        out.put('}');
        return true;
    }

    long finish() throws IOException {
        out.flush();
        return rows;
    }

    /** Returns where the field's tab or newline is. */
    private int value(byte[] row, int at, ValueFormat format) throws IOException {
        if (row[at] == '\\' && row[at + 1] == 'N') {
            out.write(NULL);
            return at + 2;
        }
        return switch (format) {
            case BOOL -> {
                out.write(row[at] == 't' ? TRUE : FALSE);
                yield at + 1;
            }
            case NUMBER -> number(row, at);
            case STRING, LITERAL_ARRAY -> string(row, at);
            case JSON -> json(row, at);
            case BOOL_ARRAY, NUMBER_ARRAY, STRING_ARRAY -> array(row, at, format);
        };
    }

    private int number(byte[] row, int at) throws IOException {
        int end = at;
        while (row[end] != '\t' && row[end] != '\n') {
            end++;
        }
        JsonValues.number(row, at, end, out);
        return end;
    }

    /** COPY's escapes are JSON's too, all but {@code \v}; so this looks at each byte once and copies in runs. */
    private int string(byte[] row, int from) throws IOException {
        out.put('"');
        int at = from;
        int start = from;
        while (true) {
            while (!JsonText.SPECIAL[row[at] & 0xff]) {
                at++;
            }
            out.write(row, start, at - start);
            int special = row[at];
            if (special == '\t' || special == '\n') {
                out.put('"');
                return at;
            }
            if (special == '\\') {
                at++;
                if (row[at] == 'v') {
                    out.write(VERTICAL_TAB);
                } else {
                    out.put('\\', row[at]);
                }
            } else {
                JsonText.escape(special, out);
            }
            start = ++at;
        }
    }

    /** The value as it stands, if a reader takes it for the same value on the same line; else its text in a wrapper. */
    private int json(byte[] row, int at) throws IOException {
        int next = unescape(row, at);
        if (JsonValues.standsAlone(row, at, end)) {
            out.write(row, at, end - at);
        } else {
            out.write(WRAPPER);
            JsonText.string(row, at, end, out);
            out.put('}');
        }
        return next;
    }

    private int array(byte[] row, int at, ValueFormat format) throws IOException {
        int next = unescape(row, at);
        JsonValues.array(row, at, end, format, out);
        return next;
    }

    /** Undoes COPY's escapes in place, up to {@link #end}; returns where the field's tab or newline is. */
    private int unescape(byte[] row, int from) {
        int at = from;
        while (row[at] != '\\' && row[at] != '\t' && row[at] != '\n') {
            at++;
        }
        int to = at;
        while (row[at] != '\t' && row[at] != '\n') {
            if (row[at] == '\\') {
                row[to++] = (byte) unescaped(row[at + 1]);
                at += 2;
            } else {
                row[to++] = row[at++];
            }
        }
        end = to;
        return at;
    }

    static int unescaped(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            default -> escape;
        };
    }

    private static byte[] key(String name, char before) {
        var quoted = JsonText.quoted(name);
        var key = new byte[quoted.length + 2];
        key[0] = (byte) before;
        System.arraycopy(quoted, 0, key, 1, quoted.length);
        key[key.length - 1] = ':';
        return key;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
