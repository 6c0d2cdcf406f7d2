package dev.seedbank.backend.mongo.bson;

import static dev.seedbank.backend.mongo.bson.BsonTag.int32;
import static dev.seedbank.backend.mongo.bson.BsonTag.int64;

import dev.seedbank.json.ByteSink;
import dev.seedbank.json.JsonText;
import dev.seedbank.json.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.bson.io.BsonInput;
import org.bson.types.Decimal128;

/**
 * Writes BSON documents as Extended JSON, each on one line, walking over their bytes without a tree: relaxed where that
 * loses nothing, canonical where it would (docs/formats-mongodb.md). {@link JsonToBson} makes the same bytes of it again.
 *
 * <p>Damaged documents give {@link IllegalArgumentException} or {@link IndexOutOfBoundsException}; what was written of them
 * is to be thrown away. {@link IOException}s of the stream come as {@link UncheckedIOException}, because some documents pass
 * within a call of the driver; {@code MongoRowReader} unwraps them.
 */
public final class BsonToJson {
    private static final long CANONICAL_NAN = 0x7FF8_0000_0000_0000L;

    private final ByteSink out;

    private interface Step {
        void run() throws IOException;
    }

    public BsonToJson(OutputStream out) {
        this.out = ByteSink.to(out);
    }

    /** Appends the document that fills {@code bson}. */
    public void document(byte[] bson) {
        if (int32(bson, 0) != bson.length) {
            throw new IllegalArgumentException("a document's length is not what it says");
        }
        document(bson, 0);
    }

    /** Appends the document at this place. */
    public void document(byte[] bson, int at) {
        run(() -> container(bson, BsonTag.DOCUMENT, at, 1));
    }

    /** Appends the document that comes next, which is not copied. */
    public void document(BsonInput bson) {
        run(() -> new LargeDocument(bson, this, out).write());
    }

    /** Text between documents; ASCII. */
    public void text(String ascii) {
        run(() -> out.ascii(ascii));
    }

    public void flush() {
        run(out::flush);
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void container(byte[] bson, byte type, int at, int depth) throws IOException {
        if (depth > ExtendedJson.MAX_DEPTH
                || !(type == BsonTag.ARRAY ? BsonShape.hasIndexes(bson, at) : BsonShape.hasUtf8Names(bson, at))) {
            raw(bson, type, at);
            return;
        }
        if (type == BsonTag.ARRAY) {
            members(bson, at, depth, false);
        } else if (BsonShape.looksSpecial(bson, at)) {
            out.ascii("{\"$literal\":");
            members(bson, at, depth, true);
            out.put('}');
        } else {
            members(bson, at, depth, true);
        }
    }

    private void members(byte[] bson, int start, int depth, boolean named) throws IOException {
        out.put(named ? '{' : '[');
        int last = start + int32(bson, start) - 1;
        int at = start + 4;
        while (at < last) {
            byte type = bson[at];
            int name = at + 1;
            int zero = BsonTag.zero(bson, name);
            if (at != start + 4) {
                out.put(',');
            }
            if (named) {
                JsonText.string(bson, name, zero, out);
                out.put(':');
            }
            value(bson, type, zero + 1, depth);
            at = BsonTag.end(bson, type, zero + 1);
        }
        out.put(named ? '}' : ']');
    }

    /** @param depth of what it stands in */
    void value(byte[] bson, byte type, int at, int depth) throws IOException {
        switch (type) {
            case BsonTag.DOUBLE -> number(bson, at);
            case BsonTag.STRING -> string(bson, type, at, "", "");
            case BsonTag.DOCUMENT, BsonTag.ARRAY -> container(bson, type, at, depth + 1);
            case BsonTag.BINARY -> binary(bson, at);
            case BsonTag.UNDEFINED -> out.ascii("{\"$undefined\":true}");
            case BsonTag.OBJECT_ID -> objectId(bson, at);
            case BsonTag.BOOLEAN -> bool(bson, at);
            case BsonTag.DATE -> date(int64(bson, at));
            case BsonTag.NULL -> out.ascii("null");
            case BsonTag.REGEX -> regex(bson, at);
            case BsonTag.DB_POINTER -> dbPointer(bson, at);
            case BsonTag.CODE -> string(bson, type, at, "{\"$code\":", "}");
            case BsonTag.SYMBOL -> string(bson, type, at, "{\"$symbol\":", "}");
            case BsonTag.CODE_WITH_SCOPE -> codeWithScope(bson, at, depth);
            case BsonTag.INT32 -> out.number(int32(bson, at));
            case BsonTag.TIMESTAMP -> timestamp(bson, at);
            case BsonTag.INT64 -> int64Value(int64(bson, at));
            case BsonTag.DECIMAL128 -> decimal(bson, at);
            case BsonTag.MIN_KEY -> out.ascii("{\"$minKey\":1}");
            case BsonTag.MAX_KEY -> out.ascii("{\"$maxKey\":1}");
            default -> throw new IllegalArgumentException("unknown BSON type %02x".formatted(type & 0xFF));
        }
    }

    private void number(byte[] bson, int at) throws IOException {
        long bits = int64(bson, at);
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            out.ascii(Double.toString(value)); // the shortest digits that read back the same, always with a point
        } else if (Double.isNaN(value) && bits != CANONICAL_NAN) {
            raw(bson, BsonTag.DOUBLE, at);
        } else {
            out.ascii("{\"$numberDouble\":\"");
            out.ascii(Double.toString(value));
            out.ascii("\"}");
        }
    }

    /** A whole number that would be read as a 32-bit one says that it is not. */
    private void int64Value(long value) throws IOException {
        boolean small = value == (int) value;
        out.ascii(small ? "{\"$numberLong\":\"" : "");
        out.number(value);
        out.ascii(small ? "\"}" : "");
    }

    private void decimal(byte[] bson, int at) throws IOException {
        var value = Decimal128.fromIEEE754BIDEncoding(int64(bson, at + 8), int64(bson, at));
        var text = value.toString();
        if (!isRead(text, value)) { // NaN payloads, encodings that are not canonical
            raw(bson, BsonTag.DECIMAL128, at);
            return;
        }
        out.ascii("{\"$numberDecimal\":\"");
        out.ascii(text);
        out.ascii("\"}");
    }

    private static boolean isRead(String text, Decimal128 value) {
        try {
            return Decimal128.parse(text).equals(value);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void string(byte[] bson, byte type, int at, String before, String after) throws IOException {
        int end = BsonTag.end(bson, type, at) - 1;
        if (bson[end] != 0 || !Utf8.isValid(bson, at + 4, end)) {
            raw(bson, type, at);
            return;
        }
        out.ascii(before);
        JsonText.string(bson, at + 4, end, out);
        out.ascii(after);
    }

    private void binary(byte[] bson, int at) throws IOException {
        int end = BsonTag.end(bson, BsonTag.BINARY, at);
        int subtype = bson[at + 4] & 0xFF;
        int data = at + 5;
        if (subtype == BsonTag.OLD_BINARY) {
            if (end - data < 4 || int32(bson, data) != end - data - 4) {
                raw(bson, BsonTag.BINARY, at);
                return;
            }
            data += 4;
        }
        beforeBinary();
        Base64Text.write(bson, data, end, out);
        afterBinary(subtype);
    }

    void beforeBinary() throws IOException {
        out.ascii("{\"$binary\":{\"base64\":\"");
    }

    void afterBinary(int subtype) throws IOException {
        out.ascii("\",\"subType\":\"");
        out.hex(subtype);
        out.ascii("\"}}");
    }

    private void objectId(byte[] bson, int at) throws IOException {
        out.ascii("{\"$oid\":\"");
        for (int next = at; next < at + 12; next++) {
            out.hex(bson[next]);
        }
        out.ascii("\"}");
    }

    private void bool(byte[] bson, int at) throws IOException {
        switch (bson[at]) {
            case 0 -> out.ascii("false");
            case 1 -> out.ascii("true");
            default -> raw(bson, BsonTag.BOOLEAN, at);
        }
    }

    private void date(long millis) throws IOException {
        out.ascii("{\"$date\":");
        if (millis >= 0 && millis <= IsoDate.LAST) {
            out.put('"');
            IsoDate.write(millis, out);
            out.ascii("\"}");
        } else {
            out.ascii("{\"$numberLong\":\"");
            out.number(millis);
            out.ascii("\"}}");
        }
    }

    private void regex(byte[] bson, int at) throws IOException {
        int options = BsonTag.zero(bson, at) + 1;
        int end = BsonTag.zero(bson, options);
        if (!Utf8.isValid(bson, at, end)) {
            raw(bson, BsonTag.REGEX, at);
            return;
        }
        out.ascii("{\"$regularExpression\":{\"pattern\":");
        JsonText.string(bson, at, options - 1, out);
        out.ascii(",\"options\":");
        JsonText.string(bson, options, end, out);
        out.ascii("}}");
    }

    private void dbPointer(byte[] bson, int at) throws IOException {
        int id = at + 4 + int32(bson, at);
        if (!Utf8.isValid(bson, at + 4, id - 1)) {
            raw(bson, BsonTag.DB_POINTER, at);
            return;
        }
        out.ascii("{\"$dbPointer\":{\"$ref\":");
        JsonText.string(bson, at + 4, id - 1, out);
        out.ascii(",\"$id\":");
        objectId(bson, id);
        out.ascii("}}");
    }

    private void codeWithScope(byte[] bson, int at, int depth) throws IOException {
        int scope = BsonTag.end(bson, BsonTag.CODE, at + 4);
        if (scope + int32(bson, scope) != at + int32(bson, at) || !Utf8.isValid(bson, at + 8, scope - 1)) {
            raw(bson, BsonTag.CODE_WITH_SCOPE, at);
            return;
        }
        out.ascii("{\"$code\":");
        JsonText.string(bson, at + 8, scope - 1, out);
        out.ascii(",\"$scope\":");
        container(bson, BsonTag.DOCUMENT, scope, depth + 1);
        out.put('}');
    }

    private void timestamp(byte[] bson, int at) throws IOException {
        out.ascii("{\"$timestamp\":{\"t\":");
        out.number(int32(bson, at + 4) & 0xFFFF_FFFFL);
        out.ascii(",\"i\":");
        out.number(int32(bson, at) & 0xFFFF_FFFFL);
        out.ascii("}}");
    }

    /** Whatever it is, by its bytes. */
    private void raw(byte[] bson, byte type, int at) throws IOException {
        out.ascii("{\"$bson\":{\"type\":\"");
        out.hex(type);
        out.ascii("\",\"base64\":\"");
        Base64Text.write(bson, at, BsonTag.end(bson, type, at), out);
        out.ascii("\"}}");
    }
}
