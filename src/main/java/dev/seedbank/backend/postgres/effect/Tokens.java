package dev.seedbank.backend.postgres.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A place in a statement's words and symbols, which moves on. Not thread-safe. */
final class Tokens {
    private final List<String> tokens;
    private int at;

    Tokens(List<String> tokens) {
        this.tokens = tokens;
    }

    boolean isAtEnd() {
        return at >= tokens.size();
    }

    String peek() {
        return isAtEnd() ? "" : tokens.get(at);
    }

    String next() {
        var token = peek();
        at++;
        return token;
    }

    /** Moves past these words if they follow, in any case. */
    boolean take(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).equalsIgnoreCase(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    /** Moves past the first of these that follows. */
    boolean takeOneOf(String... words) {
        for (var word : words) {
            if (take(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether these words follow one another somewhere from here on, outside of parentheses. */
    boolean has(String... words) {
        return copy().takeFrom(words);
    }

    /** Moves behind the first place where these words follow one another, outside of parentheses. */
    boolean takeFrom(String... words) {
        int start = at;
        while (!isAtEnd()) {
            if (take(words)) {
                return true;
            }
            skip();
        }
        at = start;
        return false;
    }

    /** Moves past one, or past all of a pair of parentheses. */
    void skip() {
        int depth = 0;
        do {
            switch (next()) {
                case "(" -> depth++;
                case ")" -> depth--;
                default -> {}
            }
        } while (depth > 0 && !isAtEnd());
    }

    /**
     * A name with its schema, if it has one, as the server writes it: what has no quotes is in lower case. Empty if no name follows.
     */
    String name() {
        var name = new StringBuilder();
        do {
            if (!isName(peek())) {
                return "";
            }
            name.append(name.isEmpty() ? "" : ".").append(folded(next()));
        } while (take("."));
        return name.toString();
    }

    private static boolean isName(String token) {
        return !token.isEmpty()
                && (token.startsWith("\"") || Character.isLetter(token.charAt(0)) || token.startsWith("_"));
    }

    private static String folded(String part) {
        return part.startsWith("\"") ? part : part.toLowerCase(Locale.ROOT);
    }

    /** What is between commas that are outside of parentheses, from here to the end. */
    List<Tokens> split() {
        var parts = new ArrayList<Tokens>();
        int start = at;
        while (!isAtEnd()) {
            if (peek().equals(",")) {
                parts.add(new Tokens(tokens.subList(start, at)));
                start = at + 1;
            }
            skip();
        }
        parts.add(new Tokens(tokens.subList(Math.min(start, tokens.size()), tokens.size())));
        return parts;
    }

    /** All that follow, each behind which a parenthesis opens: what may be the name of a function. */
    List<String> calls() {
        var names = new ArrayList<String>();
        for (int i = at; i + 1 < tokens.size(); i++) {
            if (tokens.get(i + 1).equals("(")) {
                names.add(unquoted(tokens.get(i)));
            }
        }
        return names;
    }

    static String unquoted(String name) {
        return name.startsWith("\"") && name.length() > 1
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : folded(name);
    }

    /** The first three words, with a name's schema: {@code alter table public.users}. */
    String beginning() {
        var words = new StringBuilder();
        int count = 0;
        for (int i = 0;
                i < tokens.size() && (isName(tokens.get(i)) || tokens.get(i).equals("."));
                i++) {
            boolean joined =
                    tokens.get(i).equals(".") || (i > 0 && tokens.get(i - 1).equals("."));
            count += joined ? 0 : 1;
            if (count > 3) {
                break;
            }
            words.append(joined || i == 0 ? "" : " ").append(tokens.get(i));
        }
        return words.toString();
    }

    Tokens copy() {
        var copy = new Tokens(tokens);
        copy.at = at;
        return copy;
    }
}
