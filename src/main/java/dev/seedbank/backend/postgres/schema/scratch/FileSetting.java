package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.script.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A setting that a file makes for its later statements.
 *
 * @param place of its statement, {@code file:line}
 * @param name of the parameter
 */
record FileSetting(String place, String name, String sql) {
    /** Of {@code SET} that says nothing of how statements are read; the driver counts on the encoding, and strings are always read alike. */
    private static final Set<String> OF_NO_EFFECT = Set.of(
            "client_encoding",
            "names",
            "transaction",
            "constraints",
            "standard_conforming_strings",
            "characteristics",
            "client_min_messages",
            "statement_timeout",
            "lock_timeout",
            "idle_in_transaction_session_timeout",
            "idle_session_timeout",
            "transaction_timeout");

    private static final Pattern FUNCTION = Pattern.compile(
            "\\A\\s*select\\s+(?:pg_catalog\\s*\\.\\s*)?set_config\\s*\\(\\s*'([^']+)'", Pattern.CASE_INSENSITIVE);

    /** Whether a statement is a {@code SELECT} that only sets something. */
    static boolean isFunction(Statement statement) {
        return FUNCTION.matcher(statement.sql()).find();
    }

    static FileSetting of(Statement statement, String place) {
        var function = FUNCTION.matcher(statement.sql());
        var name = function.find() ? function.group(1).toLowerCase(Locale.ROOT) : name(statement.tokens());
        return new FileSetting(place, name, statement.sql());
    }

    boolean hasEffect() {
        return !OF_NO_EFFECT.contains(name);
    }

    /** Whether it changes who runs what follows. */
    boolean isRole() {
        return name.equals("role") || name.equals("authorization");
    }

    /** As the server knows the parameter: {@code SET TIME ZONE} and the like have names of their own. */
    private static String name(List<String> tokens) {
        int at = tokens.size() > 2 && Set.of("session", "local").contains(lower(tokens.get(1))) ? 2 : 1;
        var name = new StringBuilder(at < tokens.size() ? lower(tokens.get(at)) : "");
        for (int i = at + 1; i + 1 < tokens.size() && tokens.get(i).equals("."); i += 2) {
            name.append('.').append(lower(tokens.get(i + 1)));
        }
        return switch (name.toString()) {
            case "time" -> "timezone";
            case "schema" -> "search_path";
            case "xml" -> "xmloption";
            default -> name.toString();
        };
    }

    private static String lower(String token) {
        return token.replace("\"", "").toLowerCase(Locale.ROOT);
    }
}
