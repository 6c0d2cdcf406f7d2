package dev.seedbank.faults;

import dev.seedbank.testing.Waiting;
import java.sql.Connection;
import java.sql.SQLException;

/** A lock on a table of a {@link PostgresScene}, at which a command comes to stand in the middle of its work. */
final class Blockade implements AutoCloseable {
    private final PostgresScene scene;
    private final Connection connection;

    /** @param locking the statement that takes it */
    Blockade(PostgresScene scene, String locking) throws SQLException {
        this.scene = scene;
        connection = scene.database().connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(locking);
        }
    }

    /** Waits until a session stands there. */
    void awaitSomebody() {
        Waiting.until(
                "a session waits for the lock",
                () -> !scene.database()
                        .query(
                                "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                        .isEmpty());
    }

    @Override
    public void close() {
        lift();
    }

    /** Lets them go on. */
    void lift() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server has gone, and the lock with it.
        }
    }
}
