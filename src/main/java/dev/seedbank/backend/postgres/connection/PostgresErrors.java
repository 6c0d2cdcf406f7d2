package dev.seedbank.backend.postgres.connection;

import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server refuses, as failures: SQLSTATE decides what to advise (PostgreSQL manual, Appendix A). */
public final class PostgresErrors {
    static final String READ_ONLY =
            "It is a standby, or default_transaction_read_only is on: for the server, the database or this role.";

    /** Characters of a long message that are shown. */
    private static final int HEAD = 250;

    private static final int TAIL = 50;

    private PostgresErrors() {}

    public static Failure translate(SQLException e) {
        return translate(e, "");
    }

    /** @param what what was being done or on what, such as {@code users: row 3}; may be empty */
    public static Failure translate(SQLException e, String what) {
        var state = state(e);
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new ConnectionFailed(
                    prefix(what) + "the connection to the server was lost: " + reason(e),
                    "What was not committed was rolled back by the server. Try again.",
                    e);
        }
        return new OperationFailed(code(state), prefix(what) + reason(e), advice(e), e);
    }

    public static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    /** What the server itself said; for a batch the driver wraps it, together with the statement and its values. */
    public static Optional<ServerErrorMessage> server(SQLException e) {
        for (var one = e; one != null; one = one.getNextException()) {
            if (one instanceof PSQLException known && known.getServerErrorMessage() != null) {
                return Optional.of(known.getServerErrorMessage());
            }
        }
        return e.getCause() instanceof SQLException cause ? server(cause) : Optional.empty();
    }

    /** The server's message and detail in one line; without statements and positions, which mean nothing to the user. */
    public static String reason(SQLException e) {
        var server = server(e);
        if (server.isEmpty()) {
            return oneLine(String.valueOf(e.getMessage()));
        }
        // For a row that breaks a CHECK or NOT NULL the detail is the row itself: long, and nobody's business.
        boolean wholeRow = state(e).equals("23514") || state(e).equals("23502");
        var detail = wholeRow ? null : server.get().getDetail();
        var message = String.valueOf(server.get().getMessage());
        return oneLine(detail == null ? message : message + ": " + detail);
    }

    private static ErrorCode code(String state) {
        return switch (state) {
            case "55P03" -> ErrorCode.LOCKED;
            case "42701", "42710", "42723", "42P06", "42P07" -> ErrorCode.EXISTS;
            default -> state.startsWith("22") || state.startsWith("23") ? ErrorCode.DATA_REJECTED : ErrorCode.FAILED;
        };
    }

    private static String advice(SQLException e) {
        var state = state(e);
        return switch (state) {
            case "42501" ->
                isRowSecurity(e)
                        ? "Use a superuser or a role with BYPASSRLS: with FORCE ROW LEVEL SECURITY the owner needs it too."
                        : "The URL's role lacks the privilege. Use one that owns the tables.";
            case "55P03" -> ""; // the command line knows what it waited for
            case "57014" -> "The statement was cancelled, and its transaction rolled back.";
            case "40001", "40P01" -> "Another transaction was in the way. Try again.";
            // shared memory is for locks, but only the server's HINT, in its language, says so
            case "53200" -> "If it is out of shared memory, raise its max_locks_per_transaction and restart it.";
            case "53100" -> "The server's disk is full.";
            case "25006" -> READ_ONLY;
            default -> state.startsWith("23") ? "Correct the data; nothing of this run was kept." : "";
        };
    }

    /** By the server's function, because its message is in the language of the server. */
    private static boolean isRowSecurity(SQLException e) {
        return server(e)
                .map(ServerErrorMessage::getRoutine)
                .filter("check_enable_rls"::equals)
                .isPresent();
    }

    private static String prefix(String what) {
        return what.isEmpty() ? "" : what + ": ";
    }

    /** A value of a megabyte, which the server repeats in full, is cut in its middle: what the server says of it stands at both ends. */
    private static String oneLine(String text) {
        var line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        if (line.codePointCount(0, line.length()) <= HEAD + TAIL) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, HEAD))
                + "…"
                + line.substring(line.offsetByCodePoints(line.length(), -TAIL));
    }
}
