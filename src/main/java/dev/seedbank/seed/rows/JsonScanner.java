package dev.seedbank.seed.rows;

import dev.seedbank.failure.OperationFailed;
import java.io.InputStream;

/**
 * Walks over JSON text and hands out values as the very text that stands in the file, so that no number, date or blank is lost
 * between a parser and a printer. Strict as RFC 8259 is. Knows its line, from 1.
 */
final class JsonScanner {
    static final int END = SeedBytes.END;
    private static final int MAX_DEPTH = 500;

    private final SeedBytes bytes;
    private final String shown;
    /** Whether the value at hand has had no other bytes so far. */
    private boolean ascii;

    JsonScanner(InputStream in, String shown) {
        this.bytes = new SeedBytes(in, shown);
        this.shown = shown;
    }

    long line() {
        return bytes.line();
    }

    /** Starts to count what a row takes up; gives the line where it begins. */
    long beginRow() {
        bytes.beginRow();
        return bytes.line();
    }

    /** The next byte that is no blank, without taking it; {@link #END} at the end. */
    int next() {
        int octet = bytes.peek();
        while (octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t') {
            bytes.take();
            octet = bytes.peek();
        }
        return octet;
    }

    /** Takes the next byte that is no blank, which must be this one. */
    void expect(char wanted, String what) {
        int octet = next();
        if (octet != wanted) {
            throw unexpected(octet, what);
        }
        bytes.take();
    }

    /** Takes the comma that is next; what follows must be another element and not the end. */
    void comma(char end) {
        bytes.take();
        if (next() == end) {
            throw problem("a comma before the closing '%c'".formatted(end), "Take the comma out.");
        }
    }

    /** A field's name. */
    String name(FieldNames known) {
        scanName();
        if (known.isNext(bytes)) {
            bytes.check(true);
            return known.next();
        }
        var quoted = bytes.marked();
        return known.replaceNext(quoted, JsonText.decode(bytes.text(ascii)));
    }

    /** The next value's exact text. */
    String value() {
        scan();
        return bytes.text(ascii);
    }

    /** Goes past the next value. */
    void skip() {
        scan();
        bytes.check(ascii);
    }

    OperationFailed unexpected(int octet, String wanted) {
        return switch (octet) {
            case END ->
                problem("the file ends where %s should stand".formatted(wanted), "Is it cut off? Copy it again.");
            case '\'' -> problem("a string in single quotes", "Write it in double quotes.");
            case '/', '#' -> problem("a comment, which JSON does not have", "Take it out.");
            default ->
                problem(
                        "expected %s, found %s".formatted(wanted, name(octet)),
                        "A seed file is a JSON array of objects, JSON Lines, or CSV.");
        };
    }

    OperationFailed problem(String what, String advice) {
        return SeedFileErrors.at(shown, bytes.line(), what, advice);
    }

    private static String name(int octet) {
        return switch (octet) {
            case '{' -> "an object";
            case '[' -> "an array";
            case '"' -> "a string";
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
            default -> octet > ' ' && octet < 0x7F ? "'" + (char) octet + "'" : "the byte 0x%02X".formatted(octet);
        };
    }

    private void scanName() {
        int octet = next();
        if (octet != '"') {
            throw unexpected(octet, "a field's name in double quotes");
        }
        ascii = true;
        bytes.mark();
        scanString();
    }

    private void scan() {
        next();
        ascii = true;
        bytes.mark();
        scanValue(0);
    }

    private void scanValue(int depth) {
        int octet = bytes.peek();
        switch (octet) {
            case '{' -> scanNested(depth, '}', true);
            case '[' -> scanNested(depth, ']', false);
            case '"' -> scanString();
            case 't' -> scanWord("true");
            case 'f' -> scanWord("false");
            case 'n' -> scanWord("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> scanNumber();
            default -> throw unexpected(octet, "a value");
        }
    }

    private void scanNested(int depth, char end, boolean named) {
        if (depth == MAX_DEPTH) {
            throw problem("values are nested more than %d deep".formatted(MAX_DEPTH), "Is the file damaged?");
        }
        bytes.take();
        if (next() == end) {
            bytes.take();
            return;
        }
        while (true) {
            if (named) {
                if (next() != '"') {
                    throw unexpected(bytes.peek(), "a field's name in double quotes");
                }
                scanString();
                expect(':', "':'");
                next();
            }
            scanValue(depth + 1);
            int octet = next();
            if (octet == end) {
                bytes.take();
                return;
            }
            if (octet != ',') {
                throw unexpected(octet, "',' or '%c'".formatted(end));
            }
            comma(end);
        }
    }

    /** Stands at the opening quote. Runs over plain characters without a look at the line, for none of them ends it. */
    private void scanString() {
        bytes.position++;
        while (true) {
            int at = bytes.position;
            byte[] buffer = bytes.buffer;
            int limit = bytes.limit;
            byte all = 0;
            while (at < limit) {
                byte octet = buffer[at];
                if (octet == '"' || octet == '\\' || (octet >= 0 && octet < ' ')) {
                    break;
                }
                all |= octet;
                at++;
            }
            ascii &= all >= 0;
            bytes.position = at;
            int octet = bytes.peek();
            if (octet == '"') {
                bytes.position++;
                return;
            }
            if (octet == '\\') {
                bytes.position++;
                scanEscape();
            } else if (octet == END) {
                throw unexpected(octet, "the rest of a string");
            } else if (octet < ' ') {
                throw problem(
                        "a string holds a control character or does not end on its line",
                        "Write it as \\n, \\t or \\u00…");
            }
        }
    }

    private void scanEscape() {
        int octet = bytes.peek();
        if (octet == END || "\"\\/bfnrtu".indexOf(octet) < 0) {
            throw unexpected(octet, "an escape such as \\n");
        }
        bytes.take();
        for (int i = 0; octet == 'u' && i < 4; i++) {
            if (Character.digit(bytes.peek(), 16) < 0) {
                throw unexpected(bytes.peek(), "four hexadecimal digits");
            }
            bytes.take();
        }
    }

    private void scanWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (bytes.peek() != word.charAt(i)) {
                throw unexpected(bytes.peek(), word);
            }
            bytes.take();
        }
        endOfScalar();
    }

    private void scanNumber() {
        if (bytes.peek() == '-') {
            bytes.take();
        }
        if (bytes.peek() == '0') {
            bytes.take();
        } else {
            scanDigits();
        }
        if (bytes.peek() == '.') {
            bytes.take();
            scanDigits();
        }
        if (bytes.peek() == 'e' || bytes.peek() == 'E') {
            bytes.take();
            if (bytes.peek() == '+' || bytes.peek() == '-') {
                bytes.take();
            }
            scanDigits();
        }
        endOfScalar();
    }

    private void scanDigits() {
        if (!isDigit(bytes.peek())) {
            throw unexpected(bytes.peek(), "a digit");
        }
        while (isDigit(bytes.peek())) {
            bytes.position++;
        }
    }

    /** So that {@code 01} and {@code nullx} are not two values. */
    private void endOfScalar() {
        int octet = bytes.peek();
        if (isDigit(octet)
                || Character.isLetter(octet)
                || octet == '"'
                || octet == '_'
                || octet == '.'
                || octet == '-') {
            throw unexpected(octet, "',' or the end of the value");
        }
    }

    private static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }
}
