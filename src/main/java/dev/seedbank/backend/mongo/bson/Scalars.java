package dev.seedbank.backend.mongo.bson;

import dev.seedbank.json.JsonRejected;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.bson.types.Decimal128;

/** Numbers and the three words of JSON, as BSON values of the type that their text asks for. */
public final class Scalars {
    /**
     * The grammar of {@link dev.seedbank.json.NumberTokens}, for text that has already been read: that class reads a stream, and
     * would need a window for each text, where a regular expression needs nothing.
     */
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private Scalars() {}

    /** Whole numbers become 32-bit or 64-bit by their size, numbers with a point or an exponent doubles. */
    static byte plain(String text, BsonBuffer out) {
        return switch (text) {
            case "null" -> BsonTag.NULL;
            case "true" -> bool(1, out);
            case "false" -> bool(0, out);
            default -> number(text, out);
        };
    }

    private static byte bool(int value, BsonBuffer out) {
        out.int8(value);
        return BsonTag.BOOLEAN;
    }

    private static byte number(String text, BsonBuffer out) {
        if (isSmall(text)) {
            return integer(Integer.parseInt(text), out);
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new JsonRejected("'" + shortened(text) + "' is not a JSON value");
        }
        if (text.equals("-0")) { // zero with a sign is not an integer
            out.int64(Double.doubleToRawLongBits(-0.0));
            return BsonTag.DOUBLE;
        }
        if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            double value = Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                throw new JsonRejected("the number " + shortened(text) + " is beyond what a double holds");
            }
            out.int64(Double.doubleToRawLongBits(value));
            return BsonTag.DOUBLE;
        }
        return integer(int64(text), out);
    }

    /** Up to nine digits that need no further look. */
    private static boolean isSmall(String text) {
        int length = text.length();
        if (length > 9 || (length > 1 && text.charAt(0) == '0')) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    private static byte integer(long value, BsonBuffer out) {
        if (value == (int) value) {
            out.int32((int) value);
            return BsonTag.INT32;
        }
        out.int64(value);
        return BsonTag.INT64;
    }

    static long int64(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            var reason = isInteger(text)
                    ? "the integer " + shortened(text)
                            + " needs more than 64 bits; write {\"$numberDecimal\": \"…\"}, or a fraction for a double"
                    : "'" + shortened(text) + "' is not a whole number";
            throw new JsonRejected(reason, e);
        }
    }

    static int int32(String text) {
        long value = int64(text);
        if (value != (int) value) {
            throw new JsonRejected("the number " + value + " needs more than 32 bits");
        }
        return (int) value;
    }

    static double float64(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (!NUMBER.matcher(text).matches()) {
                    throw new JsonRejected("'" + shortened(text) + "' is not a number");
                }
                yield Double.parseDouble(text);
            }
        };
    }

    static Decimal128 decimal(String text) {
        try {
            return Decimal128.parse(text);
        } catch (NumberFormatException e) {
            throw new JsonRejected("'" + shortened(text) + "' is not a number of at most 34 decimal digits", e);
        }
    }

    private static boolean isInteger(String text) {
        try {
            var _ = new BigInteger(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    public static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
