package dev.seedbank.backend.postgres.maintenance;

import java.util.regex.Pattern;

/**
 * What a statement does, without its values, which are nobody's business and may be passwords. It ends where the first value or comment
 * begins: in a statement that the server has cut, nobody can tell where that ends.
 */
final class StatementText {
    /** Characters of it that are worth reading. */
    static final int READ = 1000;

    private static final Pattern COMMENTS_BEFORE =
            Pattern.compile("\\A(\\s*(/\\*.*?\\*/|--[^\\n]*(\\n|\\z)))+", Pattern.DOTALL);

    /** A text, with or without a prefix; a text between dollars; a number, but no parameter such as $1; a comment. */
    private static final Pattern VALUE =
            Pattern.compile("\\b[eEbBxXnN]?'|\\b[uU]&'|'|\\$\\w*\\$|(?<![\\w$])\\d|--|/\\*");

    /** A setting's value may stand without quotes. */
    private static final Pattern SETTING = Pattern.compile("(?i)\\Aset\\s.*?(\\bto\\b|=)");

    private StatementText() {}

    /** In one line of at most so many characters. */
    static String of(String statement, int length) {
        var plain = COMMENTS_BEFORE.matcher(statement).replaceFirst("").strip().replaceAll("\\s+", " ");
        var setting = SETTING.matcher(plain);
        var value = VALUE.matcher(plain);
        int end = Math.min(
                setting.find() ? setting.end() : plain.length(), value.find() ? value.start() : plain.length());
        var shown = plain.substring(0, end);
        if (shown.codePointCount(0, shown.length()) > length) {
            shown = shown.substring(0, shown.offsetByCodePoints(0, length));
        }
        return shown.length() == plain.length() ? plain : shown.strip() + " …";
    }
}
