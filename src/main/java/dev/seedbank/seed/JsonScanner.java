package dev.seedbank.seed;

import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over JSON text byte by byte and hands out values as the very text that stands in the file, so that no number, date or
 * blank is lost between a parser and a printer. Strict as RFC 8259 is. Knows its line, from 1.
 */
final class JsonScanner {
    static final int END = -1;
    private static final int MAX_DEPTH = 500;

    /** More than any row that a server takes, and less than what would end the program for want of memory. */
    private static final long MAX_ROW =
            Math.clamp(Runtime.getRuntime().maxMemory() / 4, 8L << 20, Integer.MAX_VALUE - 64L);

    private final InputStream in;
    private final String shown;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long line = 1;
    private byte[] captured = new byte[256];
    private int length;
    private long rowLength;

    JsonScanner(InputStream in, String shown) {
        this.in = in;
        this.shown = shown;
    }

    long line() {
        return line;
    }

    /** Starts to count what a row takes up; gives the line where it begins. */
    long beginRow() {
        rowLength = 0;
        return line;
    }

    /** The next byte that is no blank, without taking it; {@link #END} at the end. */
    int next() {
        while (true) {
            int octet = peek();
            if (octet != ' ' && octet != '\n' && octet != '\r' && octet != '\t') {
                return octet;
            }
            take();
        }
    }

    /** Takes the next byte that is no blank, which must be this one. */
    void expect(char wanted, String what) {
        int octet = next();
        if (octet != wanted) {
            throw unexpected(octet, what);
        }
        take();
    }

    /** A JSON string, decoded. */
    String string(String what) {
        if (next() != '"') {
            throw unexpected(peek(), what);
        }
        return JsonText.decode(value());
    }

    /** The next value's exact text. */
    String value() {
        next();
        length = 0;
        scanValue(0);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(captured, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem("the text is not UTF-8", "Save the file as UTF-8 and run again.");
        } finally {
            if (captured.length > 1 << 20) {
                captured = new byte[256];
            }
        }
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
        return new OperationFailed("%s:%d: %s".formatted(shown, line, what), advice);
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
        int octet = peek();
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
        keep();
        blanks();
        if (peek() == end) {
            keep();
            return;
        }
        while (true) {
            if (named) {
                if (peek() != '"') {
                    throw unexpected(peek(), "a field's name");
                }
                scanString();
                blanks();
                keepExpected(':', "':'");
                blanks();
            }
            scanValue(depth + 1);
            blanks();
            if (peek() == end) {
                keep();
                return;
            }
            keepExpected(',', "',' or '%c'".formatted(end));
            blanks();
        }
    }

    private void scanString() {
        keep();
        while (true) {
            int octet = peek();
            if (octet == '"') {
                keep();
                return;
            }
            if (octet == END) {
                throw unexpected(octet, "the rest of a text");
            }
            if (octet < ' ') {
                throw problem("a text holds a control character or does not end on its line", "Write it as \\n, \\t or \\u00…");
            }
            keep();
            if (octet == '\\') {
                scanEscape();
            }
        }
    }

    private void scanEscape() {
        int octet = peek();
        if (octet == END || "\"\\/bfnrtu".indexOf(octet) < 0) {
            throw unexpected(octet, "an escape such as \\n");
        }
        keep();
        for (int i = 0; octet == 'u' && i < 4; i++) {
            if (Character.digit(peek(), 16) < 0) {
                throw unexpected(peek(), "four hexadecimal digits");
            }
            keep();
        }
    }

    private void scanWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            keepExpected(word.charAt(i), word);
        }
        endOfScalar();
    }

    private void scanNumber() {
        if (peek() == '-') {
            keep();
        }
        if (peek() == '0') {
            keep();
        } else {
            scanDigits();
        }
        if (peek() == '.') {
            keep();
            scanDigits();
        }
        if (peek() == 'e' || peek() == 'E') {
            keep();
            if (peek() == '+' || peek() == '-') {
                keep();
            }
            scanDigits();
        }
        endOfScalar();
    }

    private void scanDigits() {
        if (!isDigit(peek())) {
            throw unexpected(peek(), "a digit");
        }
        while (isDigit(peek())) {
            keep();
        }
    }

    /** So that {@code 01} and {@code nullx} are not two values. */
    private void endOfScalar() {
        int octet = peek();
        if (isDigit(octet) || Character.isLetter(octet) || octet == '"' || octet == '_' || octet == '.' || octet == '-') {
            throw unexpected(octet, "',' or the end of the value");
        }
    }

    private static boolean isDigit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    private void blanks() {
        while (true) {
            int octet = peek();
            if (octet != ' ' && octet != '\n' && octet != '\r' && octet != '\t') {
                return;
            }
            keep();
        }
    }

    private void keepExpected(char wanted, String what) {
        if (peek() != wanted) {
            throw unexpected(peek(), what);
        }
        keep();
    }

    private void keep() {
        if (++rowLength > MAX_ROW) {
            throw problem(
                    "a row of more than %d MiB does not fit into memory".formatted(MAX_ROW >> 20),
                    "Give the program more memory, or split the row.");
        }
        if (length == captured.length) {
            captured = Arrays.copyOf(captured, (int) Math.min(2L * length, MAX_ROW));
        }
        captured[length++] = buffer[position];
        take();
    }

    private void take() {
        if (buffer[position++] == '\n') {
            line++;
        }
    }

    private int peek() {
        if (position == limit) {
            try {
                limit = Math.max(0, in.read(buffer));
            } catch (IOException e) {
                throw SeedInput.unreadable(shown, e);
            }
            position = 0;
            if (limit == 0) {
                return END;
            }
        }
        return buffer[position] & 0xFF;
    }
}
