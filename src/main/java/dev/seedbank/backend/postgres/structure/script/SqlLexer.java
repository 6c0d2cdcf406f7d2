package dev.seedbank.backend.postgres.structure.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a statement as the server does (PostgreSQL manual, 4.1 Lexical Structure, with {@code standard_conforming_strings} on), for
 * text that somebody may have written to deceive. What servers of different versions, or the driver, might cut differently is
 * refused instead of guessed at: Seedbank never writes such text.
 */
final class SqlLexer {
    /** What a token is. */
    enum Kind {
        /** An unquoted word, in upper case. */
        WORD,
        /** A quoted name, without its quotes. */
        NAME,
        /** What a string holds, as far as it can be told without working out its escapes. */
        STRING,
        /** A number, or one character of anything else. */
        OTHER
    }

    /** One piece; comments and space are none. */
    record Token(Kind kind, String text) {
        boolean is(String wordOrSymbol) {
            return (kind == Kind.WORD || kind == Kind.OTHER) && text.equals(wordOrSymbol);
        }

        /** An unquoted word or a quoted name, as the server stores it. */
        String name() {
            return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : text;
        }
    }

    /** The text cannot be cut safely; the message says what is in the way. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String what) {
            super(what);
        }
    }

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private SqlLexer(String sql) {
        this.sql = sql;
    }

    static List<Token> tokens(String sql) throws Unclear {
        var lexer = new SqlLexer(sql);
        while (lexer.position < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() throws Unclear {
        char c = sql.charAt(position);
        if (isSpace(c)) {
            position++;
        } else if (at("--")) {
            skipLine();
        } else if (at("/*")) {
            skipComment();
        } else if (c == '\'') {
            string(false);
        } else if (c == '"') {
            add(Kind.NAME, quoted('"', false));
        } else if (c == '$') {
            dollar();
        } else if (isWordStart(c)) {
            word();
        } else if (isDigit(c)) {
            number();
        } else if (c == '\\') {
            throw new Unclear("a backslash outside of a string");
        } else {
            add(Kind.OTHER, String.valueOf(c));
            position++;
        }
    }

    private void add(Kind kind, String text) {
        tokens.add(new Token(kind, text));
    }

    private boolean at(String text) {
        return sql.startsWith(text, position);
    }

    private void skipLine() {
        while (position < sql.length() && sql.charAt(position) != '\n' && sql.charAt(position) != '\r') {
            position++;
        }
    }

    /** Comments nest. */
    private void skipComment() throws Unclear {
        int depth = 0;
        do {
            if (at("/*")) {
                depth++;
                position += 2;
            } else if (at("*/")) {
                depth--;
                position += 2;
            } else {
                position++;
            }
            if (position >= sql.length() && depth > 0) {
                throw new Unclear("a comment that does not end");
            }
        } while (depth > 0);
    }

    /** Two strings with nothing but space between them would be one string, and escapes of the first hold in the second. */
    private void string(boolean escapes) throws Unclear {
        if (!tokens.isEmpty() && tokens.getLast().kind() == Kind.STRING) {
            throw new Unclear("two strings side by side");
        }
        add(Kind.STRING, quoted('\'', escapes));
    }

    private String quoted(char quote, boolean escapes) throws Unclear {
        var text = new StringBuilder();
        for (position++; position < sql.length(); position++) {
            char c = sql.charAt(position);
            if (c == quote) {
                if (position + 1 == sql.length() || sql.charAt(position + 1) != quote) {
                    position++;
                    return text.toString();
                }
                position++;
            } else if (escapes && c == '\\') {
                position++;
                if (position == sql.length()) {
                    break;
                }
                c = sql.charAt(position);
            }
            text.append(c);
        }
        throw new Unclear("a quote that does not end");
    }

    /** A parameter such as {@code $1}, or a string. Servers read {@code $1$} and {@code $1a} in different ways. */
    private void dollar() throws Unclear {
        int end = position + 1;
        while (end < sql.length() && isDigit(sql.charAt(end))) {
            end++;
        }
        if (end > position + 1 && (end == sql.length() || !isWordPart(sql.charAt(end)))) {
            add(Kind.OTHER, sql.substring(position, end));
            position = end;
        } else {
            dollarQuoted();
        }
    }

    private void dollarQuoted() throws Unclear {
        int end = position + 1;
        while (end < sql.length() && sql.charAt(end) != '$' && isWordPart(sql.charAt(end))) {
            end++;
        }
        boolean isTag = end < sql.length()
                && sql.charAt(end) == '$'
                && (end == position + 1 || !isDigit(sql.charAt(position + 1)));
        if (!isTag) {
            throw new Unclear("a dollar sign that begins no string");
        }
        var tag = sql.substring(position, end + 1);
        int close = sql.indexOf(tag, end + 1);
        if (close < 0) {
            throw new Unclear("a quote that does not end");
        }
        add(Kind.STRING, sql.substring(end + 1, close));
        position = close + tag.length();
    }

    private void word() throws Unclear {
        int start = position;
        while (position < sql.length() && isWordPart(sql.charAt(position))) {
            position++;
        }
        var word = sql.substring(start, position);
        boolean beforeQuote = at("'");
        if (beforeQuote && word.equalsIgnoreCase("E")) {
            string(true);
        } else if (word.equalsIgnoreCase("U") && (at("&'") || at("&\""))) {
            throw new Unclear("Unicode escapes (U&)");
        } else {
            add(Kind.WORD, upper(word));
        }
    }

    /** Servers read {@code 1$a$} in different ways. */
    private void number() throws Unclear {
        int start = position;
        while (position < sql.length() && (isWordPart(sql.charAt(position)) && sql.charAt(position) != '$')) {
            position++;
        }
        if (at("$")) {
            throw new Unclear("a dollar sign behind a number");
        }
        add(Kind.OTHER, sql.substring(start, position));
    }

    /** The server folds only what is ASCII, whatever the language of this machine. */
    private static String upper(String word) {
        var text = new StringBuilder(word);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                text.setCharAt(i, (char) (c - 'a' + 'A'));
            }
        }
        return text.toString();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || c == '$';
    }
}
