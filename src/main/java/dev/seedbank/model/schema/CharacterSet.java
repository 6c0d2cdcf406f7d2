package dev.seedbank.model.schema;

import java.util.Locale;

/**
 * Characters as ranges of code points, in the order of Unicode.
 *
 * @param bounds first and last of each range
 */
record CharacterSet(int... bounds) {
    private static final CharacterSet DIGITS = new CharacterSet('0', '9');
    private static final CharacterSet WORDS = new CharacterSet('0', '9', 'A', 'Z', '_', '_', 'a', 'z');

    /** ECMA-262, WhiteSpace and LineTerminator. */
    private static final CharacterSet SPACES = new CharacterSet(
            0x09, 0x0D, 0x20, 0x20, 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x202F, 0x205F,
            0x205F, 0x3000, 0x3000, 0xFEFF, 0xFEFF);

    /** The one that a letter behind a backslash stands for. */
    static CharacterSet named(int letter) {
        return switch (letter) {
            case 'd' -> DIGITS;
            case 'D' -> DIGITS.others();
            case 'w' -> WORDS;
            case 'W' -> WORDS.others();
            case 's' -> SPACES;
            case 'S' -> SPACES.others();
            default -> throw new IllegalArgumentException(Character.toString(letter));
        };
    }

    private CharacterSet others() {
        var others = new int[bounds.length + 2];
        for (int i = 0; i < bounds.length; i += 2) {
            others[i + 1] = bounds[i] - 1;
            others[i + 2] = bounds[i + 1] + 1;
        }
        others[others.length - 1] = Character.MAX_CODE_POINT;
        return new CharacterSet(others);
    }

    /** As it stands within brackets. */
    String text() {
        var text = new StringBuilder();
        for (int i = 0; i < bounds.length; i += 2) {
            text.append(range(bounds[i], bounds[i + 1]));
        }
        return text.toString();
    }

    static String range(int first, int last) {
        return first == last ? point(first) : point(first) + "-" + point(last);
    }

    private static String point(int c) {
        boolean plain = c < 0x80 && Character.isLetterOrDigit(c);
        return plain ? Character.toString(c) : String.format(Locale.ROOT, "\\x{%x}", c);
    }
}
