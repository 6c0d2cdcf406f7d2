package dev.seedbank.backend.postgres.connection;

import dev.seedbank.backend.StatementLog;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/**
 * One connection with the settings of {@link PostgresConnector}; what the server refuses becomes a {@link Failure} here.
 * Not thread-safe.
 */
public final class Session implements AutoCloseable {
    /** Makes a value of a result's current row. */
    @FunctionalInterface
    public interface Row<T extends @Nullable Object> {
        T of(ResultSet row) throws SQLException;
    }

    /** Rows of a result that are in memory at once, where a transaction is open; without one the driver reads all. */
    public static final int FETCHED = 500;

    private final Connection connection;
    private final Greeting greeting;
    private final long process;
    /** What is sent instead of a statement without parameters. */
    private UnaryOperator<String> words = UnaryOperator.identity();
    /** Whether our settings hold outside of transactions, too. */
    private final boolean settled;
    /** Whether an interruption ends its statements on the server. */
    private volatile boolean cancelled;

    /**
     * What the server said when it was connected to.
     *
     * @param searchPath the role's and the database's, which {@link SessionSettings} empty
     * @param version as people read it
     * @param number as programs compare it, such as 180001
     * @param standardStrings whether a backslash in a plain string is itself, as the role and the database have it
     * @param pooled whether a pooler is in between: each transaction may be on another connection to the server
     */
    public record Greeting(
            String searchPath, String version, String database, int number, boolean standardStrings, boolean pooled) {}

    /** @param settled whether it is to have {@link SessionSettings}; otherwise those of the role and the database */
    Session(Connection connection, Greeting greeting, boolean settled) throws SQLException {
        this.connection = connection;
        this.greeting = greeting;
        this.settled = settled;
        this.cancelled = !settled; // its statements are a user's own
        this.process = connection.unwrap(PGConnection.class).getBackendPID();
    }

    public Greeting greeting() {
        return greeting;
    }

    /** The number of the server's process behind it; behind a pooler it may be another's. */
    public long process() {
        return process;
    }

    public Connection connection() {
        return connection;
    }

    /** Begins a transaction; {@code mode} as after {@code begin}, such as {@code isolation level repeatable read}. */
    public void begin(String mode) {
        translated(() -> open(mode));
    }

    /** Begins a transaction by statements of the caller's, the last of which does so, in one round trip. */
    public void beginBy(String statements) {
        translated(() -> {
            execute(statements);
            connection.setAutoCommit(false);
        });
    }

    private void open(String mode) throws SQLException {
        execute("begin " + mode);
        // Behind a pooler this process of the server knows nothing of them yet.
        execute(SessionSettings.local());
        connection.setAutoCommit(false);
    }

    private interface Work<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    /**
     * Behind a pooler our settings may not stay with a connection that serves others next, so that what is outside of a transaction
     * gets one for itself.
     */
    private <T extends @Nullable Object> T inSettings(Work<T> work) throws SQLException {
        if (!settled || !greeting.pooled || !connection.getAutoCommit()) {
            return work.run();
        }
        open("");
        try {
            var result = work.run();
            connection.commit();
            return result;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Begins to read what another session's transaction reads, which is still open and has {@link #exportSnapshot exported} it. */
    public void beginIn(String snapshot) {
        begin("isolation level repeatable read read only; set transaction snapshot '" + snapshot + "'");
    }

    /** The name of the transaction's snapshot, for {@link #beginIn}; not allowed after a savepoint. */
    public String exportSnapshot() {
        return first("select pg_export_snapshot()", row -> row.getString(1)).orElseThrow();
    }

    /** Of the transaction that is open; from now on it has one. The server can be asked for its state even after its session. */
    public String transactionId() {
        return first("select pg_current_xact_id()::text", row -> row.getString(1))
                .orElseThrow();
    }

    /** @throws OperationFailed if the transaction may not write: a standby, or {@code default_transaction_read_only} is on */
    public void requireWritable() {
        if (test("select current_setting('transaction_read_only')::boolean")) {
            throw new OperationFailed("The database is read-only", PostgresErrors.READ_ONLY);
        }
    }

    /** By the driver, which notices if the server rolls back instead. */
    public void commit() {
        translated(() -> {
            connection.commit();
            connection.setAutoCommit(true);
        });
    }

    /** For the way out after a failure: says nothing if the connection is gone, because then the server has rolled back. */
    public void rollback() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // The failure that led here is the one to report.
        }
    }

    private interface Step {
        void run() throws SQLException;
    }

    private static void translated(Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            throw PostgresErrors.translate(e);
        }
    }

    /**
     * The search path that applications see, until the transaction ends: functions behind checks, triggers and defaults may
     * count on it. Ours is empty otherwise, so that all names in the server's answers are qualified.
     */
    public void useOwnSearchPath() {
        run("select pg_catalog.set_config('search_path', ?, true)", greeting.searchPath);
    }

    public void useEmptySearchPath() {
        run("set local search_path = ''");
    }

    /** Runs one statement, or several without parameters. */
    public void run(String sql, Object... parameters) {
        translated(() -> inSettings(() -> {
            execute(sql, parameters);
            return null;
        }));
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        if (parameters.length == 0) {
            runAsIs(sql);
        } else {
            timed(sql, () -> {
                try (var statement = prepare(sql, parameters)) {
                    return statement.execute();
                }
            });
        }
    }

    /** From now on sends what this makes of a statement that has no parameters and gives no rows. */
    public void rewrite(UnaryOperator<String> statements) {
        words = statements;
    }

    /** Runs a statement of a user's own; what the server refuses comes out as it is, for callers who find out more. */
    public void runAsIs(String sql) throws SQLException {
        timed(sql, () -> {
            try (var statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                return statement.execute(words.apply(sql));
            }
        });
    }

    private static <T extends @Nullable Object> T timed(String sql, Work<T> work) throws SQLException {
        if (!StatementLog.isOn()) {
            return work.run();
        }
        long begin = System.nanoTime();
        try {
            return work.run();
        } finally {
            StatementLog.statement(sql, System.nanoTime() - begin);
        }
    }

    /**
     * Runs a statement outside of a transaction, and gives the warnings that come with it: a server that leaves a part of the work out
     * may say so in no other way.
     */
    public List<String> runHearing(String sql) {
        try {
            return timed(sql, () -> {
                try (var statement = connection.createStatement()) {
                    statement.setEscapeProcessing(false);
                    statement.execute(sql);
                    return warnings(statement.getWarnings());
                }
            });
        } catch (SQLException e) {
            throw PostgresErrors.translate(e);
        }
    }

    /** Without notices, which are of class 00. */
    private static List<String> warnings(@Nullable SQLWarning first) {
        var warnings = new ArrayList<String>();
        for (var one = first; one != null; one = one.getNextWarning()) {
            if (PostgresErrors.state(one).startsWith("01")) {
                warnings.add(PostgresErrors.reason(one));
            }
        }
        return warnings;
    }

    /**
     * Runs one statement that changes rows; what the server refuses comes out as it is, for callers who find out more.
     *
     * @return how many
     */
    public long change(String sql) throws SQLException {
        return timed(sql, () -> {
            try (var statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                return statement.executeLargeUpdate(sql);
            }
        });
    }

    /** Runs a statement that may be refused without ending the transaction; the refusal is the result. */
    public Optional<Failure> attempt(String sql) {
        run("savepoint attempt");
        try {
            run(sql);
            run("release savepoint attempt");
            return Optional.empty();
        } catch (Failure e) {
            run("rollback to savepoint attempt");
            return Optional.of(e);
        }
    }

    public <T> List<T> query(String sql, Row<T> map, Object... parameters) {
        try {
            return inSettings(() -> rows(sql, map, parameters));
        } catch (SQLException e) {
            throw PostgresErrors.translate(e);
        }
    }

    private <T> List<T> rows(String sql, Row<T> map, Object... parameters) throws SQLException {
        return timed(sql, () -> read(sql, map, parameters));
    }

    private <T> List<T> read(String sql, Row<T> map, Object... parameters) throws SQLException {
        try (var statement = prepare(sql, parameters);
                var result = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(map.of(result));
            }
            return rows;
        }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> first(String sql, Row<T> map, Object... parameters) {
        return query(sql, map, parameters).stream().findFirst();
    }

    public long number(String sql, Object... parameters) {
        return first(sql, row -> row.getLong(1), parameters).orElseThrow();
    }

    public boolean test(String sql, Object... parameters) {
        return first(sql, row -> row.getBoolean(1), parameters).orElse(false);
    }

    public CopyOut copyOut(String sql) throws SQLException {
        return timed(
                sql, () -> connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql));
    }

    /** What a {@link #copyOut} sends. */
    public CopyRows rows(CopyOut copy) throws SQLException {
        return new CopyRows(connection.unwrap(BaseConnection.class), copy);
    }

    public CopyIn copyIn(String sql) throws SQLException {
        return timed(
                sql, () -> connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
    }

    /** From now on an interruption ends its statements on the server, too, which would go on with them. */
    public void mayTakeLong() {
        cancelled = true;
    }

    /** From any thread: ends the statement that runs, if it is one that may take as long as it likes. */
    void cancel() {
        if (cancelled) {
            try {
                connection.unwrap(PGConnection.class).cancelQuery();
            } catch (SQLException e) {
                // Then it is cut only.
            }
        }
    }

    /** From any thread: whoever waits for the server's answer gets an error instead, and the server rolls back. */
    public void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone, which is what was wanted.
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing is left to be done with it, and the server ends its side by itself.
        }
    }

    /** Collections become arrays: of {@code bigint} for numbers, else of {@code text}. */
    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setFetchSize(FETCHED);
        for (int i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case Collection<?> many -> {
                    boolean numbers = many.stream().allMatch(Long.class::isInstance);
                    statement.setArray(i + 1, connection.createArrayOf(numbers ? "int8" : "text", many.toArray()));
                }
                default -> statement.setObject(i + 1, parameters[i]);
            }
        }
        return statement;
    }
}
