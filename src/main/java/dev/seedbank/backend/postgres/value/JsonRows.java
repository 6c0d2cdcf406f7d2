package dev.seedbank.backend.postgres.value;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The outermost layer of a file of rows: a JSON array of objects or JSON Lines, with any white space and an optional byte
 * order mark. {@link #next()} stands behind the opening brace of a row; the caller takes the row up to and with its closing
 * brace.
 */
public final class JsonRows {
    private enum State {
        START,
        FIRST_OF_ARRAY,
        IN_ARRAY,
        LINES,
        END
    }

    private final JsonInput in;
    private State state = State.START;
    /** Whether the row was begun by {@link #peekKeys()} already. */
    private boolean begun;

    public JsonRows(JsonInput in) {
        this.in = in;
    }

    /** Whether there is another row; if so its opening brace has been taken. */
    public boolean next() throws IOException {
        if (begun) {
            begun = false;
            return true;
        }
        if (state == State.START) {
            begin();
        }
        return switch (state) {
            case FIRST_OF_ARRAY -> {
                state = State.IN_ARRAY;
                yield in.peekAfterSpace() == ']' ? endOfArray() : row();
            }
            case IN_ARRAY -> {
                int separator = in.peekAfterSpace();
                if (separator == ']') {
                    yield endOfArray();
                }
                if (separator != ',') {
                    throw in.unexpected(separator, "',' or ']' after the row");
                }
                in.at++;
                yield row();
            }
            case LINES -> in.peekAfterSpace() >= 0 && row();
            case START, END -> false;
        };
    }

    /** The keys of the row that {@link #next()} will give; empty if there is none. Holds the whole row in memory. */
    public List<String> peekKeys() throws IOException {
        var keys = new ArrayList<String>();
        begun = next();
        if (!begun) {
            return keys;
        }
        int depth = 1;
        int distance = 0;
        boolean keyNext = true;
        while (depth > 0) {
            int value = in.peek(distance++);
            switch (value) {
                case -1 -> throw in.truncated();
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case ',' -> keyNext = depth == 1;
                case '"' -> {
                    int end = endOfString(distance);
                    if (keyNext) {
                        keys.add(text(distance, end));
                        keyNext = false;
                    }
                    distance = end + 1;
                }
                default -> {}
            }
        }
        return keys;
    }

    private void begin() throws IOException {
        if (in.peek(2) >= 0 && in.peek(0) == 0xef && in.peek(1) == 0xbb && in.peek(2) == 0xbf) {
            in.at += 3;
        }
        switch (in.peekAfterSpace()) {
            case '[' -> {
                in.at++;
                state = State.FIRST_OF_ARRAY;
            }
            case '{' -> state = State.LINES;
            case -1 -> state = State.END;
            default -> throw in.unexpected(in.peek(), "an array of objects, or one object a line");
        }
    }

    private boolean row() throws IOException {
        in.beginRow();
        in.expect('{');
        return true;
    }

    private boolean endOfArray() throws IOException {
        in.at++;
        int after = in.peekAfterSpace();
        if (after >= 0) {
            throw in.unexpected(after, "nothing after the array");
        }
        state = State.END;
        return false;
    }

    private int endOfString(int from) throws IOException {
        int distance = from;
        while (true) {
            int value = in.peek(distance);
            if (value < 0) {
                throw in.truncated();
            }
            if (value == '"') {
                return distance;
            }
            distance += value == '\\' ? 2 : 1;
        }
    }

    private String text(int from, int end) throws IOException {
        var json = new ByteArrayOutputStream();
        for (int i = from; i < end; i++) {
            json.write(in.peek(i));
        }
        json.write('"');
        var input = new JsonInput(new ByteArrayInputStream(json.toByteArray()), "key", "");
        return new JsonStrings(input).text();
    }

    static String utf8(ByteSink sink) {
        return new String(sink.array(), 0, sink.size(), StandardCharsets.UTF_8);
    }
}
