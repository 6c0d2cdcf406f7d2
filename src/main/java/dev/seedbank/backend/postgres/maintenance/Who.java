package dev.seedbank.backend.postgres.maintenance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose a session is, as far as the role may see it. */
record Who(
        @Nullable String user,
        @Nullable String application,
        @Nullable String state,
        @Nullable String query) {
    private static final int SHOWN = 60;

    /** Of {@code pg_stat_activity a}. */
    static final String COLUMNS =
            "a.usename, nullif(a.application_name, ''), a.state, left(a.query, " + StatementText.READ + ")";

    /** @param first the number of the first of its columns */
    static Who of(ResultSet row, int first) throws SQLException {
        return new Who(
                row.getString(first), row.getString(first + 1), row.getString(first + 2), row.getString(first + 3));
    }

    /** {@code user ada, application psql, idle in transaction}. */
    String words() {
        var words = Stream.of(named("user ", user), named("application ", application), named("", state))
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "another user's" : words;
    }

    private static String named(String before, @Nullable String value) {
        return value == null || value.equals("active") ? "" : before + value;
    }

    /** Its beginning, without values. */
    String statement() {
        return query == null || query.isBlank() ? "?" : StatementText.of(query, SHOWN);
    }
}
