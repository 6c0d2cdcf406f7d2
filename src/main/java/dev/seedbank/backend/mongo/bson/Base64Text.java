package dev.seedbank.backend.mongo.bson;

import dev.seedbank.json.ByteSink;
import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.Wanted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Base64 in JSON text, decoded as it is read and encoded as it is written, because it may be as long as a document. */
final class Base64Text {
    private static final byte[] SEXTETS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);

    private Base64Text() {}

    /** Without quotes. A multiple of three bytes has no padding, so that more can follow. */
    static void write(byte[] source, int from, int to, ByteSink out) throws IOException {
        int at = from;
        for (; at + 3 <= to; at += 3) {
            int bits = ((source[at] & 0xFF) << 16) | ((source[at + 1] & 0xFF) << 8) | (source[at + 2] & 0xFF);
            out.put(SEXTETS[bits >> 18], SEXTETS[(bits >> 12) & 63], SEXTETS[(bits >> 6) & 63], SEXTETS[bits & 63]);
        }
        if (at < to) {
            boolean two = at + 1 < to;
            int bits = ((source[at] & 0xFF) << 16) | (two ? (source[at + 1] & 0xFF) << 8 : 0);
            out.put(SEXTETS[bits >> 18], SEXTETS[(bits >> 12) & 63]);
            out.put(two ? SEXTETS[(bits >> 6) & 63] : '=', '=');
        }
    }

    /** A base64 string, decoded into {@code out}; a slash may be escaped, the padding may be missing. */
    static void read(JsonInput in, BsonBuffer out) throws IOException {
        in.expect('"');
        int bits = 0;
        int count = 0;
        int next = next(in);
        for (; next != '"' && next != '='; next = next(in)) {
            if (next == '\\') {
                next = next(in);
            }
            bits = (bits << 6) | sextet(next);
            if (++count % 4 == 0) {
                out.int8(bits >> 16);
                out.int8(bits >> 8);
                out.int8(bits);
            }
        }
        while (next == '=') {
            next = next(in);
        }
        if (next != '"' || count % 4 == 1) {
            throw new JsonRejected("binary data is not base64");
        }
        if (count % 4 == 2) {
            out.int8(bits >> 4);
        } else if (count % 4 == 3) {
            out.int8(bits >> 10);
            out.int8(bits >> 2);
        }
    }

    private static int next(JsonInput in) throws IOException {
        int next = in.peek();
        if (next < 0) {
            throw in.unexpected(next, Wanted.REST_OF_STRING);
        }
        in.at++;
        return next;
    }

    private static int sextet(int next) {
        if (next >= 'A' && next <= 'Z') {
            return next - 'A';
        }
        if (next >= 'a' && next <= 'z') {
            return next - 'a' + 26;
        }
        if (next >= '0' && next <= '9') {
            return next - '0' + 52;
        }
        return switch (next) {
            case '+', '-' -> 62;
            case '/', '_' -> 63;
            default -> throw new JsonRejected("binary data is not base64");
        };
    }
}
