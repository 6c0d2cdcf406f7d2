package dev.seedbank.backend.mongo.bson;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * JSON text as bytes into a stream, through one fixed buffer. {@link IOException}s of the stream come as {@link
 * UncheckedIOException}, so that the walk over a document stays free of them; {@code MongoRowReader} unwraps them.
 */
final class JsonOutput {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int size;

    JsonOutput(OutputStream out) {
        this.out = out;
    }

    void write(int asciiByte) {
        room(1);
        buffer[size++] = (byte) asciiByte;
    }

    /** ASCII only, and short. */
    @SuppressWarnings(
            "deprecation") // getBytes(int, int, byte[], int) is exactly the copy of ASCII without an array between
    void ascii(String text) {
        int length = text.length();
        room(length);
        text.getBytes(0, length, buffer, size);
        size += length;
    }

    void bytes(byte[] source, int from, int to) {
        int length = to - from;
        if (length > buffer.length - size) {
            flush();
            if (length > buffer.length) {
                send(source, from, length);
                return;
            }
        }
        System.arraycopy(source, from, buffer, size, length);
        size += length;
    }

    /** A quoted string of UTF-8 bytes. Runs without anything to escape are copied at once. */
    void string(byte[] source, int from, int to) {
        write('"');
        escaped(source, from, to);
        write('"');
    }

    /** A piece of a quoted string, which may end within a character. */
    void escaped(byte[] source, int from, int to) {
        int run = from;
        for (int at = from; at < to; at++) {
            byte next = source[at];
            if ((next >= 0 && next < 0x20) || next == '"' || next == '\\') {
                bytes(source, run, at);
                escape(next);
                run = at + 1;
            }
        }
        bytes(source, run, to);
    }

    private void escape(byte character) {
        write('\\');
        switch (character) {
            case '"', '\\' -> write(character);
            case '\n' -> write('n');
            case '\r' -> write('r');
            case '\t' -> write('t');
            case '\b' -> write('b');
            case '\f' -> write('f');
            default -> {
                ascii("u00");
                hex(character);
            }
        }
    }

    void integer(long value) {
        ascii(Long.toString(value));
    }

    /** {@code value} with leading zeros. */
    void digits(int value, int count) {
        room(count);
        int rest = value;
        for (int at = size + count - 1; at >= size; at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    void hex(int octet) {
        write(HEX[(octet >> 4) & 15]);
        write(HEX[octet & 15]);
    }

    void base64(byte[] source, int from, int to) {
        int at = from;
        for (; at + 3 <= to; at += 3) {
            int bits = ((source[at] & 0xFF) << 16) | ((source[at + 1] & 0xFF) << 8) | (source[at + 2] & 0xFF);
            room(4);
            buffer[size++] = BASE64[bits >> 18];
            buffer[size++] = BASE64[(bits >> 12) & 63];
            buffer[size++] = BASE64[(bits >> 6) & 63];
            buffer[size++] = BASE64[bits & 63];
        }
        if (at < to) {
            boolean two = at + 1 < to;
            int bits = ((source[at] & 0xFF) << 16) | (two ? (source[at + 1] & 0xFF) << 8 : 0);
            write(BASE64[bits >> 18]);
            write(BASE64[(bits >> 12) & 63]);
            write(two ? BASE64[(bits >> 6) & 63] : '=');
            write('=');
        }
    }

    void flush() {
        int length = size;
        size = 0;
        send(buffer, 0, length);
    }

    private void room(int length) {
        if (length > buffer.length - size) {
            flush();
        }
    }

    private void send(byte[] source, int from, int length) {
        try {
            out.write(source, from, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
