package dev.seedbank.json;

/** Which byte sequences are UTF-8: RFC 3629, so neither surrogates nor overlong forms. */
public final class Utf8 {
    private Utf8() {}

    /**
     * Writes a character that is no half of a surrogate pair.
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
        while (at < to) {
            if (bytes[at] >= 0) {
                at++;
                continue;
            }
            int length = sequence(bytes, at, to);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** The index behind what is UTF-8 and whole from {@code from} on. */
    static int validEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int first = bytes[at];
            if (first >= 0) {
                at++;
            } else if (first >= (byte) 0xC2 && first < (byte) 0xE0 && at + 1 < to && isContinuation(bytes[at + 1])) {
                at += 2; // most of the text of most alphabets, without a call
            } else {
                int length = sequence(bytes, at, to);
                if (length == 0) {
                    return at;
                }
                at += length;
            }
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
