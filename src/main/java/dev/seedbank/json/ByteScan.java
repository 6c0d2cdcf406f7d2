package dev.seedbank.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for bytes that mean something, eight at a time: a long holds them, and arithmetic on all of it sets the highest bit of
 * those that match. A borrow may also set it in a byte above a match, never below one, so that the lowest is right.
 */
public final class ByteScan {
    /** Eight bytes of an array as a long, the first as the lowest. */
    public static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final long ONES = 0x0101010101010101L;
    static final long HIGHS = 0x8080808080808080L;
    private static final long SPACES = ' ' * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private ByteScan() {}

    /** The index of the first control character (below 0x20), quote or backslash; {@code to} if there is none. */
    public static int jsonSpecial(byte[] bytes, int from, int to) {
        int at = from;
        for (; at < to && at + Long.BYTES <= bytes.length; at += Long.BYTES) { // may look behind the end
            long word = (long) LONGS.get(bytes, at);
            long found = jsonSpecials(word);
            if (found != 0) {
                return Math.min(at + (Long.numberOfTrailingZeros(found) >>> 3), to);
            }
        }
        at = Math.max(from, Math.min(at, to));
        while (at < to && !JsonText.SPECIAL[bytes[at] & 0xff]) {
            at++;
        }
        return at;
    }

    /** As {@link #jsonSpecial}, and stops at a byte that is no ASCII, too. */
    static int jsonSpecialOrWide(byte[] bytes, int from, int to) {
        int at = from;
        for (; at < to && at + Long.BYTES <= bytes.length; at += Long.BYTES) { // may look behind the end
            long word = (long) LONGS.get(bytes, at);
            long found = ((word - SPACES) | ((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | word) & HIGHS;
            if (found != 0) {
                return Math.min(at + (Long.numberOfTrailingZeros(found) >>> 3), to);
            }
        }
        at = Math.max(from, Math.min(at, to));
        while (at < to && bytes[at] >= 0 && !JsonText.SPECIAL[bytes[at]]) {
            at++;
        }
        return at;
    }

    /** The index of the first control character or backslash, which is what {@code COPY} escapes; {@code to} if there is none. */
    public static int copySpecial(byte[] bytes, int from, int to) {
        int at = from;
        for (; at < to && at + Long.BYTES <= bytes.length; at += Long.BYTES) { // may look behind the end
            long word = (long) LONGS.get(bytes, at);
            long found = (controls(word) | zeros(word ^ BACKSLASHES)) & HIGHS;
            if (found != 0) {
                return Math.min(at + (Long.numberOfTrailingZeros(found) >>> 3), to);
            }
        }
        at = Math.max(from, Math.min(at, to));
        while (at < to && bytes[at] != '\\' && (bytes[at] & 0xff) >= ' ') {
            at++;
        }
        return at;
    }

    /** The highest bits of the bytes that {@link #jsonSpecial} looks for; above the lowest, perhaps of others. */
    static long jsonSpecials(long word) {
        return ((word - SPACES) | ((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES)) & ~word & HIGHS;
    }

    private static long controls(long word) {
        return (word - SPACES) & ~word;
    }

    private static long zeros(long word) {
        return (word - ONES) & ~word;
    }
}
