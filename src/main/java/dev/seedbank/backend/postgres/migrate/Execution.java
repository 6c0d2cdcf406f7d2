package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.FailedRun;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.script.ScriptStatements;
import dev.seedbank.backend.postgres.script.Statement;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.copy.CopyIn;

/** Runs single statements in a session, and tells what became of one that failed. */
final class Execution {
    /** As applications have it, whatever scripts before this one have set. */
    private static final String DEFAULTS = """
            reset session authorization;
            reset role;
            reset all;
            """;

    /** Time limits are not meant for this. */
    private static final String NO_LIMITS = """
            set statement_timeout = 0;
            set idle_in_transaction_session_timeout = 0;
            set idle_session_timeout = 0;
            """;

    private static final int KNOWS_TRANSACTION_TIMEOUT = 170_000;

    /** The same within a transaction, where nothing may outlast it: behind a pooler others come next. */
    private static final String LOCAL_DEFAULTS = """
            set local time zone default;
            set local datestyle to default;
            set local intervalstyle to default;
            set local bytea_output to default;
            set local extra_float_digits to default;
            set local lc_monetary to default;
            set local array_nulls to default;
            set local xmloption to default;
            set local quote_all_identifiers to default;
            set local standard_conforming_strings to default;
            set local check_function_bodies to default;
            set local row_security to default;
            set local synchronize_seqscans to default;
            set local search_path to default;
            """;

    /** Whatever the role has by default: the lease's row, which each transaction looks at, changes while it runs. */
    private static final String READ_COMMITTED = "isolation level read committed";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Session session;
    private final String application;
    private final Blockers blockers;
    private final Duration lockTimeout;
    /** The server's process behind the session; behind a pooler it may change with each transaction. */
    private int process;

    /** Whether the session has the script's settings, so that its transactions need not bring them. */
    private boolean prepared;

    /**
     * @param application the session's name, by which others see that this run still works
     * @param lockTimeout how long a statement waits for a lock
     */
    Execution(Session session, String application, Blockers blockers, Duration lockTimeout) {
        this.session = session;
        this.application = application;
        this.blockers = blockers;
        this.lockTimeout = lockTimeout;
    }

    Session session() {
        return session;
    }

    /** Split as the session will read them. */
    ScriptStatements statements(Script script) {
        return new ScriptStatements(script, session.greeting().standardStrings());
    }

    /** A statement could not get a lock in time. What ran in its transaction is rolled back; it can be tried again. */
    static final class Locked extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Optional<String> blocker;
        private final SQLException refusal;

        Locked(Optional<String> blocker, SQLException cause) {
            super(cause);
            this.blocker = blocker;
            this.refusal = cause;
        }

        /** What the server said. */
        SQLException refusal() {
            return refusal;
        }

        Optional<String> blocker() {
            return blocker;
        }
    }

    /**
     * Begins a transaction. It has the role's own settings, and what the script has set since it began, unless a pooler is in between:
     * then only what it sets in this transaction.
     */
    void begin() {
        if (session.greeting().pooled()) {
            session.begin(READ_COMMITTED);
            session.run(LOCAL_DEFAULTS + "set local lock_timeout = " + lockTimeout.toMillis());
            process = (int) session.number("select pg_catalog.pg_backend_pid()");
        } else {
            session.beginBy((prepared ? "" : settings()) + "begin " + READ_COMMITTED);
            process = (int) session.process();
        }
    }

    /** Before a script that is more than one transaction. Behind a pooler the settings would stay with a connection that serves others next. */
    void prepare() {
        if (!session.greeting().pooled()) {
            session.run(settings());
            process = (int) session.process();
            prepared = true;
        }
    }

    private String settings() {
        var limits = session.greeting().number() < KNOWS_TRANSACTION_TIMEOUT
                ? NO_LIMITS
                : NO_LIMITS + "set transaction_timeout = 0;";
        return "%s%sset lock_timeout = %d;".formatted(DEFAULTS, limits, lockTimeout.toMillis());
    }

    /**
     * The role that was logged in with, until the transaction ends: the history is this one's, whoever the script works as. Behind a
     * pooler nothing that the script has set may stay with a connection that serves others next.
     */
    void useOwnRole() {
        session.run(
                session.greeting().pooled()
                        ? "%sset application_name = '%s'".formatted(DEFAULTS, application)
                        : "set local role to default");
    }

    /** For what keeps nobody out while it waits; behind a pooler, as the role has it. */
    void waitForLocks(boolean forEver) {
        if (!session.greeting().pooled()) {
            session.run("set lock_timeout = " + (forEver ? 0 : lockTimeout.toMillis()));
        }
    }

    /**
     * @throws Locked if it waited for a lock for too long
     * @throws SQLException if the server refuses it
     * @throws Interrupted if it was cancelled, because the user stopped this run
     */
    void run(Statement statement, String file) throws Locked, SQLException {
        blockers.watch(process);
        try {
            if (statement.data().isPresent()) {
                copy(statement, statement.data().get(), file);
            } else {
                execute(statement.sql());
            }
        } catch (SQLException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new Interrupted("Interrupted while a statement ran", "", e);
            }
            if (PostgresErrors.state(e).equals(LOCK_NOT_AVAILABLE)) {
                throw new Locked(blockers.seen(), e);
            }
            throw e;
        } finally {
            blockers.stop();
        }
    }

    private void execute(String sql) throws SQLException {
        session.runAsIs(sql);
    }

    private void copy(Statement statement, Reader data, String file) throws SQLException {
        var copy = session.copyIn(statement.sql());
        try {
            send(data, copy);
            copy.endCopy();
        } catch (IOException e) {
            throw new OperationFailed("%s cannot be read: %s".formatted(file, e.getMessage()), "", e);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(Reader data, CopyIn copy) throws IOException, SQLException {
        var encoder = StandardCharsets.UTF_8.newEncoder();
        var characters = CharBuffer.allocate(1 << 14);
        boolean more = true;
        while (more) {
            more = data.read(characters) >= 0;
            characters.flip();
            var bytes = java.nio.ByteBuffer.allocate((int) (characters.remaining() * encoder.maxBytesPerChar()) + 4);
            encoder.encode(characters, bytes, !more);
            characters.compact();
            copy.writeToCopy(bytes.array(), 0, bytes.position());
        }
    }

    /**
     * What a refused statement means.
     *
     * @param state what is true now, such as {@code Nothing of it was applied}
     */
    static Failure failure(Script script, Statement statement, String place, String state, SQLException e) {
        var translated = PostgresErrors.translate(e);
        var what = "%s:%d: %s failed: %s".formatted(script.file(), line(statement, e), place, translated.getMessage());
        return translated instanceof ConnectionFailed
                ? new ConnectionFailed(what, new FailedRun(script.direction()).unknown(), e)
                : new OperationFailed(
                        translated.code(),
                        what,
                        "%s %s".formatted(state, translated.advice()).strip(),
                        e);
    }

    /** Of the file: where the server says that the mistake is, or where the statement begins. */
    private static int line(Statement statement, SQLException e) {
        int position = PostgresErrors.server(e).map(it -> it.getPosition()).orElse(0);
        var before = statement
                .sql()
                .substring(
                        0, Math.min(Math.max(0, position - 1), statement.sql().length()));
        return statement.line() + (int) before.chars().filter(c -> c == '\n').count();
    }
}
