package dev.seedbank.backend;

import dev.seedbank.backend.SeedRow.Value;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * 64-bit hashes of values by their text: in the manner of FNV-1a, then mixed; the same on every machine. Two different values out of a million have the same hash with a chance of
 * 1 to 37 million.
 */
public final class RowHash {
    private static final long START = 0xCBF29CE484222325L;
    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private RowHash() {}

    public static long of(Iterable<?> values) {
        long hash = START;
        for (var value : values) {
            hash = end(text(hash, value.toString()));
        }
        return mixed(hash);
    }

    /** Of all that the file says of the row, whatever the order of the fields; not what is made, such as a password's hash. */
    public static long content(SeedRow row) {
        long sum = 0;
        for (var field : row.fields().entrySet()) {
            if (field.getValue().isContent()) {
                sum += mixed(text(end(text(START, field.getKey())), text(field.getValue())));
            }
        }
        return sum;
    }

    /** A value of the file as the file has it: of a reference what it refers by. */
    public static String text(Value value) {
        return switch (value) {
            case Value.Json json -> json.text();
            case Value.Text cell -> cell.text();
            case Value.Reference reference -> text(reference.value());
            case Value.Hashed _, Value.Generated _ -> "";
        };
    }

    /** Eight bytes at a time. */
    private static long text(long hash, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            hash = (hash ^ (long) WORDS.get(bytes, at)) * PRIME;
            hash ^= hash >>> 32; // a product's low bits know nothing of the high ones
        }
        for (; at < bytes.length; at++) {
            hash = (hash ^ bytes[at]) * 0x100000001B3L;
        }
        return hash;
    }

    /** So that {@code ab, c} is not {@code a, bc}. */
    private static long end(long hash) {
        return (hash ^ 0xFFFF) * 0x100000001B3L;
    }

    /** Only some bits of a hash choose a slot in a table. */
    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 31)) * PRIME;
        return mixed ^ (mixed >>> 29);
    }
}
