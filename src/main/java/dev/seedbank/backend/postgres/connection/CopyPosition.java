package dev.seedbank.backend.postgres.connection;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * Where in a COPY the server stopped: its context says {@code COPY users, line 12, column age: "x"}, in the server's own
 * language. A line is a row, because we write no newline inside of one.
 *
 * @param row from 1, in this COPY
 * @param column null if the row as a whole was refused
 */
public record CopyPosition(long row, @Nullable String column) {
    private static final Pattern LINE =
            Pattern.compile("^[^0-9]*([0-9]+)(?:, \\S+ (.+?))?(?:\\s?:.*)?$", Pattern.DOTALL);

    /** @param table its name without the schema */
    public static Optional<CopyPosition> of(ServerErrorMessage message, String table) {
        var start = "COPY " + table + ", ";
        var context = message.getWhere() == null ? "" : message.getWhere();
        int at = context.indexOf(start);
        if (at < 0) {
            return Optional.empty();
        }
        // A trigger's or a function's context stands above; what follows the line is of no interest here.
        var line = context.substring(at + start.length()).lines().findFirst().orElse("");
        return Optional.of(LINE.matcher(line))
                .filter(java.util.regex.Matcher::matches)
                .map(found -> new CopyPosition(
                        Long.parseLong(found.group(1)), found.group(2) != null ? found.group(2) : message.getColumn()));
    }
}
