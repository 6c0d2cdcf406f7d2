package dev.seedbank.backend.postgres.structure.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A statement of the server's own making, cut into pieces that together are the statement again. */
public final class SqlTokens {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|\"(?:[^\"]|\"\")*+\"|[Ee]'(?:[^'\\\\]|''|\\\\.)*+'|'(?:[^']|'')*+'|\\$([\\p{L}_0-9]*)\\$.*?\\$\\1\\$|[\\p{L}_][\\p{L}\\p{N}_$]*|.",
            Pattern.DOTALL);

    private SqlTokens() {}

    public static List<String> of(String sql) {
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** Whether it is a word or a quoted name. */
    public static boolean isName(String token) {
        char first = token.charAt(0);
        return first == '"' || first == '_' || (Character.isLetter(first) && !token.contains("'"));
    }

    public static boolean isBlank(String token) {
        return Character.isWhitespace(token.charAt(0));
    }
}
