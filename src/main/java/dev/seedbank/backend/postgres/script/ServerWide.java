package dev.seedbank.backend.postgres.script;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which statements change more than the database that they run in: what all databases of a server share (PostgreSQL manual, chapters 20 to
 * 22), its settings, its files, other servers.
 */
public final class ServerWide {
    /** With a definition of its own, such as {@code CREATE ROLE}. */
    private static final Set<String> SHARED =
            Set.of("ROLE", "USER", "GROUP", "DATABASE", "TABLESPACE", "SYSTEM", "SUBSCRIPTION", "SERVER");

    /** With {@code ON} before them. */
    private static final Set<String> TARGETS = Set.of("ROLE", "DATABASE", "TABLESPACE", "PARAMETER", "SUBSCRIPTION");

    /** In the text of a block, whatever is around it. */
    private static final Pattern IN_BLOCK = Pattern.compile(
            "\\b(create|alter|drop)\\s+(role|user(?!\\s+mapping)|group|database|tablespace|system|subscription|server)\\b"
                    + "|\\b(drop|reassign)\\s+owned\\b"
                    + "|\\b(grant|revoke)\\s(?:(?!\\son\\s)[^;])+\\s(to|from)\\s"
                    + "|\\bcopy\\s[^;]+\\s(to\\s+'|(to|from)\\s+program\\b)",
            Pattern.CASE_INSENSITIVE);

    private ServerWide() {}

    /** As far as its text tells: what functions do that it calls is not looked at. */
    public static boolean isIn(Statement statement) {
        var words = statement.words();
        return switch (words.word(0)) {
            case "CREATE", "ALTER", "DROP" ->
                (SHARED.contains(words.word(1)) && !isUserMapping(words)) || isOwned(words);
            case "REASSIGN" -> isOwned(words);
            case "GRANT", "REVOKE" -> !isOnObject(statement.tokens());
            case "COMMENT", "SECURITY" -> isOnShared(statement.tokens());
            case "COPY" -> writesFile(statement.tokens());
            case "DO" -> IN_BLOCK.matcher(statement.sql()).find();
            default -> false;
        };
    }

    private static boolean isUserMapping(StatementWords words) {
        return words.word(1).equals("USER") && words.word(2).equals("MAPPING");
    }

    private static boolean isOwned(StatementWords words) {
        return words.word(1).equals("OWNED");
    }

    /** Of a privilege for an object of the database; the others are memberships. */
    private static boolean isOnObject(List<String> tokens) {
        return tokens.stream().anyMatch("ON"::equalsIgnoreCase) && !isOnShared(tokens);
    }

    private static boolean isOnShared(List<String> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).equalsIgnoreCase("ON")) {
                return TARGETS.contains(tokens.get(i + 1).toUpperCase(Locale.ROOT));
            }
        }
        return false;
    }

    private static boolean writesFile(List<String> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            var next = tokens.get(i + 1);
            boolean to = tokens.get(i).equalsIgnoreCase("TO");
            boolean program =
                    next.equalsIgnoreCase("PROGRAM") && (to || tokens.get(i).equalsIgnoreCase("FROM"));
            if (program || (to && next.equals("''"))) {
                return true;
            }
        }
        return false;
    }
}
