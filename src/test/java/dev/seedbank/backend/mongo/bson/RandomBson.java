package dev.seedbank.backend.mongo.bson;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** Random BSON of every type as bytes, odd corners included: what no driver writes but a server may hold. */
public final class RandomBson {
    private static final byte[] TYPES = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, BsonTag.MAX_KEY, BsonTag.MIN_KEY
    };
    private static final String[] NAMES = {
        "a",
        "name",
        "",
        "$oid",
        "$date",
        "$numberLong",
        "$literal",
        "$bson",
        "$regex",
        "$code",
        "$scope",
        "$ref",
        "$id",
        "a.b",
        "$",
        "ünï",
        "\uD83D\uDE00",
        "\"quoted\"",
        "back\\slash",
        "line\nbreak",
        "\u0001",
        "0",
        "1",
        "$type"
    };
    private static final long[] LONGS = {
        0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final double[] DOUBLES = {
        0.0,
        -0.0,
        1.0,
        0.1,
        1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        1e7,
        123456789.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private final RandomGenerator random;
    private final boolean odd;
    private final BsonBuffer out = new BsonBuffer();

    /** @param odd whether to make what only {@code $bson} can express */
    public RandomBson(RandomGenerator random, boolean odd) {
        this.random = random;
        this.odd = odd;
    }

    public byte[] document() {
        out.clear();
        document(0);
        var bytes = new byte[out.size()];
        System.arraycopy(out.array(), 0, bytes, 0, bytes.length);
        return bytes;
    }

    private void document(int depth) {
        int start = out.begin();
        for (int left = random.nextInt(depth > 4 ? 2 : 6); left > 0; left--) {
            byte type = TYPES[random.nextInt(TYPES.length)];
            out.int8(type);
            if (random.nextInt(4) == 0 || oddly()) {
                text(random.nextInt(12), false);
                out.int8(0);
            } else {
                out.name(NAMES[random.nextInt(NAMES.length)]);
            }
            value(type, depth);
        }
        out.end(start);
    }

    private void array(int depth) {
        int start = out.begin();
        int size = random.nextInt(depth > 4 ? 2 : 13);
        for (int index = 0; index < size; index++) {
            byte type = TYPES[random.nextInt(TYPES.length)];
            out.int8(type);
            out.index(oddly() ? random.nextInt(200) : index);
            value(type, depth);
        }
        out.end(start);
    }

    private void value(byte type, int depth) {
        switch (type) {
            case BsonTag.DOUBLE -> out.int64(doubleBits());
            case BsonTag.STRING, BsonTag.CODE, BsonTag.SYMBOL -> string();
            case BsonTag.DOCUMENT -> document(depth + 1);
            case BsonTag.ARRAY -> array(depth + 1);
            case BsonTag.BINARY -> binary();
            case BsonTag.OBJECT_ID -> bytes(12);
            case BsonTag.BOOLEAN -> out.int8(oddly() ? 7 : random.nextInt(2));
            case BsonTag.DATE ->
                out.int64(random.nextBoolean() ? random.nextLong(-IsoDate.LAST, 2 * IsoDate.LAST) : anyLong());
            case BsonTag.REGEX -> {
                text(random.nextInt(10), false);
                out.int8(0);
                out.name("imsx".substring(random.nextInt(4)));
            }
            case BsonTag.DB_POINTER -> {
                string();
                bytes(12);
            }
            case BsonTag.CODE_WITH_SCOPE -> {
                int start = out.begin();
                string();
                document(depth + 1);
                out.int32At(start, out.size() - start);
            }
            case BsonTag.INT32 -> out.int32(random.nextBoolean() ? random.nextInt() : random.nextInt(-3, 3));
            case BsonTag.TIMESTAMP -> out.int64(random.nextLong());
            case BsonTag.INT64 -> out.int64(anyLong());
            case BsonTag.DECIMAL128 -> decimal();
            default -> {}
        }
    }

    private long anyLong() {
        return random.nextBoolean() ? LONGS[random.nextInt(LONGS.length)] : random.nextLong() >> random.nextInt(64);
    }

    private long doubleBits() {
        if (random.nextBoolean()) {
            return Double.doubleToRawLongBits(DOUBLES[random.nextInt(DOUBLES.length)]);
        }
        long bits = random.nextLong();
        return odd || !Double.isNaN(Double.longBitsToDouble(bits)) ? bits : 0;
    }

    private void decimal() {
        if (odd) {
            out.int64(random.nextLong());
            out.int64(random.nextLong());
        } else {
            var digits = new java.math.BigDecimal(
                    java.math.BigInteger.valueOf(random.nextLong()), random.nextInt(-6000, 6000));
            var value = new org.bson.types.Decimal128(digits);
            out.int64(value.getLow());
            out.int64(value.getHigh());
        }
    }

    private void string() {
        int start = out.begin();
        text(random.nextInt(40), true);
        out.endString(start);
    }

    private void text(int length, boolean zeroAllowed) {
        var characters = new StringBuilder();
        for (int left = length; left > 0; left--) {
            int bound = random.nextInt(4) == 0 ? 0x110000 : random.nextInt(3) == 0 ? 0x800 : 0x80;
            int code = random.nextInt(zeroAllowed ? 0 : 1, bound);
            characters.appendCodePoint(code >= 0xD800 && code <= 0xDFFF ? 'x' : code);
        }
        var utf8 = characters.toString().getBytes(StandardCharsets.UTF_8);
        if (oddly() && utf8.length > 0) {
            utf8[random.nextInt(utf8.length)] |= (byte) 0x80;
        }
        out.bytes(utf8, 0, utf8.length);
    }

    private void binary() {
        int subtype = random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(10);
        int length = random.nextInt(40);
        if (subtype == BsonTag.OLD_BINARY && !oddly()) {
            out.int32(length + 4);
            out.int8(subtype);
            out.int32(length);
        } else {
            out.int32(length);
            out.int8(subtype);
        }
        bytes(length);
    }

    private void bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        out.bytes(bytes, 0, length);
    }

    private boolean oddly() {
        return odd && random.nextInt(10) == 0;
    }
}
