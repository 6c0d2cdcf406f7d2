package dev.seedbank.backend.postgres;

import dev.seedbank.backend.ChangeState;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;

/** What the server itself knows about who it is and which transactions it committed; any role may ask. */
final class ChangeTracking {
    private static final String TRANSACTION_ID = "[0-9]{1,19}";
    /** "transaction ID … is in the future" */
    private static final String INVALID_PARAMETER = "22023";

    private ChangeTracking() {}

    /** The cluster's identifier, which its replicas share, and the database's number in it; empty where the server keeps it to itself. */
    static String databaseId(Session session) {
        try {
            return session.first(
                            "select system_identifier || '/' || d.oid from pg_control_system(), pg_database d "
                                    + "where d.datname = current_database()",
                            row -> row.getString(1))
                    .orElse("");
        } catch (OperationFailed e) { // not allowed, or not known to what only speaks PostgreSQL's protocol
            return "";
        }
    }

    /** @param token of {@link Session#transactionId()} */
    static ChangeState state(Session session, String token) {
        if (!token.matches(TRANSACTION_ID)) {
            return ChangeState.UNKNOWN;
        }
        try {
            var status = session.first("select coalesce(pg_xact_status(?::xid8), '')", row -> row.getString(1), token);
            return switch (status.orElse("")) {
                case "committed" -> ChangeState.COMMITTED;
                case "aborted" -> ChangeState.ROLLED_BACK;
                case "in progress" -> ChangeState.IN_PROGRESS;
                default -> ChangeState.UNKNOWN;
            };
        } catch (OperationFailed e) {
            // A server that has yet to come to this number was set back to an earlier time, or is a copy of then.
            boolean future = e.getCause() instanceof SQLException sql
                    && PostgresErrors.state(sql).equals(INVALID_PARAMETER);
            return future ? ChangeState.ROLLED_BACK : ChangeState.UNKNOWN;
        }
    }
}
