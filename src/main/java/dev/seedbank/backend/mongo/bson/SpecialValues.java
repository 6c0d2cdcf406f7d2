package dev.seedbank.backend.mongo.bson;

import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the objects of Extended JSON that stand for one value, from behind their first name and its colon. */
final class SpecialValues {
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** It only began like one: read it as a document. */
    static final byte NONE = 0x20;

    private final JsonToBson reader;
    private final JsonInput in;
    private final BsonBuffer out;

    SpecialValues(JsonToBson reader, JsonInput in, BsonBuffer out) {
        this.reader = reader;
        this.in = in;
        this.out = out;
    }

    /**
     * Appends the value at {@code start}, over what was written of the name.
     *
     * @return its type, or {@link #NONE} with nothing read
     */
    byte read(String name, int start, int depth) throws IOException {
        int first = in.space();
        if ((name.equals("$regex") && first != '"') || (name.equals(ExtendedJson.LITERAL) && first != '{')) {
            return NONE; // a stored query or aggregation, not a value
        }
        out.rewind(start);
        try {
            return switch (name) {
                case "$oid" -> objectId();
                case "$date" -> date();
                case "$numberInt" -> numberInt();
                case "$numberLong" -> numberLong();
                case "$numberDouble" -> numberDouble();
                case "$numberDecimal" -> numberDecimal();
                case "$binary" -> new BinaryValues(in, out).binary();
                case "$uuid" -> uuid();
                case "$timestamp" -> timestamp();
                case "$regularExpression" -> new RegexValues(in, out).standard();
                case "$regex" -> new RegexValues(in, out).legacy();
                case "$minKey" -> marker(BsonTag.MIN_KEY);
                case "$maxKey" -> marker(BsonTag.MAX_KEY);
                case "$undefined" -> marker(BsonTag.UNDEFINED);
                case "$code" -> code(depth);
                case "$symbol" -> symbol();
                case "$dbPointer" -> dbPointer();
                case ExtendedJson.BSON -> new BinaryValues(in, out).raw();
                default -> reader.literal(depth);
            };
        } catch (JsonRejected e) {
            var why = e.reason();
            throw why.startsWith("$") ? e : e.reworded(name + ": " + why, in.place());
        }
    }

    private byte objectId() throws IOException {
        hex(text(), 12);
        return BsonTag.OBJECT_ID;
    }

    private byte date() throws IOException {
        long millis;
        if (in.take('{')) {
            expectName("$numberLong");
            millis = Scalars.int64(text());
            in.expect('}');
        } else if (in.space() == '"') {
            try {
                millis = IsoDate.parse(text());
            } catch (DateTimeException e) {
                throw new JsonRejected(String.valueOf(e.getMessage()), e);
            }
        } else {
            millis = Scalars.int64(JsonStrings.scalar(in));
        }
        out.int64(millis);
        return BsonTag.DATE;
    }

    private byte numberInt() throws IOException {
        out.int32(Scalars.int32(text()));
        return BsonTag.INT32;
    }

    private byte numberLong() throws IOException {
        out.int64(Scalars.int64(text()));
        return BsonTag.INT64;
    }

    private byte numberDouble() throws IOException {
        out.int64(Double.doubleToRawLongBits(Scalars.float64(text())));
        return BsonTag.DOUBLE;
    }

    private byte numberDecimal() throws IOException {
        var value = Scalars.decimal(text());
        out.int64(value.getLow());
        out.int64(value.getHigh());
        return BsonTag.DECIMAL128;
    }

    private byte uuid() throws IOException {
        var text = text();
        if (!UUID_FORM.matcher(text).matches()) { // Java's own reader takes groups of other lengths, too
            throw new JsonRejected("'" + Scalars.shortened(text) + "' is not a UUID of 8-4-4-4-12 hexadecimal digits");
        }
        var value = UUID.fromString(text);
        out.int32(16);
        out.int8(4);
        out.int64(Long.reverseBytes(value.getMostSignificantBits()));
        out.int64(Long.reverseBytes(value.getLeastSignificantBits()));
        return BsonTag.BINARY;
    }

    private byte timestamp() throws IOException {
        in.expect('{');
        long seconds = 0;
        long increment = 0;
        int seen = 0;
        do {
            var name = text();
            in.expect(':');
            long value = Scalars.int64(text());
            if (value < 0 || value > 0xFFFF_FFFFL) {
                throw new JsonRejected(value + " does not fit 32 bits without a sign");
            }
            if (name.equals("t")) {
                seconds = value;
                seen |= 1;
            } else if (name.equals("i")) {
                increment = value;
                seen |= 2;
            } else {
                throw new JsonRejected("'" + Scalars.shortened(name) + "' is neither t nor i");
            }
        } while (in.take(','));
        in.expect('}');
        if (seen != 3) {
            throw new JsonRejected("needs both t and i");
        }
        out.int32((int) increment);
        out.int32((int) seconds);
        return BsonTag.TIMESTAMP;
    }

    private byte marker(byte type) throws IOException {
        if (!JsonStrings.scalar(in).equals(type == BsonTag.UNDEFINED ? "true" : "1")) {
            throw new JsonRejected("has another value than " + (type == BsonTag.UNDEFINED ? "true" : "1"));
        }
        return type;
    }

    private byte symbol() throws IOException {
        reader.string();
        return BsonTag.SYMBOL;
    }

    private byte code(int depth) throws IOException {
        int start = out.begin();
        reader.string();
        if (!in.take(',')) {
            int length = out.size() - start - 4;
            System.arraycopy(out.array(), start + 4, out.array(), start, length);
            out.rewind(start + length);
            return BsonTag.CODE;
        }
        expectName("$scope");
        if (reader.object(depth + 1) != BsonTag.DOCUMENT) {
            throw new JsonRejected("$scope is not a document");
        }
        out.int32At(start, out.size() - start);
        return BsonTag.CODE_WITH_SCOPE;
    }

    /** {@code $ref} and {@code $id} in either order; in BSON the identifier comes last. */
    private byte dbPointer() throws IOException {
        in.expect('{');
        var first = JsonStrings.text(in);
        in.expect(':');
        if (first.equals("$id")) {
            int start = out.size();
            objectIdValue();
            var id = Arrays.copyOfRange(out.array(), start, out.size());
            out.rewind(start);
            in.expect(',');
            expectName("$ref");
            reader.string();
            out.bytes(id, 0, id.length);
        } else if (first.equals("$ref")) {
            reader.string();
            in.expect(',');
            expectName("$id");
            objectIdValue();
        } else {
            throw new JsonRejected("'" + Scalars.shortened(first) + "' is neither $ref nor $id");
        }
        in.expect('}');
        return BsonTag.DB_POINTER;
    }

    private void objectIdValue() throws IOException {
        in.expect('{');
        expectName("$oid");
        objectId();
        in.expect('}');
    }

    private void hex(String text, int length) {
        try {
            var bytes = HexFormat.of().parseHex(text);
            if (bytes.length == length) {
                out.bytes(bytes, 0, length);
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new JsonRejected("'" + Scalars.shortened(text) + "' is not hexadecimal", e);
        }
        throw new JsonRejected("'" + Scalars.shortened(text) + "' does not have " + 2 * length + " hexadecimal digits");
    }

    private void expectName(String name) throws IOException {
        JsonStrings.expectName(in, name);
    }

    private String text() throws IOException {
        return JsonStrings.text(in);
    }
}
