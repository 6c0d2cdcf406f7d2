package dev.seedbank.backend.postgres;

import dev.seedbank.backend.Collection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.postgresql.util.ServerErrorMessage;

/**
 * Where in a COPY the server stopped: its context says {@code COPY users, line 12, column age: "x"}, in the server's own
 * language. A line is a row, because we write no newline inside of one.
 */
final class CopyContext {
    private static final Pattern LINE =
            Pattern.compile("^[^0-9]*([0-9]+)(?:, \\S+ (.+?))?(?:\\s?:.*)?$", Pattern.DOTALL);

    private CopyContext() {}

    /** {@code users: row 12: column age}, or as much of it as is known; a constraint's name where there is one. */
    static String where(SQLException e, Collection table) {
        var where = new StringBuilder(table.label("."));
        PostgresErrors.server(e).ifPresent(message -> {
            place(message, table, where);
            if (message.getConstraint() != null) {
                where.append(": ").append(message.getConstraint());
            }
        });
        return where.toString();
    }

    private static void place(ServerErrorMessage message, Collection table, StringBuilder where) {
        var start = "COPY " + table.name() + ", ";
        var context = message.getWhere() == null ? "" : message.getWhere();
        int at = context.indexOf(start);
        if (at < 0) {
            return;
        }
        // A trigger's or a function's context stands above; what follows the line is of no interest here.
        var line = context.substring(at + start.length()).lines().findFirst().orElse("");
        var found = LINE.matcher(line);
        if (found.matches()) {
            where.append(": row ").append(found.group(1));
            var column = found.group(2) != null ? found.group(2) : message.getColumn();
            if (column != null) {
                where.append(": column ").append(column);
            }
        }
    }
}
