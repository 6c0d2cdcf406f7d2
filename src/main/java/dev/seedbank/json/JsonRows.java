package dev.seedbank.json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The outermost layer of a file of rows: a JSON array of objects or JSON Lines, recognized by the first character, with any white
 * space and an optional byte order mark. {@link #next()} stops before the opening brace of a row; the caller takes the row,
 * including its closing brace.
 */
public final class JsonRows {
    private enum State {
        START,
        FIRST_OF_ARRAY,
        IN_ARRAY,
        FIRST_OF_LINES,
        LINES,
        END
    }

    private final JsonInput in;
    private final boolean inside;
    private State state = State.START;
    /** Whether the row was begun by {@link #peekNames()} already. */
    private boolean begun;

    public JsonRows(JsonInput in) {
        this(in, false);
    }

    private JsonRows(JsonInput in, boolean inside) {
        this.in = in;
        this.inside = inside;
    }

    /** An array within a larger text: stops behind its end. */
    public static JsonRows inside(JsonInput in) {
        return new JsonRows(in, true);
    }

    /** Looks at the beginning, as {@link #next()} does when it is first called. */
    public void begin() throws IOException {
        if (state != State.START) {
            return;
        }
        if (in.peek() == 0xef && in.peek(1) == 0xbb && in.peek(2) == 0xbf) {
            in.at += 3;
        }
        int first = in.space();
        switch (first) {
            case '[' -> {
                in.at++;
                state = State.FIRST_OF_ARRAY;
            }
            case '{' -> state = State.FIRST_OF_LINES;
            case -1 -> state = State.END;
            default -> throw in.unexpected(first, Wanted.ROWS);
        }
    }

    /** After {@link #begin()}: whether it is an array, of which no row was taken yet. */
    public boolean isArray() {
        return state == State.FIRST_OF_ARRAY;
    }

    /** Whether there is another row; if so its opening brace is next. */
    public boolean next() throws IOException {
        if (begun) {
            begun = false;
            return true;
        }
        begin();
        return switch (state) {
            case FIRST_OF_ARRAY -> {
                state = State.IN_ARRAY;
                yield in.space() == ']' ? endOfArray() : row();
            }
            case IN_ARRAY -> inArray();
            case FIRST_OF_LINES -> {
                state = State.LINES;
                yield row();
            }
            case LINES -> inLines();
            case START, END -> false;
        };
    }

    /** The names of the row that {@link #next()} will give; empty if there is none. Holds the whole row in memory. */
    public List<String> peekNames() throws IOException {
        var names = new ArrayList<String>();
        begun = next();
        if (!begun) {
            return names;
        }
        var place = in.stay();
        var scanner = new JsonScanner(in);
        for (boolean more = open(); more; more = more()) {
            names.add(scanner.name());
            scanner.skip();
        }
        in.comeBack(place);
        return names;
    }

    private boolean inArray() throws IOException {
        int found = in.space();
        if (found == ']') {
            return endOfArray();
        }
        if (found != ',') {
            throw in.unexpected(found, Wanted.AFTER_ROW);
        }
        in.beginRow();
        in.comma(']');
        return atRow();
    }

    private boolean inLines() throws IOException {
        long before = in.line();
        int found = in.space();
        if (found < 0) {
            state = State.END;
            return false;
        }
        if (in.line() == before) {
            throw in.unexpected(found, Wanted.NEW_LINE);
        }
        return row();
    }

    private boolean row() throws IOException {
        in.beginRow();
        return atRow();
    }

    private boolean atRow() throws IOException {
        int found = in.space();
        if (found != '{') {
            throw in.unexpected(found, Wanted.ROW);
        }
        return true;
    }

    private boolean endOfArray() throws IOException {
        in.at++;
        int after = inside ? -1 : in.space();
        if (after >= 0) {
            throw in.unexpected(after, Wanted.NOTHING);
        }
        state = State.END;
        return false;
    }

    /** Takes a row's opening brace; whether a name follows, and not the closing brace, which is taken, too. */
    public boolean open() throws IOException {
        in.at++;
        return !in.take('}');
    }

    /** After a value of a row: takes a comma or the closing brace; whether another name follows. */
    public boolean more() throws IOException {
        if (in.at + 1 < in.limit
                && in.bytes[in.at] == ','
                && in.bytes[in.at + 1] == '"') { // without white space, as most are
            in.at++;
            return true;
        }
        int found = in.space();
        if (found == ',') {
            in.comma('}');
            return true;
        }
        if (found != '}') {
            throw in.unexpected(found, Wanted.AFTER_MEMBER);
        }
        in.at++;
        return false;
    }
}
