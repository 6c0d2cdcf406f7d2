package dev.seedbank.backend.mongo.bson;

import java.io.IOException;

/** Base64 out of JSON text, decoded as it is read, because it may be as long as a document. */
final class Base64Text {
    private Base64Text() {}

    /** A base64 string, decoded into {@code out}; a slash may be escaped, the padding may be missing. */
    static void read(JsonInput in, BsonBuffer out) throws IOException {
        in.expect('"');
        int bits = 0;
        int count = 0;
        int next = in.nextByte();
        for (; next != '"' && next != '='; next = in.nextByte()) {
            if (next == '\\') {
                next = in.nextByte();
            }
            bits = (bits << 6) | sextet(next);
            if (++count % 4 == 0) {
                out.int8(bits >> 16);
                out.int8(bits >> 8);
                out.int8(bits);
            }
        }
        while (next == '=') {
            next = in.nextByte();
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
            case -1 -> throw JsonInput.cutOff();
            default -> throw new JsonRejected("binary data is not base64");
        };
    }
}
