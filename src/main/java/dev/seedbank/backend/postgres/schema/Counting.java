package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Counts rows, up to a million. What cannot be counted, because this role may not read it for one, ends no transaction.
 *
 * @param session in a transaction
 */
record Counting(Session session) {
    private static final int ENOUGH = 1_000_000;

    /** @param state of the refusal, if there is no count */
    record Count(Optional<Long> rows, String state, String reason) {}

    Count of(String table, String condition) {
        return attempt(
                "select count(*) from (select from %s where %s limit %d) x".formatted(table, condition, ENOUGH + 1));
    }

    /** Empty if they cannot be counted. */
    Optional<Long> rows(String table, String condition) {
        return of(table, condition).rows;
    }

    private Count attempt(String query) {
        session.run("savepoint counting");
        try (var statement = session.connection().createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            var count = rows.getLong(1);
            session.run("release savepoint counting");
            return new Count(Optional.of(count), "", "");
        } catch (SQLException e) {
            session.run("rollback to savepoint counting");
            return new Count(Optional.empty(), PostgresErrors.state(e), PostgresErrors.reason(e));
        }
    }

    /** {@code 1 row}, {@code more than 1,000,000 rows}; empty for none. */
    static String words(long count, String unit) {
        if (count > ENOUGH) {
            return "more than %,d %ss".formatted(ENOUGH, unit);
        }
        return count == 0 ? "" : "%,d %s%s".formatted(count, unit, count == 1 ? "" : "s");
    }

    /** {@code "email"}: a bare name reads as a word. */
    static String quoted(String column) {
        return column.startsWith("\"") ? column : '"' + column + '"';
    }
}
