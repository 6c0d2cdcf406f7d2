package dev.seedbank.backend.postgres.connection;

import dev.seedbank.config.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/** Opens connections to a store's database, over its direct URL, each with the same settings. */
public final class PostgresConnector {
    private static final String GREETING = """
            select pg_catalog.current_setting('search_path'), pg_catalog.current_setting('server_version'), pg_catalog.current_database(),
                pg_catalog.current_setting('server_version_num')::int, pg_catalog.current_setting('standard_conforming_strings')::boolean,
                pg_catalog.pg_backend_pid();
            """;

    /** Less than the time in which a command that is interrupted has to end. */
    private static final int SECONDS_TO_CANCEL = 2;

    private static final Duration CANCEL = Duration.ofSeconds(2);

    private final StoreSettings settings;
    private final PostgresUrl url;
    private final List<Session> sessions = new CopyOnWriteArrayList<>();

    public PostgresConnector(StoreSettings settings) {
        this(settings, PostgresUrl.of(settings));
    }

    private PostgresConnector(StoreSettings settings, PostgresUrl url) {
        this.settings = settings;
        this.url = url;
    }

    /** To another database of the same server, as the same user. */
    public PostgresConnector to(String database) {
        return new PostgresConnector(settings, new PostgresUrl(url.hosts(), database, true, url.properties()));
    }

    public Session open() {
        return open(url.properties(), true);
    }

    /** Opens a connection that sends text to the server as it is, without splitting it: many statements are one message. */
    public Session openUnsplit() {
        var properties = new Properties();
        properties.putAll(url.properties());
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        return open(properties, true);
    }

    /**
     * Opens a connection that has the settings of the role and the database, as applications have them, and sends text to the server
     * as it is, without splitting it.
     *
     * @param application what the server shows as its name
     */
    public Session openPlain(String application) {
        var properties = new Properties();
        properties.putAll(url.properties());
        PGProperty.APPLICATION_NAME.set(properties, application);
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, SECONDS_TO_CANCEL);
        return open(properties, false);
    }

    private Session open(Properties properties, boolean settled) {
        var connection = connect(properties);
        try {
            var session = new Session(connection, greet(connection, settled), settled);
            sessions.add(session);
            return session;
        } catch (SQLException e) {
            close(connection);
            throw PostgresErrors.translate(e);
        }
    }

    /**
     * One round trip for all of it. A pooler makes up the process that it names at the beginning, because it may be another one for
     * each transaction; the settings would stay with a process that serves others next.
     */
    private static Session.Greeting greet(Connection connection, boolean settled) throws SQLException {
        int process = connection.unwrap(PGConnection.class).getBackendPID();
        try (var statement = connection.createStatement()) {
            statement.execute(settled ? GREETING + SessionSettings.of(process) : GREETING);
            try (var result = statement.getResultSet()) {
                result.next();
                return new Session.Greeting(
                        result.getString(1),
                        result.getString(2),
                        result.getString(3),
                        result.getInt(4),
                        result.getBoolean(5),
                        result.getInt(6) != process);
            }
        }
    }

    /** The server's processes behind all that was opened here. */
    List<Long> processes() {
        return sessions.stream().map(Session::process).toList();
    }

    /** Where it connects to, without who. */
    public String address() {
        return url.server();
    }

    public PostgresUrl url() {
        return url;
    }

    /**
     * From any thread: cuts all that was opened here. A statement of a user's own is ended on the server first, which would go on with it
     * until it has an answer to send; a server that does not answer to that gets a moment, however many sessions there are.
     */
    public void abort() {
        var cancels = sessions.stream()
                .map(it -> Thread.ofPlatform().daemon().name("cancel").start(it::cancel))
                .toList();
        long end = System.nanoTime() + CANCEL.toNanos();
        try {
            for (var cancel : cancels) {
                cancel.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sessions.forEach(Session::abort);
    }

    private Connection connect(Properties properties) {
        try {
            var connection = WarmDriver.DRIVER.connect(url.jdbc(), properties);
            if (connection == null) {
                throw new IllegalStateException("The driver did not take a URL of its own scheme");
            }
            return connection;
        } catch (SQLException e) {
            throw ConnectionErrors.translate(e, settings.name(), url);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was of no use anyway.
        }
    }
}
