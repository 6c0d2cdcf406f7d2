package dev.seedbank.backend.postgres.script;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a statement makes of {@code standard_conforming_strings}, by which the server decides whether a backslash in a string is itself. */
public enum StringSetting {
    NONE,
    ON,
    OFF,
    /** What it was at first. */
    DEFAULT,
    /** Only the server can tell. */
    UNCLEAR;

    private static final String NAME = "standard_conforming_strings";
    private static final Pattern NAMED = Pattern.compile(NAME, Pattern.CASE_INSENSITIVE);

    private static final Pattern FUNCTION = Pattern.compile(
            "\\A\\s*select\\s+(?:pg_catalog\\s*\\.\\s*)?set_config\\s*\\(\\s*'%s'\\s*,\\s*'(\\w+)'\\s*,\\s*\\w+\\s*\\)\\s*\\z"
                    .formatted(NAME),
            Pattern.CASE_INSENSITIVE);

    private static final Pattern STRING = Pattern.compile("(?<=[=\\s])'(\\w+)'\\s*\\z");

    public static StringSetting of(Statement statement) {
        return of(statement.words(), statement.tokens(), statement.sql());
    }

    /** Whether a statement names it, so that what it calls or contains may set it. */
    public static boolean isNamedIn(Statement statement) {
        return NAMED.matcher(statement.sql()).find();
    }

    static StringSetting of(StatementWords words, List<String> tokens, String sql) {
        return switch (words.word(0)) {
            case "SET" -> ofSet(tokens, sql);
            case "RESET" -> words.word(1).equals("ALL") || isName(tokens, 1) ? DEFAULT : NONE;
            case "DISCARD" -> words.word(1).equals("ALL") ? DEFAULT : NONE;
            case "SELECT" -> ofSelect(sql);
            default -> NONE;
        };
    }

    private static boolean isName(List<String> tokens, int at) {
        return at < tokens.size() && tokens.get(at).replace("\"", "").equalsIgnoreCase(NAME);
    }

    private static StringSetting ofSet(List<String> tokens, String sql) {
        boolean hasScope = tokens.size() > 2
                && Set.of("SESSION", "LOCAL").contains(tokens.get(1).toUpperCase(Locale.ROOT));
        int at = hasScope ? 2 : 1;
        if (at < tokens.size() && tokens.get(at).equals("''")) {
            return UNCLEAR; // a name written with escapes
        }
        if (!isName(tokens, at)) {
            return NONE;
        }
        if (tokens.size() != at + 3) {
            return UNCLEAR;
        }
        var value = tokens.get(at + 2);
        if (value.equalsIgnoreCase("DEFAULT")) {
            return DEFAULT;
        }
        if (!value.equals("''")) {
            return ofValue(value.replace("\"", ""));
        }
        var string = STRING.matcher(sql);
        return string.find() ? ofValue(string.group(1)) : UNCLEAR;
    }

    private static StringSetting ofSelect(String sql) {
        if (!NAMED.matcher(sql).find() || !sql.toLowerCase(Locale.ROOT).contains("set_config")) {
            return NONE;
        }
        var function = FUNCTION.matcher(sql);
        return function.find() ? ofValue(function.group(1)) : UNCLEAR;
    }

    /** As the server reads it: in part, as long as it is clear. */
    private static StringSetting ofValue(String value) {
        var word = value.toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return UNCLEAR;
        }
        if (word.equals("1") || word.equals("on") || "true".startsWith(word) || "yes".startsWith(word)) {
            return ON;
        }
        boolean isOff = word.equals("0") || word.equals("of") || word.equals("off");
        return isOff || "false".startsWith(word) || "no".startsWith(word) ? OFF : UNCLEAR;
    }
}
