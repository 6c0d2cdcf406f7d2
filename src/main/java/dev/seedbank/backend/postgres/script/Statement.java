package dev.seedbank.backend.postgres.script;

import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One statement of a script.
 *
 * @param line of the file at which it begins, from 1
 * @param sql without the semicolon at its end, and without the comments before it
 * @param tokens its words and numbers as they are written, quoted names with their quotes, symbols one by one, and {@code ''} for each
 *     string; {@value #MAX_TOKENS} at most
 * @param data what follows a {@code COPY … FROM stdin}, up to its {@code \.}; to be read before the next statement is asked for
 */
public record Statement(int line, String sql, StatementWords words, List<String> tokens, Optional<Reader> data) {
    /** More than a {@code COPY} with a list of columns has. */
    static final int MAX_TOKENS = 8000;

    /** Without one of these words, a block cannot end a transaction, in whatever language it is. */
    private static final Pattern ENDS = Pattern.compile("commit|rollback|call", Pattern.CASE_INSENSITIVE);

    private static final Pattern ENCODING = Pattern.compile(
            "(?:client_encoding\\s*(?:=|\\bto\\b)|\\bnames\\b)\\s*['\"]?([\\w-]+)", Pattern.CASE_INSENSITIVE);

    public Statement {
        tokens = List.copyOf(tokens);
    }

    /** The encoding that it sets for what client and server say, in upper case without hyphens and underscores: {@code LATIN1}. */
    public Optional<String> encoding() {
        if (!words.setsEncoding()) {
            return Optional.empty();
        }
        var found = ENCODING.matcher(sql);
        return found.find()
                ? Optional.of(found.group(1).toUpperCase(Locale.ROOT).replaceAll("[-_]", ""))
                : Optional.empty();
    }

    /** Whether it may commit parts of what it does, by code that it runs. */
    public boolean mayCommit() {
        return words.word(0).equals("CALL")
                || (words.word(0).equals("DO") && ENDS.matcher(sql).find());
    }

    /** Whether it can be in no transaction that somebody else has begun. */
    public boolean controlsTransactions() {
        return words.needsNoTransaction() || words.controlsTransaction() || mayCommit();
    }
}
