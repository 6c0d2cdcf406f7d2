package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps {@code x IN ('a', 'b')} on a {@code varchar} as it is when it goes through a script. The server prints it as
 * {@code (ARRAY['a'::character varying, 'b'::character varying])::text[]} and reads this as an array whose elements are cast one by one,
 * which it then prints in another way. With a cast of its own the array is read as it was.
 */
public final class ArrayCasts {
    private static final String STRING = "(?:E'(?:[^'\\\\]|''|\\\\.)*+'|'(?:[^']|'')*+')";
    private static final String TYPE = "(?:[a-z]+(?: [a-z]+)*)";
    private static final Pattern ARRAY = Pattern.compile(
            "\\(ARRAY\\[(?:" + STRING + "::" + TYPE + ", )*+" + STRING + "::(" + TYPE + ")\\](?=\\)::)",
            Pattern.DOTALL);
    private static final Pattern LITERAL =
            Pattern.compile(STRING + "|\"(?:[^\"]|\"\")*+\"|\\$([A-Za-z_0-9]*)\\$.*?\\$\\1\\$", Pattern.DOTALL);

    private ArrayCasts() {}

    public static List<String> kept(StructureKind kind, List<String> statements) {
        boolean isText = kind == StructureKind.COMMENT || kind == StructureKind.FUNCTION;
        return isText ? statements : statements.stream().map(ArrayCasts::kept).toList();
    }

    static String kept(String sql) {
        if (!sql.contains("(ARRAY['") && !sql.contains("(ARRAY[E'")) {
            return sql;
        }
        var result = new StringBuilder();
        var array = ARRAY.matcher(sql);
        var literal = LITERAL.matcher(sql);
        int position = 0;
        while (position < sql.length()) {
            char c = sql.charAt(position);
            int end = position + 1;
            if (c == '(' && array.region(position, sql.length()).lookingAt()) {
                end = array.end();
                result.append(sql, position, end)
                        .append("::")
                        .append(array.group(1))
                        .append("[]");
            } else {
                boolean quoted = c == '\'' || c == '"' || c == 'E' || c == '$';
                if (quoted && literal.region(position, sql.length()).lookingAt()) {
                    end = literal.end();
                }
                result.append(sql, position, end);
            }
            position = end;
        }
        return result.toString();
    }
}
