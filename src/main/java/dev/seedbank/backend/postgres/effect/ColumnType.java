package dev.seedbank.backend.postgres.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A type as a statement writes it.
 *
 * @param base without modifiers
 */
record ColumnType(String base, List<Integer> modifiers) {
    static ColumnType of(Tokens tokens) {
        var base = new StringBuilder(tokens.name());
        addWord(tokens, base, "PRECISION");
        addWord(tokens, base, "VARYING");
        var modifiers = tokens.peek().equals("(") ? modifiers(tokens) : List.<Integer>of();
        if (base.toString().startsWith("time")) {
            for (var zone : List.of("WITH", "WITHOUT")) {
                if (tokens.take(zone, "TIME", "ZONE")) {
                    base.append(' ').append(zone.toLowerCase(Locale.ROOT)).append(" time zone");
                }
            }
        }
        while (tokens.take("[")) {
            while (!tokens.isAtEnd() && !tokens.take("]")) {
                tokens.next();
            }
            base.append("[]");
        }
        return new ColumnType(base.toString(), modifiers);
    }

    private static void addWord(Tokens tokens, StringBuilder base, String word) {
        if (tokens.take(word)) {
            base.append(' ').append(word.toLowerCase(Locale.ROOT));
        }
    }

    private static List<Integer> modifiers(Tokens tokens) {
        var found = new ArrayList<Integer>();
        for (var token = tokens.next(); !tokens.isAtEnd() && !token.equals(")"); token = tokens.next()) {
            if (token.matches("[0-9]{1,9}")) {
                found.add(Integer.parseInt(token));
            }
        }
        return found;
    }

    /** Whether its values come from a sequence of its own. */
    boolean isSerial() {
        return base.matches("(small|big)?serial[248]?");
    }
}
