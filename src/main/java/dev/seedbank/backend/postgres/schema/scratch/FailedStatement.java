package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.PostgresErrors;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.ServerErrorMessage;

/**
 * A statement that the server refused.
 *
 * @param position in its text, from 0
 */
record FailedStatement(DeclaredStatement statement, SQLException error, int position) {
    /** Those of a definition that another statement cannot make right: syntax, privileges, names that are taken. */
    private static final Set<String> FINAL = Set.of(
            "42601", "42501", "42602", "42622", "42939", "42P03", "42P04", "42P05", "42P06", "42P07", "42701", "42710",
            "42712", "42723", "42725");

    /** Besides those about definitions: values of an enum, states of an object, what blocks raise. */
    private static final Set<String> PASSING =
            Set.of("3F000", "22P02", "22023", "55P04", "55000", "2BP01", "P0001", "P0002", "P0003");

    /** Whether others that are yet to come may be what it lacks. */
    boolean mayWait() {
        var state = PostgresErrors.state(error);
        return PASSING.contains(state) || (state.startsWith("42") && !FINAL.contains(state));
    }

    String words() {
        var reason = endsTransaction()
                ? "the server finds a statement here that ends the transaction, which files may not do"
                : PostgresErrors.reason(error);
        return "%s: %s".formatted(statement.place(position), reason);
    }

    /** What runs a statement refuses that; the server's own words tell how it is run. */
    private boolean endsTransaction() {
        return PostgresErrors.state(error).equals("0A000")
                && PostgresErrors.server(error)
                        .map(ServerErrorMessage::getRoutine)
                        .filter("exec_stmt_dynexecute"::equals)
                        .isPresent();
    }
}
