package dev.seedbank.backend.mongo.bson;

import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import java.io.IOException;

/** Reads the two objects that hold base64, straight into the document, because they may be as large as it. */
final class BinaryValues {
    private final JsonInput in;
    private final BsonBuffer out;

    BinaryValues(JsonInput in, BsonBuffer out) {
        this.in = in;
        this.out = out;
    }

    /** {@code {"base64": …, "subType": …}} in either order, or the older {@code "…", "$type": …}. */
    byte binary() throws IOException {
        int start = out.begin();
        out.int8(0);
        int subtype;
        if (in.space() == '"') {
            Base64Text.read(in, out);
            in.expect(',');
            JsonStrings.expectName(in, "$type");
            subtype = octet(JsonStrings.text(in));
        } else {
            subtype = octet(parts("subType"));
        }
        finish(start, subtype);
        return BsonTag.BINARY;
    }

    /** {@code {"type": …, "base64": …}}: a value of any type by its bytes, checked to be as long as the type says. */
    byte raw() throws IOException {
        int start = out.size();
        byte type = (byte) octet(parts("type"));
        var value = new byte[out.size() - start];
        System.arraycopy(out.array(), start, value, 0, value.length);
        try {
            if (BsonTag.end(value, type, 0) == value.length) {
                return type;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new JsonRejected("the bytes are no BSON value of the type", e);
        }
        throw new JsonRejected("the bytes are no BSON value of the type");
    }

    /** Appends the decoded bytes, and returns the text of the other part. */
    private String parts(String other) throws IOException {
        in.expect('{');
        String found = "";
        int seen = 0;
        do {
            var name = JsonStrings.text(in);
            in.expect(':');
            if (name.equals("base64")) {
                Base64Text.read(in, out);
                seen |= 1;
            } else if (name.equals(other)) {
                found = JsonStrings.text(in);
                seen |= 2;
            } else {
                throw new JsonRejected("'" + Scalars.shortened(name) + "' is neither base64 nor " + other);
            }
        } while (in.take(','));
        in.expect('}');
        if (seen != 3) {
            throw new JsonRejected("needs both base64 and " + other);
        }
        return found;
    }

    private void finish(int start, int subtype) {
        int data = start + 5;
        int length = out.size() - data;
        if (subtype == BsonTag.OLD_BINARY) { // its payload begins with its length once more
            out.int32(0);
            System.arraycopy(out.array(), data, out.array(), data + 4, length);
            out.int32At(data, length);
            length += 4;
        }
        out.int32At(start, length);
        out.int8At(start + 4, subtype);
    }

    private static int octet(String text) {
        try {
            int value = Integer.parseInt(text, 16);
            if (value >= 0 && value <= 0xFF) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new JsonRejected("'" + Scalars.shortened(text) + "' is not a hexadecimal type", e);
        }
        throw new JsonRejected("'" + Scalars.shortened(text) + "' is not a hexadecimal type");
    }
}
