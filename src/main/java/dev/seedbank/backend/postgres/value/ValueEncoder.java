package dev.seedbank.backend.postgres.value;

import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.catalog.ValueFormat;
import dev.seedbank.backend.postgres.value.JsonStrings.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Turns one JSON value into a field of {@code COPY … FROM STDIN} in text format, as it streams by: a value of any size
 * needs no memory of its own. The opposite of what {@code CopyToJson} does for a value, and takes more: a number for a text
 * column, the server's own literal as a string for any column.
 */
public final class ValueEncoder {
    private static final byte[] WRAPPER = "\"$json\"".getBytes(StandardCharsets.US_ASCII);

    /** What a value in the middle of which we are must be looked at for: where strings and values begin and end, and what COPY escapes. */
    private static final boolean[] STRUCTURAL = new boolean[256];

    static {
        for (byte value : "\"{}[]\\\n\r\t".getBytes(StandardCharsets.US_ASCII)) {
            STRUCTURAL[value] = true;
        }
    }

    private final JsonInput in;
    private final JsonStrings strings;

    public ValueEncoder(JsonInput in) {
        this.in = in;
        this.strings = new JsonStrings(in);
    }

    public JsonStrings strings() {
        return strings;
    }

    public void value(TableColumn column, ByteSink out) throws IOException {
        int first = in.peekAfterSpace();
        if (first == 'n') {
            in.literal("null");
            out.put('\\', 'N');
        } else if (column.format() == ValueFormat.JSON) {
            json(first, out);
        } else {
            switch (first) {
                case '"' -> {
                    in.at++;
                    strings.string(out, Target.COPY);
                }
                case '[' -> array(column, out);
                case '{' ->
                    throw in.fail(
                            "column '%s' (%s) cannot hold an object; write its value as a string, as PostgreSQL shows it"
                                    .formatted(column.name(), column.type()));
                default -> scalar(first, out);
            }
        }
    }

    private void scalar(int first, ByteSink out) throws IOException {
        switch (first) {
            case 't' -> word("true", out);
            case 'f' -> word("false", out);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(out);
            default -> throw in.unexpected(first, "a value");
        }
    }

    private void word(String word, ByteSink out) throws IOException {
        in.literal(word);
        out.write(word.getBytes(StandardCharsets.US_ASCII));
    }

    private void number(ByteSink out) throws IOException {
        if (in.peek() == '-') {
            take(out);
        }
        if (in.peek() == '0') {
            take(out);
        } else {
            digits(out);
        }
        if (in.peek() == '.') {
            take(out);
            digits(out);
        }
        if ((in.peek() | 0x20) == 'e') {
            take(out);
            if (in.peek() == '+' || in.peek() == '-') {
                take(out);
            }
            digits(out);
        }
    }

    private void take(ByteSink out) throws IOException {
        out.put(in.peek());
        in.at++;
    }

    private void digits(ByteSink out) throws IOException {
        int found = in.peek();
        if (!isDigit(found)) {
            throw in.unexpected(found, "a digit");
        }
        do {
            int end = in.at;
            while (end < in.limit && isDigit(in.bytes[end])) {
                end++;
            }
            out.write(in.bytes, in.at, end - in.at);
            in.at = end;
        } while (in.at == in.limit && isDigit(in.peek()));
    }

    private static boolean isDigit(int found) {
        return found >= '0' && found <= '9';
    }

    /** An array literal: strings always quoted, so that none is taken for NULL, a brace or a separator. */
    private void array(TableColumn column, ByteSink out) throws IOException {
        if (!column.format().isArray()) {
            throw in.fail("column '%s' (%s) cannot hold an array".formatted(column.name(), column.type()));
        }
        int depth = 0;
        boolean valueNext = true;
        do {
            int found = in.peekAfterSpace();
            if (found == '[' && valueNext) {
                in.at++;
                out.put('{');
                depth++;
                valueNext = in.peekAfterSpace() != ']';
            } else if (found == ']' && !valueNext) {
                in.at++;
                out.put('}');
                depth--;
            } else if (found == ',' && !valueNext) {
                in.at++;
                out.put(',');
                valueNext = true;
            } else if (valueNext) {
                element(found, column, out);
                valueNext = false;
            } else {
                throw in.unexpected(found, "',' or ']'");
            }
        } while (depth > 0);
    }

    private void element(int first, TableColumn column, ByteSink out) throws IOException {
        switch (first) {
            case '"' -> {
                in.at++;
                out.put('"');
                strings.string(out, Target.COPY_ARRAY);
                out.put('"');
            }
            case 'n' -> {
                in.literal("null");
                out.write(JsonValues.SQL_NULL);
            }
            case '{' ->
                throw in.fail(
                        "column '%s' (%s) cannot hold an array of objects".formatted(column.name(), column.type()));
            default -> scalar(first, out);
        }
    }

    private void json(int first, ByteSink out) throws IOException {
        if (first == '{' && isWrapper()) {
            in.expect('{');
            in.peekAfterSpace();
            in.at += WRAPPER.length;
            in.expect(':');
            in.expect('"');
            strings.string(out, Target.COPY);
            in.expect('}');
        } else {
            verbatim(first, out);
        }
    }

    private boolean isWrapper() throws IOException {
        int distance = 1;
        int value = in.peek(distance);
        while (value == ' ' || value == '\n' || value == '\r' || value == '\t') {
            value = in.peek(++distance);
        }
        for (byte wanted : WRAPPER) {
            if (in.peek(distance++) != wanted) {
                return false;
            }
        }
        return true;
    }

    /** One JSON value as it stands, which the server will parse; here it matters only where it ends. */
    public void verbatim(int first, ByteSink out) throws IOException {
        if (first != '{' && first != '[') {
            atom(first, out);
            return;
        }
        int depth = 0;
        do {
            int value = structural(out);
            if (value == '"') {
                rawString(out);
                continue;
            }
            if (value < 0) {
                throw in.truncated();
            }
            in.at++;
            if (value == '{' || value == '[') {
                depth++;
            } else if (value == '}' || value == ']') {
                depth--;
            }
            JsonStrings.copy(value, out);
        } while (depth > 0);
    }

    /** Copies what has no meaning here, up to the window's end at most; returns the next byte without taking it. */
    private int structural(ByteSink out) throws IOException {
        int end = in.at;
        while (end < in.limit && !STRUCTURAL[in.bytes[end] & 0xff]) {
            end++;
        }
        out.write(in.bytes, in.at, end - in.at);
        in.at = end;
        return in.peek();
    }

    private void atom(int first, ByteSink out) throws IOException {
        switch (first) {
            case '"' -> rawString(out);
            case 'n' -> word("null", out);
            default -> scalar(first, out);
        }
    }

    /** A string with its quotes and escapes. */
    private void rawString(ByteSink out) throws IOException {
        take(out);
        while (true) {
            int special = strings.plain(out);
            if (special >= 0 && !JsonText.SPECIAL[special]) {
                continue;
            }
            if (special == '"') {
                take(out);
                return;
            }
            if (special != '\\') {
                throw strings.notInString(special);
            }
            in.at++;
            out.put('\\', '\\');
            JsonStrings.copy(in.next(), out);
        }
    }
}
