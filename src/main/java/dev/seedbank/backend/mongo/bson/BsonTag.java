package dev.seedbank.backend.mongo.bson;

/** The type bytes of BSON elements, as bsonspec.org numbers them, and how long each value is. */
public final class BsonTag {
    static final byte DOUBLE = 0x01;
    public static final byte STRING = 0x02;
    public static final byte DOCUMENT = 0x03;
    static final byte ARRAY = 0x04;
    static final byte BINARY = 0x05;
    static final byte UNDEFINED = 0x06;
    public static final byte OBJECT_ID = 0x07;
    static final byte BOOLEAN = 0x08;
    public static final byte DATE = 0x09;
    static final byte NULL = 0x0A;
    static final byte REGEX = 0x0B;
    static final byte DB_POINTER = 0x0C;
    static final byte CODE = 0x0D;
    static final byte SYMBOL = 0x0E;
    static final byte CODE_WITH_SCOPE = 0x0F;
    public static final byte INT32 = 0x10;
    static final byte TIMESTAMP = 0x11;
    static final byte INT64 = 0x12;
    static final byte DECIMAL128 = 0x13;
    static final byte MAX_KEY = 0x7F;
    static final byte MIN_KEY = (byte) 0xFF;

    /** The subtype of binary data whose payload begins with its own length once more. */
    static final int OLD_BINARY = 2;

    private BsonTag() {}

    /**
     * Where the value of {@code type} that begins at {@code at} ends.
     *
     * @throws IllegalArgumentException if there is no such type, or a length is out of bounds
     */
    static int end(byte[] bson, byte type, int at) {
        int end = switch (type) {
            case UNDEFINED, NULL, MAX_KEY, MIN_KEY -> at;
            case BOOLEAN -> at + 1;
            case INT32 -> at + 4;
            case DOUBLE, DATE, TIMESTAMP, INT64 -> at + 8;
            case OBJECT_ID -> at + 12;
            case DECIMAL128 -> at + 16;
            case STRING, CODE, SYMBOL -> at + 4 + length(bson, at, 1);
            case DB_POINTER -> at + 4 + length(bson, at, 1) + 12;
            case BINARY -> at + 5 + length(bson, at, 0);
            case DOCUMENT, ARRAY -> at + length(bson, at, 5);
            case CODE_WITH_SCOPE -> at + length(bson, at, 14);
            case REGEX -> zero(bson, zero(bson, at) + 1) + 1;
            default -> throw new IllegalArgumentException("unknown BSON type %02x".formatted(type & 0xFF));
        };
        if (end > bson.length) {
            throw new IllegalArgumentException("a BSON value runs past its document");
        }
        return end;
    }

    /** The position of the next zero byte: the end of a name. */
    static int zero(byte[] bson, int at) {
        int end = at;
        while (bson[end] != 0) {
            end++;
        }
        return end;
    }

    static int int32(byte[] bson, int at) {
        return (bson[at] & 0xFF) | ((bson[at + 1] & 0xFF) << 8) | ((bson[at + 2] & 0xFF) << 16) | (bson[at + 3] << 24);
    }

    static long int64(byte[] bson, int at) {
        return (int32(bson, at) & 0xFFFF_FFFFL) | ((long) int32(bson, at + 4) << 32);
    }

    private static int length(byte[] bson, int at, int least) {
        int length = int32(bson, at);
        if (length < least || length > bson.length - at) {
            throw new IllegalArgumentException("a BSON length is out of bounds");
        }
        return length;
    }
}
