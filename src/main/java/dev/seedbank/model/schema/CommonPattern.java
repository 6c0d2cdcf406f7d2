package dev.seedbank.model.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Writes a regular expression of ECMA-262, which JSON Schema has, so that Java's engine and the server's (PCRE2) take it for the
 * same: {@code $} is the very end, {@code .} is no line terminator of Unicode, {@code \d} and {@code \w} are ASCII, {@code \s} is
 * not. What the engines understand in ways of their own is left to nobody's guess: there is no common text of it.
 */
final class CommonPattern {
    private static final String ANY = "[^\\n\\r\\x{2028}\\x{2029}]";
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,5})(,(\\d{1,5})?)?}");
    private static final int MOST_REPETITIONS = 65_535;

    private final String ecma;
    private final StringBuilder common = new StringBuilder();
    private int at;
    private boolean repeatable;

    private CommonPattern(String ecma) {
        this.ecma = ecma;
    }

    /** Empty if the engines would differ, or it is no pattern. */
    static Optional<String> of(String ecma) {
        try {
            var text = new CommonPattern(ecma).translated();
            Pattern.compile(text);
            return Optional.of(text);
        } catch (Uncommon | PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** The engines do not agree on what it means. */
    private static final class Uncommon extends Exception {
        private static final long serialVersionUID = 1L;

        Uncommon() {
            super(null, null, false, false);
        }
    }

    private String translated() throws Uncommon {
        while (at < ecma.length()) {
            int c = next();
            switch (c) {
                case '\\' -> escape();
                case '[' -> classOfCharacters();
                case '(' -> group();
                case '.' -> atom(ANY);
                case '^' -> assertion("^");
                case '$' -> assertion("\\z");
                case ')' -> atom(")");
                case '|' -> assertion("|");
                case '*', '+', '?' -> repetition(Character.toString(c));
                case '{' -> count();
                default -> atom(literal(c));
            }
        }
        return common.toString();
    }

    private int next() throws Uncommon {
        if (at >= ecma.length()) {
            throw new Uncommon();
        }
        int c = ecma.codePointAt(at);
        at += Character.charCount(c);
        if (c == 0 || (c >= 0xD800 && c <= 0xDFFF)) {
            throw new Uncommon(); // the server's patterns end there, and UTF-8 has no halves
        }
        return c;
    }

    private boolean isNext(String text) {
        return ecma.startsWith(text, at);
    }

    private void atom(String text) {
        common.append(text);
        repeatable = true;
    }

    private void assertion(String text) {
        common.append(text);
        repeatable = false;
    }

    private void group() throws Uncommon {
        if (isNext("?=") || isNext("?!") || isNext("?:")) {
            common.append('(').append(ecma, at, at + 2);
            at += 2;
        } else if (isNext("?")) {
            throw new Uncommon();
        } else {
            common.append("(?:"); // what is caught is never asked for
        }
        repeatable = false;
    }

    /** A second sign makes it reluctant in all engines; a plus would make it possessive in some. */
    private void repetition(String sign) throws Uncommon {
        if (!repeatable) {
            throw new Uncommon();
        }
        common.append(sign);
        if (isNext("?")) {
            common.append('?');
            at++;
        }
        repeatable = false;
    }

    private void count() throws Uncommon {
        var counts = COUNT.matcher(ecma).region(at - 1, ecma.length());
        if (!counts.lookingAt()
                || Integer.parseInt(counts.group(1)) > MOST_REPETITIONS
                || (counts.group(3) != null && Integer.parseInt(counts.group(3)) > MOST_REPETITIONS)) {
            throw new Uncommon();
        }
        at = counts.end();
        repetition(counts.group());
    }

    private void escape() throws Uncommon {
        int c = next();
        switch (c) {
            case 'b' -> assertion("(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))");
            case 'B' -> assertion("(?:(?<=[0-9A-Z_a-z])(?=[0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?![0-9A-Z_a-z]))");
            case 'p', 'P' -> atom(category(c));
            case 'd', 'D', 'w', 'W', 's', 'S' ->
                atom("[" + CharacterSet.named(c).text() + "]");
            default -> atom(literal(escaped(c)));
        }
    }

    /** The general categories, by their one or two letters. */
    private String category(int c) throws Uncommon {
        int end = ecma.indexOf('}', at);
        if (!isNext("{") || end < 0 || !ecma.substring(at + 1, end).matches("[CLMNPSZ][a-z]?")) {
            throw new Uncommon();
        }
        var text = "\\" + Character.toString(c) + ecma.substring(at, end + 1);
        at = end + 1;
        return text;
    }

    /** The character that an escape stands for, in a class and outside. */
    private int escaped(int c) throws Uncommon {
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'v' -> 0x0B;
            case 'x' -> hex(2);
            case 'u' -> unicode();
            default -> {
                if (c >= 0x80 || Character.isLetterOrDigit(c) || c == '_') {
                    throw new Uncommon(); // back references, names, and escapes of one engine
                }
                yield c;
            }
        };
    }

    private int unicode() throws Uncommon {
        if (isNext("{")) {
            int end = ecma.indexOf('}', at);
            if (end < 0 || !ecma.substring(at + 1, end).matches("[0-9A-Fa-f]{1,6}")) {
                throw new Uncommon();
            }
            int point = Integer.parseInt(ecma.substring(at + 1, end), 16);
            at = end + 1;
            return whole(point);
        }
        int first = hex(4);
        if (Character.isHighSurrogate((char) first) && isNext("\\u")) {
            at += 2;
            int second = hex(4);
            return Character.isLowSurrogate((char) second)
                    ? Character.toCodePoint((char) first, (char) second)
                    : whole(first);
        }
        return whole(first);
    }

    private static int whole(int point) throws Uncommon {
        if (point == 0 || point > Character.MAX_CODE_POINT || (point >= 0xD800 && point <= 0xDFFF)) {
            throw new Uncommon();
        }
        return point;
    }

    private int hex(int digits) throws Uncommon {
        if (at + digits > ecma.length() || !ecma.substring(at, at + digits).matches("[0-9A-Fa-f]+")) {
            throw new Uncommon();
        }
        at += digits;
        return Integer.parseInt(ecma.substring(at - digits, at), 16);
    }

    /** Every class is written as ranges of code points, which no engine reads in a way of its own. */
    private void classOfCharacters() throws Uncommon {
        boolean negated = isNext("^");
        at += negated ? 1 : 0;
        List<String> parts = new ArrayList<>();
        while (!isNext("]")) {
            parts.add(part());
        }
        at++;
        if (parts.isEmpty()) {
            throw new Uncommon(); // nothing, or everything: in ECMA-262 only
        }
        atom((negated ? "[^" : "[") + String.join("", parts) + "]");
    }

    private String part() throws Uncommon {
        int c = next();
        if (c == '\\') {
            int escape = next();
            if ("dDwWsS".indexOf(escape) >= 0) {
                requireNoRange();
                return CharacterSet.named(escape).text();
            }
            if (escape == 'p' || escape == 'P') {
                var category = category(escape);
                requireNoRange();
                return category;
            }
            c = escape == 'b' ? '\b' : escaped(escape);
        }
        if (!isNext("-") || isNext("-]")) {
            return CharacterSet.range(c, c);
        }
        at++;
        int end = next();
        if (end == '\\') {
            end = escaped(next());
        }
        if (end < c) {
            throw new Uncommon();
        }
        return CharacterSet.range(c, end);
    }

    private void requireNoRange() throws Uncommon {
        if (isNext("-") && !isNext("-]")) {
            throw new Uncommon();
        }
    }

    private static String literal(int c) {
        if (c >= 0x80 || c < ' ') {
            return String.format(Locale.ROOT, "\\x{%x}", c);
        }
        return Character.isLetterOrDigit(c) || c == '_' || c == ' ' ? Character.toString(c) : "\\" + (char) c;
    }
}
