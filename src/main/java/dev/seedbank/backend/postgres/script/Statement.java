package dev.seedbank.backend.postgres.script;

import java.io.Reader;
import java.util.List;
import java.util.Optional;

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

    public Statement {
        tokens = List.copyOf(tokens);
    }
}
