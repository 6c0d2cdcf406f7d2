package dev.seedbank.seed;

import dev.seedbank.failure.OperationFailed;
import java.io.InputStream;

/**
 * Walks over JSON text byte by byte and hands out values as the very text that stands in the file, so that no number, date or
 * blank is lost between a parser and a printer. Strict as RFC 8259 is. Knows its line, from 1.
 */
final class JsonScanner {
    static final int END = SeedBytes.END;
    private static final int MAX_DEPTH = 500;

    private final SeedBytes bytes;
    private final String shown;

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
        while (isBlank(bytes.peek())) {
            bytes.take();
        }
        return bytes.peek();
    }

    /** Takes the next byte that is no blank, which must be this one. */
    void expect(char wanted, String what) {
        int octet = next();
        if (octet != wanted) {
            throw unexpected(octet, what);
        }
        bytes.take();
    }

    /** A JSON string, decoded. */
    String string(String what) {
        if (next() != '"') {
            throw unexpected(bytes.peek(), what);
        }
        return JsonText.decode(value());
    }

    /** The next value's exact text. */
    String value() {
        next();
        bytes.beginText();
        scanValue(0);
        return bytes.text();
    }

    OperationFailed unexpected(int octet, String wanted) {
        if (octet == END) {
            return problem("the file ends where %s should stand".formatted(wanted), "Is it cut off? Copy it again.");
        }
        return problem(
                "expected %s, found %s".formatted(wanted, name(octet)),
                "A seed file is a JSON array of objects, JSON Lines, or CSV.");
    }

    OperationFailed problem(String what, String advice) {
        return new OperationFailed("%s:%d: %s".formatted(shown, bytes.line(), what), advice);
    }

    private static String name(int octet) {
        return switch (octet) {
            case '{' -> "an object";
            case '[' -> "an array";
            case '"' -> "a text";
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
            default -> octet > ' ' && octet < 0x7F ? "'" + (char) octet + "'" : "the byte 0x%02X".formatted(octet);
        };
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
        bytes.keep();
        blanks();
        if (bytes.peek() == end) {
            bytes.keep();
            return;
        }
        while (true) {
            if (named) {
                if (bytes.peek() != '"') {
                    throw unexpected(bytes.peek(), "a field's name");
                }
                scanString();
                blanks();
                keepExpected(':', "':'");
                blanks();
            }
            scanValue(depth + 1);
            blanks();
            if (bytes.peek() == end) {
                bytes.keep();
                return;
            }
            keepExpected(',', "',' or '%c'".formatted(end));
            blanks();
        }
    }

    private void scanString() {
        bytes.keep();
        while (true) {
            int octet = bytes.peek();
            if (octet == '"') {
                bytes.keep();
                return;
            }
            if (octet == END) {
                throw unexpected(octet, "the rest of a text");
            }
            if (octet < ' ') {
                throw problem(
                        "a text holds a control character or does not end on its line",
                        "Write it as \\n, \\t or \\u00…");
            }
            bytes.keep();
            if (octet == '\\') {
                scanEscape();
            }
        }
    }

    private void scanEscape() {
        int octet = bytes.peek();
        if (octet == END || "\"\\/bfnrtu".indexOf(octet) < 0) {
            throw unexpected(octet, "an escape such as \\n");
        }
        bytes.keep();
        for (int i = 0; octet == 'u' && i < 4; i++) {
            if (Character.digit(bytes.peek(), 16) < 0) {
                throw unexpected(bytes.peek(), "four hexadecimal digits");
            }
            bytes.keep();
        }
    }

    private void scanWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            keepExpected(word.charAt(i), word);
        }
        endOfScalar();
    }

    private void scanNumber() {
        if (bytes.peek() == '-') {
            bytes.keep();
        }
        if (bytes.peek() == '0') {
            bytes.keep();
        } else {
            scanDigits();
        }
        if (bytes.peek() == '.') {
            bytes.keep();
            scanDigits();
        }
        if (bytes.peek() == 'e' || bytes.peek() == 'E') {
            bytes.keep();
            if (bytes.peek() == '+' || bytes.peek() == '-') {
                bytes.keep();
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
            bytes.keep();
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

    private void blanks() {
        while (isBlank(bytes.peek())) {
            bytes.keep();
        }
    }

    private static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }

    private void keepExpected(char wanted, String what) {
        if (bytes.peek() != wanted) {
            throw unexpected(bytes.peek(), what);
        }
        bytes.keep();
    }
}
