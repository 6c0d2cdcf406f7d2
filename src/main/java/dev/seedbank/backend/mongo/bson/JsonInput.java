package dev.seedbank.backend.mongo.bson;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * JSON as bytes from a stream: its marks, strings and numbers, one after the other, checked to be UTF-8. Reads ahead, so the
 * stream is this one's until its end.
 */
final class JsonInput {
    private static final int MAX_SCALAR = 1 << 12;

    private final InputStream in;
    private byte[] buffer;
    private int at;
    private int end;
    private final byte[] scalar = new byte[MAX_SCALAR];

    JsonInput(InputStream in) {
        this.in = in;
        this.buffer = new byte[1 << 16];
    }

    /** For values that are in memory: see {@link #over}. */
    JsonInput() {
        this.in = InputStream.nullInputStream();
        this.buffer = new byte[0];
    }

    /** From now on reads these bytes, to their end. */
    void over(byte[] text) {
        buffer = text;
        at = 0;
        end = text.length;
    }

    /** Skips a byte order mark, which editors on Windows put before the first character. */
    void skipByteOrderMark() throws IOException {
        if (peekByte() == 0xEF) {
            at++;
            if (nextByte() != 0xBB || nextByte() != 0xBF) {
                throw new JsonRejected("not JSON: unexpected byte EF");
            }
        }
    }

    /** The next byte that is no white space, left to be read; -1 at the end. */
    int peek() throws IOException {
        while (true) {
            int next = peekByte();
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next;
            }
            at++;
        }
    }

    /** Takes the next byte that is no white space; it must be {@code expected}. */
    void expect(char expected) throws IOException {
        int next = peek();
        if (next != expected) {
            throw unexpected(next, "'" + expected + "'");
        }
        at++;
    }

    /** Takes the next byte that is no white space, if it is {@code wanted}. */
    boolean skip(char wanted) throws IOException {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** A string's characters as UTF-8, appended to {@code out}, without quotes. */
    void string(BsonBuffer out, boolean zeroAllowed) throws IOException {
        expect('"');
        while (true) {
            copyPlain(out);
            int next = nextByte();
            if (next == '"') {
                return;
            }
            if (next == '\\') {
                escape(out, zeroAllowed);
            } else if (next < 0x20) {
                throw next < 0 ? cutOff() : new JsonRejected("a control character in a string is not escaped");
            } else {
                multiByte(next, out);
            }
        }
    }

    /** Copies ASCII up to the first byte that needs a second look. */
    private void copyPlain(BsonBuffer out) throws IOException {
        while (peekByte() >= 0) {
            int from = at;
            int to = from;
            while (to < end && buffer[to] >= 0x20 && buffer[to] != '"' && buffer[to] != '\\') {
                to++;
            }
            out.bytes(buffer, from, to);
            at = to;
            if (to < end) {
                return;
            }
        }
    }

    private void multiByte(int first, BsonBuffer out) throws IOException {
        int start = out.size();
        out.int8(first);
        for (int left = Utf8.length(first) - 1; left > 0; left--) {
            out.int8(nextByte());
        }
        if (Utf8.sequence(out.array(), start, out.size()) == 0) {
            throw new JsonRejected("a string is not UTF-8");
        }
    }

    private void escape(BsonBuffer out, boolean zeroAllowed) throws IOException {
        int next = nextByte();
        switch (next) {
            case '"', '\\', '/' -> out.int8(next);
            case 'n' -> out.int8('\n');
            case 'r' -> out.int8('\r');
            case 't' -> out.int8('\t');
            case 'b' -> out.int8('\b');
            case 'f' -> out.int8('\f');
            case 'u' -> codePoint(out, zeroAllowed);
            default -> throw new JsonRejected("a string holds an unknown escape");
        }
    }

    private void codePoint(BsonBuffer out, boolean zeroAllowed) throws IOException {
        int code = fourHex();
        if (Character.isHighSurrogate((char) code) && nextByte() == '\\' && nextByte() == 'u') {
            int low = fourHex();
            code = Character.isLowSurrogate((char) low) ? Character.toCodePoint((char) code, (char) low) : code;
        }
        if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
            throw new JsonRejected("a string holds half a surrogate pair");
        }
        if (code == 0 && !zeroAllowed) {
            throw new JsonRejected("a field name or pattern holds the character \\u0000");
        }
        if (code < 0x80) {
            out.int8(code);
        } else if (code < 0x800) {
            out.int8(0xC0 | (code >> 6));
            out.int8(0x80 | (code & 63));
        } else {
            out.int8(code < 0x10000 ? 0xE0 | (code >> 12) : 0xF0 | (code >> 18));
            if (code >= 0x10000) {
                out.int8(0x80 | ((code >> 12) & 63));
            }
            out.int8(0x80 | ((code >> 6) & 63));
            out.int8(0x80 | (code & 63));
        }
    }

    private int fourHex() throws IOException {
        int value = 0;
        for (int left = 4; left > 0; left--) {
            int digit = Character.digit(nextByte(), 16);
            if (digit < 0) {
                throw new JsonRejected("a \\u escape needs four hexadecimal digits");
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    /** A short string, or a scalar as it stands. {@code scratch} is as before. */
    String text(BsonBuffer scratch) throws IOException {
        if (peek() != '"') {
            return scalar();
        }
        int start = scratch.size();
        string(scratch, true);
        var text = new String(scratch.array(), start, scratch.size() - start, StandardCharsets.UTF_8);
        scratch.rewind(start);
        return text;
    }

    /** A name that must be {@code name}, and its colon. */
    void expectName(BsonBuffer scratch, String name) throws IOException {
        var found = text(scratch);
        if (!found.equals(name)) {
            throw new JsonRejected("expected " + name + ", found '" + Scalars.shortened(found) + "'");
        }
        expect(':');
    }

    /** A number, {@code true}, {@code false} or {@code null} as it stands. */
    String scalar() throws IOException {
        int length = 0;
        for (int next = peek(); isScalar(next); next = peekByte()) {
            if (length == MAX_SCALAR) {
                throw new JsonRejected("a number has too many digits");
            }
            scalar[length++] = (byte) next;
            at++;
        }
        if (length == 0) {
            throw unexpected(peekByte(), "a value");
        }
        return new String(scalar, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static boolean isScalar(int next) {
        return (next >= '0' && next <= '9')
                || (next >= 'a' && next <= 'z')
                || (next >= 'A' && next <= 'Z')
                || next == '-'
                || next == '+'
                || next == '.';
    }

    JsonRejected unexpected(int found, String wanted) {
        if (found < 0) {
            return cutOff();
        }
        var shown = found > 0x20 && found < 0x7F ? "'" + (char) found + "'" : "byte %02X".formatted(found);
        return new JsonRejected("not JSON: expected " + wanted + ", found " + shown);
    }

    static JsonRejected cutOff() {
        return new JsonRejected("the JSON ends in the middle");
    }

    /** The next byte, white space or not; -1 at the end. */
    int nextByte() throws IOException {
        int next = peekByte();
        at++;
        return next;
    }

    private int peekByte() throws IOException {
        if (at >= end) {
            int read = in.read(buffer, 0, buffer.length);
            at = 0;
            end = Math.max(read, 0);
            if (read < 0) {
                return -1;
            }
        }
        return buffer[at] & 0xFF;
    }
}
