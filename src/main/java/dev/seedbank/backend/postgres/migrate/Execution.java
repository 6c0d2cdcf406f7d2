package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.script.ScriptStatements;
import dev.seedbank.backend.postgres.script.Statement;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
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
    /** As applications have it, but for time limits, which are not meant for this. */
    private static final String LOCAL_SETTINGS = """
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

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Session session;
    private final Blockers blockers;
    /** The server's process behind the session; behind a pooler it may change with each transaction. */
    private int process;

    Execution(Session session, Blockers blockers) {
        this.session = session;
        this.blockers = blockers;
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

    /** Begins a transaction with the role's own settings. */
    void begin(Duration lockTimeout) {
        session.begin("");
        session.run(LOCAL_SETTINGS + "set local lock_timeout = " + lockTimeout.toMillis());
        process = backend();
    }

    private int backend() {
        return (int) session.number("select pg_catalog.pg_backend_pid()");
    }

    /** For statements outside of a transaction. Behind a pooler the limits would stay with a connection that serves others next. */
    void limitLocks(Duration lockTimeout) {
        if (session.greeting().pooled()) {
            return;
        }
        session.run("set statement_timeout = 0");
        session.run("set lock_timeout = " + lockTimeout.toMillis());
        process = backend();
    }

    /**
     * @throws Locked if it waited for a lock for too long
     * @throws SQLException if the server refuses it
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
            if (PostgresErrors.state(e).equals(LOCK_NOT_AVAILABLE)) {
                throw new Locked(blockers.seen(), e);
            }
            throw e;
        } finally {
            blockers.stop();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var one = session.connection().createStatement()) {
            one.setEscapeProcessing(false);
            one.execute(sql);
        }
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
    static Failure failure(String file, Statement statement, String place, String state, SQLException e) {
        var translated = PostgresErrors.translate(e);
        var what = "%s:%d: %s failed: %s".formatted(file, line(statement, e), place, translated.getMessage());
        return translated instanceof ConnectionFailed
                ? new ConnectionFailed(what, "Run seedbank migrate again: it finds out what was done.", e)
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
