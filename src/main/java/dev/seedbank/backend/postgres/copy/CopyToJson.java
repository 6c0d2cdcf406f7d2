package dev.seedbank.backend.postgres.copy;

import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.catalog.ValueFormat;
import dev.seedbank.backend.postgres.value.JsonValues;
import dev.seedbank.json.ByteScan;
import dev.seedbank.json.ByteSink;
import dev.seedbank.json.ByteWindow;
import dev.seedbank.json.JsonText;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Turns rows of {@code COPY … TO STDOUT} in text format into JSON objects, bytes to bytes. A row is fields between tabs and
 * ends with a newline; tabs, newlines and backslashes inside of fields are escaped with a backslash, so that neither of the
 * first two can be data, and {@code \N} alone is SQL NULL (PostgreSQL manual, COPY, Text Format). Nothing is allocated for
 * a row, and text of any size streams through. A value that must be seen without COPY's escapes has to be in memory as a
 * whole: {@code json} and arrays; the escapes are undone in place.
 */
public final class CopyToJson {
    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] VERTICAL_TAB = ascii("\\u000b");
    private static final byte[] WRAPPER = ascii("{\"$json\":");

    private final ByteWindow in;
    private final ByteSink out;
    private final ValueFormat[] formats;
    private final Key[] keys;
    private long rows;
    /** Where the value that {@link #unescape} undid ends; what follows in the window is left over. */
    private int end;

    /** What comes before a value, with so many bytes behind it that {@link ByteSink} takes it for short if it is. */
    private record Key(byte[] text, int length) {
        static Key of(String name, char before) {
            var quoted = JsonText.quoted(name);
            var text = Arrays.copyOf(new byte[] {(byte) before}, quoted.length + 2 + ByteSink.SHORT);
            System.arraycopy(quoted, 0, text, 1, quoted.length);
            text[quoted.length + 1] = ':';
            return new Key(text, quoted.length + 2);
        }
    }

    /** @param copy what the server sends, without the messages that it comes in */
    public CopyToJson(List<TableColumn> columns, InputStream copy, OutputStream out) {
        this.in = new ByteWindow(copy);
        this.out = ByteSink.to(out);
        this.formats = columns.stream().map(TableColumn::format).toArray(ValueFormat[]::new);
        this.keys = new Key[formats.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Key.of(columns.get(i).name(), i == 0 ? '{' : ',');
        }
    }

    /** Converts one row; false if there is none any more. */
    public boolean row() throws IOException {
        if (in.peek() < 0) {
            return false;
        }
        if (rows++ > 0) {
            out.put(',', '\n');
        }
        if (formats.length == 0) {
            out.put('{');
            endField();
        }
        for (int i = 0; i < formats.length; i++) {
            out.write(keys[i].text, 0, keys[i].length);
            value(formats[i]);
            endField();
        }
        out.put('}');
        return true;
    }

    /** Takes the tab or newline. */
    private void endField() throws IOException {
        known(in.peek());
        in.at++;
    }

    private static int known(int found) throws IOException {
        if (found < 0) {
            throw new EOFException("a row of COPY without an end");
        }
        return found;
    }

    public long finish() throws IOException {
        out.flush();
        return rows;
    }

    private void value(ValueFormat format) throws IOException {
        if (in.peek() == '\\' && in.peek(1) == 'N') {
            out.write(NULL);
            in.at += 2;
            return;
        }
        switch (format) {
            case BOOL -> {
                out.write(in.peek() == 't' ? TRUE : FALSE);
                in.at++;
            }
            case NUMBER -> number();
            case STRING, LITERAL_ARRAY -> string();
            case JSON -> json();
            case BOOL_ARRAY, NUMBER_ARRAY, STRING_ARRAY -> array(format);
        }
    }

    private void number() throws IOException {
        int length = fieldLength();
        int next = in.at + length;
        JsonValues.number(in.bytes, in.at, next, out);
        in.at = next;
    }

    /** COPY's escapes are JSON's too, all but {@code \v}; so this looks at each byte once and copies in runs. */
    private void string() throws IOException {
        out.put('"');
        while (true) {
            int special = ByteScan.jsonSpecial(in.bytes, in.at, in.limit);
            out.write(in.bytes, in.at, special - in.at);
            in.at = special;
            int found = known(in.peek());
            if (found == '\t' || found == '\n') {
                out.put('"');
                return;
            }
            if (found == '\\') {
                escape(in.peek(1));
                in.at += 2;
            } else if (JsonText.isSpecial(found)) {
                JsonText.escape(found, out);
                in.at++;
            }
        }
    }

    private void escape(int escaped) throws IOException {
        if (escaped == 'v') {
            out.write(VERTICAL_TAB);
        } else {
            out.put('\\', escaped);
        }
    }

    /** The value as it stands, if a reader takes it for the same value on the same line; else its text in a wrapper. */
    private void json() throws IOException {
        int next = unescape();
        boolean oneLine = end == next; // a newline inside of it was escaped
        if (JsonValues.standsAlone(in.bytes, in.at, end, oneLine)) {
            out.write(in.bytes, in.at, end - in.at);
        } else {
            out.write(WRAPPER);
            JsonText.string(in.bytes, in.at, end, out);
            out.put('}');
        }
        in.at = next;
    }

    private void array(ValueFormat format) throws IOException {
        int next = unescape();
        JsonValues.array(in.bytes, in.at, end, format, out);
        in.at = next;
    }

    /** Up to the tab or newline; brings all of the field into the window. */
    private int fieldLength() throws IOException {
        int length = 0;
        while (true) {
            length = ByteScan.copySpecial(in.bytes, in.at + length, in.limit) - in.at;
            int found = known(in.peek(length));
            if (found == '\t' || found == '\n') {
                return length;
            }
            // An escape is two bytes; another control character is one; else the window ended here, and has more now.
            length += found == '\\' ? 2 : found < ' ' ? 1 : 0;
        }
    }

    /** Undoes COPY's escapes in place, up to {@link #end}; returns where the field's tab or newline is. */
    private int unescape() throws IOException {
        int length = fieldLength();
        int next = in.at + length;
        byte[] bytes = in.bytes;
        int from = ByteScan.copySpecial(bytes, in.at, next);
        int to = from;
        while (from < next) {
            if (bytes[from] == '\\') {
                bytes[to++] = (byte) unescaped(bytes[from + 1]);
                from += 2;
            } else {
                bytes[to++] = bytes[from++];
            }
        }
        end = to;
        return next;
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

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
