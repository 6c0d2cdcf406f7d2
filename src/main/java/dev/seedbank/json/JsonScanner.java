package dev.seedbank.json;

import dev.seedbank.json.JsonRejected.Problem;
import java.io.IOException;
import java.util.Arrays;

/** Reads complete JSON values without recursion, and returns their exact text. */
public final class JsonScanner {
    /**
     * Far more than a server with default settings accepts, so that a restore never refuses what a backup holds: PostgreSQL stops
     * at its {@code max_stack_depth}, MongoDB at 200 or fewer.
     */
    public static final int MAX_DEPTH = 1 << 16;

    private final JsonInput in;
    /** By depth, whether it is an object. */
    private boolean[] objects = new boolean[32];

    public JsonScanner(JsonInput in) {
        this.in = in;
    }

    /** Skips the next value and passes on its text, in one piece if it is within the window. */
    public void value(ByteWindow.Pieces text) throws IOException {
        in.space();
        in.mark(text);
        skip();
        in.unmark();
    }

    /** A field's name, with its colon. */
    public String name() throws IOException {
        openingQuote();
        var name = in.text();
        in.expect(':');
        return name;
    }

    /** Skips the next value. */
    public void skip() throws IOException {
        int depth = 0;
        boolean isNext = true;
        do {
            int found = in.space();
            if (isNext && (found == '{' || found == '[')) {
                isNext = open(found, depth++);
            } else if (isNext) {
                scalar(found);
                isNext = false;
            } else {
                isNext = behind(found, objects[depth - 1]);
                depth -= isNext ? 0 : 1;
            }
        } while (isNext || depth > 0);
    }

    /** Whether a value follows, and not the closing bracket. */
    private boolean open(int bracket, int depth) throws IOException {
        if (depth == MAX_DEPTH) {
            throw in.reject(new Problem.TooDeep());
        }
        boolean object = bracket == '{';
        if (depth == objects.length) {
            objects = Arrays.copyOf(objects, depth * 2);
        }
        objects[depth] = object;
        in.at++;
        if (in.space() == (object ? '}' : ']')) {
            return false;
        }
        if (object) {
            skipName();
        }
        return true;
    }

    /** Takes a comma, or the closing bracket; whether a value follows. */
    private boolean behind(int found, boolean object) throws IOException {
        char end = object ? '}' : ']';
        if (found == ',') {
            in.comma(end);
            if (object) {
                skipName();
            }
            return true;
        }
        if (found != end) {
            throw in.unexpected(found, object ? Wanted.AFTER_MEMBER : Wanted.AFTER_ELEMENT);
        }
        in.at++;
        return false;
    }

    private void skipName() throws IOException {
        openingQuote();
        StringTokens.skip(in);
        in.expect(':');
    }

    private void openingQuote() throws IOException {
        int found = in.space();
        if (found != '"') {
            throw in.unexpected(found, Wanted.NAME);
        }
        in.at++;
    }

    private void scalar(int first) throws IOException {
        switch (first) {
            case '"' -> {
                in.at++;
                StringTokens.skip(in);
                return;
            }
            case 't' -> in.literal("true");
            case 'f' -> in.literal("false");
            case 'n' -> in.literal("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> NumberTokens.skip(in);
            default -> throw in.unexpected(first, Wanted.VALUE);
        }
        endOfScalar();
    }

    /** So that {@code 01} and {@code nullx} are not two values. */
    private void endOfScalar() throws IOException {
        int found = in.peek();
        if (found <= ',' ? found == '"' : found != '}' && found != ']' && isMore(found)) {
            throw in.unexpected(found, Wanted.AFTER_SCALAR);
        }
    }

    private static boolean isMore(int found) {
        return Character.isLetterOrDigit(found) || found == '_' || found == '.' || found == '-';
    }
}
