package dev.seedbank.backend.postgres.value;

import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.catalog.ValueFormat;
import dev.seedbank.backend.postgres.value.CopyText.Target;
import dev.seedbank.json.ByteSink;
import dev.seedbank.json.ByteWindow;
import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonScanner;
import dev.seedbank.json.NumberTokens;
import dev.seedbank.json.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Turns one JSON value into a field of {@code COPY … FROM STDIN} in text format, as it streams by: a value of any size
 * needs no memory of its own. The opposite of what {@code CopyToJson} does for a value, and takes more: a number for a text
 * column, the server's own literal as a string for any column.
 */
public final class ValueEncoder {
    private static final byte[] WRAPPER = "\"$json\"".getBytes(StandardCharsets.US_ASCII);

    private final JsonInput in;
    private final JsonScanner scanner;
    /** Takes the text of a {@code json} value. */
    private final ByteWindow.Pieces verbatim = (bytes, from, to) -> CopyText.write(bytes, from, to, this.target);

    private ByteSink target = ByteSink.growing();

    public ValueEncoder(JsonInput in) {
        this.in = in;
        this.scanner = new JsonScanner(in);
    }

    public void value(TableColumn column, ByteSink out) throws IOException {
        int first = in.space();
        if (first == 'n') {
            in.literal("null");
            out.put('\\', 'N');
        } else if (column.format() == ValueFormat.JSON) {
            json(first, out);
        } else {
            switch (first) {
                case '"' -> {
                    in.at++;
                    CopyText.string(in, out, Target.FIELD);
                }
                case '[' -> array(column, out);
                case '{' ->
                    throw in.reject(
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
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                int length = NumberTokens.take(in);
                out.write(in.bytes, in.at - length, length);
            }
            default -> throw in.unexpected(first, Wanted.VALUE);
        }
    }

    private void word(String word, ByteSink out) throws IOException {
        in.literal(word);
        out.write(word.getBytes(StandardCharsets.US_ASCII));
    }

    /** An array literal: strings always quoted, so that none is taken for NULL, a brace or a separator. */
    private void array(TableColumn column, ByteSink out) throws IOException {
        if (!column.format().isArray()) {
            throw in.reject("column '%s' (%s) cannot hold an array".formatted(column.name(), column.type()));
        }
        int depth = 0;
        boolean valueNext = true;
        do {
            int found = in.space();
            if (found == '[' && valueNext) {
                in.at++;
                out.put('{');
                depth++;
                valueNext = in.space() != ']';
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
                throw in.unexpected(found, Wanted.AFTER_ELEMENT);
            }
        } while (depth > 0);
    }

    private void element(int first, TableColumn column, ByteSink out) throws IOException {
        switch (first) {
            case '"' -> {
                in.at++;
                out.put('"');
                CopyText.string(in, out, Target.ARRAY_ELEMENT);
                out.put('"');
            }
            case 'n' -> {
                in.literal("null");
                out.write(JsonValues.SQL_NULL);
            }
            case '{' ->
                throw in.reject(
                        "column '%s' (%s) cannot hold an array of objects".formatted(column.name(), column.type()));
            default -> scalar(first, out);
        }
    }

    private void json(int first, ByteSink out) throws IOException {
        if (first == '{' && isWrapper()) {
            in.expect('{');
            in.space();
            in.at += WRAPPER.length;
            in.expect(':');
            in.expect('"');
            CopyText.string(in, out, Target.FIELD);
            in.expect('}');
        } else {
            target = out;
            scanner.value(verbatim); // as it stands: the server parses it once more
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
}
