package dev.seedbank.backend.postgres.schema.scratch;

import java.util.List;

/**
 * A statement of a file that creates something.
 *
 * @param file for messages
 * @param line at which it begins, from 1
 * @param creates the last part of the name of what it creates, as the server knows it; empty if it only changes something
 * @param names all that it mentions, in the same form
 * @param settings the statements of the file that decide how it is read
 */
record DeclaredStatement(
        String file,
        int line,
        String sql,
        LoadPhase phase,
        String creates,
        List<String> names,
        List<FileSetting> settings) {
    /**
     * {@code schema/users.sql:12}, of the place in it where the server found something.
     *
     * @param position in characters from 0; negative if the server named none
     */
    String place(int position) {
        int at = Math.clamp(position, 0, sql.codePointCount(0, sql.length()));
        var before = sql.substring(0, sql.offsetByCodePoints(0, at));
        return "%s:%d"
                .formatted(
                        file, line + (int) before.chars().filter(c -> c == '\n').count());
    }

    DeclaredStatement in(LoadPhase other) {
        return new DeclaredStatement(file, line, sql, other, creates, names, settings);
    }
}
