package dev.seedbank.backend.postgres.migrate;

import java.io.Reader;
import java.util.Optional;

/**
 * One statement of a script.
 *
 * @param line of the file at which it begins, from 1
 * @param sql without the semicolon at its end, and without the comments before it
 * @param data what follows a {@code COPY … FROM stdin}, up to its {@code \.}; to be read before the next statement is asked for
 */
record Statement(int line, String sql, StatementWords words, Optional<Reader> data) {}
