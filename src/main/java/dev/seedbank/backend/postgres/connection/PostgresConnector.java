package dev.seedbank.backend.postgres.connection;

import dev.seedbank.config.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.postgresql.PGProperty;

/** Opens connections to a store's database, over its direct URL, each with the same settings. */
public final class PostgresConnector {
    /**
     * What makes the server's text of a value exact, unambiguous and the same everywhere, and what keeps time limits of the
     * role or the database, meant for applications, away from long work. {@code row_security = off} makes a read that would
     * silently leave out rows an error.
     */
    static final String SETTINGS = """
            set time zone 'UTC';
            set datestyle = 'ISO, YMD';
            set intervalstyle = 'postgres';
            set bytea_output = 'hex';
            set extra_float_digits = 3;
            set lc_monetary = 'C';
            set array_nulls = on;
            set xmloption = 'content';
            set quote_all_identifiers = off;
            set standard_conforming_strings = on;
            set check_function_bodies = off;
            set row_security = off;
            set synchronize_seqscans = off;
            set statement_timeout = 0;
            set lock_timeout = '30s';
            set idle_in_transaction_session_timeout = 0;
            select set_config('transaction_timeout', '0', false) where current_setting('transaction_timeout', true) is not null;
            set search_path = '';
            """;

    private static final String GREETING = """
            select current_setting('search_path'), current_setting('server_version'), current_database(),
                current_setting('server_version_num')::int;
            """;

    private final StoreSettings settings;
    private final PostgresUrl url;
    private final List<Session> sessions = new CopyOnWriteArrayList<>();

    public PostgresConnector(StoreSettings settings) {
        this.settings = settings;
        this.url = PostgresUrl.of(settings);
    }

    public Session open() {
        return open(url.properties(), SETTINGS);
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
        return open(properties, "");
    }

    private Session open(Properties properties, String settings) {
        var connection = connect(properties);
        try {
            var session = new Session(connection, greet(connection, settings));
            sessions.add(session);
            return session;
        } catch (SQLException e) {
            close(connection);
            throw PostgresErrors.translate(e);
        }
    }

    /** One round trip for all of it. */
    private static Session.Greeting greet(Connection connection, String settings) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(GREETING + settings);
            try (var result = statement.getResultSet()) {
                result.next();
                return new Session.Greeting(
                        result.getString(1), result.getString(2), result.getString(3), result.getInt(4));
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

    /** From any thread: cuts all that was opened here. */
    public void abort() {
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
