package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.Interrupted;
import java.sql.SQLException;
import java.time.Duration;

/** Runs statements about indexes: those that keep nobody out for as long as they take, the others with little patience, often. */
final class IndexStatements implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Whoever waits for a strong lock keeps all others waiting behind it. */
    private static final String BRIEF = "begin; set local lock_timeout = '3s'; set local statement_timeout = 0; ";

    private final Session session;
    private final Duration patience;

    /** @param session with the settings of the role; closed with this */
    IndexStatements(Session session, Duration patience) {
        this.session = session;
        this.patience = patience;
        if (!session.greeting().pooled()) {
            session.run("set lock_timeout = 0; set statement_timeout = 0; set idle_session_timeout = 0");
        }
    }

    long process() {
        return session.process();
    }

    /** {@code CONCURRENTLY} waits for transactions to end and lets everybody work meanwhile. */
    void patient(String sql) throws SQLException {
        session.change(sql);
    }

    void brief(String sql) {
        try {
            tryBrief(sql);
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, sql);
        }
    }

    void tryBrief(String sql) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                session.change(BRIEF + sql + "; commit");
                return;
            } catch (SQLException e) {
                rollBack();
                if (!PostgresErrors.state(e).equals(LOCK_NOT_AVAILABLE) || System.nanoTime() >= end) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** If the connection is lost, the server does. */
    private void rollBack() {
        try {
            session.change("rollback");
        } catch (SQLException e) {
            // What led here is the failure to report.
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("Interrupted while waiting for a lock", "");
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
