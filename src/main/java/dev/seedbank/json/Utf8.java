package dev.seedbank.json;

/** Which byte sequences are UTF-8: RFC 3629, so neither surrogates nor overlong forms. */
public final class Utf8 {
    private static final long ONES = ByteScan.ONES;

    private Utf8() {}

    /**
     * Writes a character, never half of a surrogate pair.
     *
     * @return how many bytes it has: 1 to 4
     */
    public static int put(int character, byte[] target, int at) {
        if (character < 0x80) {
            target[at] = (byte) character;
            return 1;
        }
        int length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
        int rest = character;
        for (int place = at + length - 1; place > at; place--) {
            target[place] = (byte) (0x80 | (rest & 0x3F));
            rest >>= 6;
        }
        target[at] = (byte) ((0xF00 >> length) | rest);
        return length;
    }

    /** Whether the bytes from {@code from} to before {@code to} are UTF-8. */
    public static boolean isValid(byte[] bytes, int from, int to) {
        int at = from;
        while (at + Long.BYTES <= to && ((long) ByteScan.LONGS.get(bytes, at) & ByteScan.HIGHS) == 0) {
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= 0) { // short names are all ASCII, most often
            at++;
        }
        return at == to || end(bytes, at, to, 0) == to;
    }

    /**
     * The index after the complete UTF-8 characters from {@code from} on, or of the first byte that a JSON string must escape.
     */
    static int plainEnd(byte[] bytes, int from, int to) {
        return end(bytes, from, to, ByteScan.HIGHS);
    }

    /** @param stops all highest bits of bytes to stop at what JSON must escape, or 0 */
    private static int end(byte[] bytes, int from, int to, long stops) {
        int at = wordsEnd(bytes, from, to, stops);
        while (at < to) {
            int first = bytes[at];
            int length = first < 0 ? sequence(bytes, at, to) : stops != 0 && JsonText.SPECIAL[first] ? 0 : 1;
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return at;
    }

    /**
     * As {@link #end}, but eight bytes at a time, and only as far as this is enough. Of each word, and each kind of byte, a long has
     * the highest bits of the bytes that are of the kind; the bytes after one are above it.
     */
    private static int wordsEnd(byte[] bytes, int from, int to, long stops) {
        long owed = 0; // the bytes of this word that go on a sequence of the last
        int at = from;
        for (; at < to && at + Long.BYTES < bytes.length; at += Long.BYTES) {
            long word = (long) ByteScan.LONGS.get(bytes, at);
            if (to - at < Long.BYTES) {
                word &= (1L << ((to - at) * Byte.SIZE)) - 1; // zeros behind the end, which stop, too
            }
            long found = ByteScan.jsonSpecials(word) & stops;
            long high = word & ByteScan.HIGHS;
            long leads = high & (word << 1);
            long wide = leads & (word << 2); // of three bytes or more
            long wider = wide & (word << 3); // of four
            long wrong = (high ^ leads ^ ((leads << 8) | (wide << 16) | (wider << 24) | owed)) | overlong(word, leads);
            if (wide != 0) {
                wrong |= unfit(word, (long) ByteScan.LONGS.get(bytes, at + 1), wide, wider);
            }
            if ((found | wrong) != 0) {
                if ((wrong & (found ^ (found - 1))) == 0) { // not up to the lowest that was found
                    return at + (Long.numberOfTrailingZeros(found) >>> 3);
                }
                break;
            }
            owed = (leads >>> 56) | (wide >>> 48) | (wider >>> 40);
        }
        return owed == 0 ? Math.min(at, to) : lead(bytes, at - 1);
    }

    /** The bytes C0 and C1: leads whose bits 1 to 5 are zeros. The sum carries into the highest bit of all others. */
    private static long overlong(long word, long leads) {
        return leads & ~((word & (0x3E * ONES)) + 0x7E * ONES);
    }

    /**
     * Of the {@code wide} bytes those that begin no sequence, or none with the byte after them: E0 and F0 want a high one, which
     * has bit 5 (or 4, after F0), ED and F4 a low one, and F5 and above are none.
     */
    private static long unfit(long word, long after, long wide, long wider) {
        long bit3 = word << 4;
        long bit2 = word << 5;
        long bits10 = (word << 6) | (word << 7);
        long high = (after << 2) | (wider & (after << 3));
        long wantHigh = wide & ~(bit3 | bit2 | bits10);
        long wantLow = wide & bit2 & (wider | (bit3 & ~(word << 6) & (word << 7)));
        return (wantHigh & ~high) | (wantLow & high) | (wider & (bit3 | (bit2 & bits10)));
    }

    /** The index of the first byte of the sequence that this one belongs to. */
    private static int lead(byte[] bytes, int within) {
        int at = within;
        while (isContinuation(bytes[at])) {
            at--;
        }
        return at;
    }

    private static boolean isContinuation(byte octet) {
        return (octet & 0xC0) == 0x80;
    }

    /** Whether the bytes are the beginning of a sequence that needs more than there are. */
    static boolean isCut(byte[] bytes, int from, int to) {
        int first = bytes[from] & 0xFF;
        int there = to - from;
        if (length(first) <= there) {
            return false;
        }
        return there < 2 || (isSecond(first, bytes[from + 1] & 0xFF) && (there < 3 || isContinuation(bytes[from + 2])));
    }

    /** How many bytes the sequence at {@code at} has, whose first byte is not ASCII; 0 if it is not a valid one. */
    public static int sequence(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        int length = length(first);
        if (length == 0 || at + length > to) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        if (!isSecond(first, second)) {
            return 0;
        }
        for (int next = at + 2; next < at + length; next++) {
            if (!isContinuation(bytes[next])) {
                return 0;
            }
        }
        return length;
    }

    /** How many bytes a sequence with this first byte has; 0 if none begins so. */
    public static int length(int first) {
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        }
        if (first < 0xE0) {
            return 2;
        }
        return first < 0xF0 ? 3 : 4;
    }

    private static boolean isSecond(int first, int second) {
        int least = switch (first) {
            case 0xE0 -> 0xA0;
            case 0xF0 -> 0x90;
            default -> 0x80;
        };
        int most = switch (first) {
            case 0xED -> 0x9F;
            case 0xF4 -> 0x8F;
            default -> 0xBF;
        };
        return second >= least && second <= most;
    }
}
