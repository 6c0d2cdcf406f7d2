package dev.seedbank.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A PostgreSQL URL in its parts.
 *
 * @param parameters what follows the question mark; empty for none
 */
record PostgresUrl(String user, String password, String host, int port, String database, String parameters) {
    static PostgresUrl local(int port, String user, String password) {
        return new PostgresUrl(user, password, "127.0.0.1", port, "postgres", "");
    }

    static PostgresUrl parse(String url) {
        var uri = URI.create(url);
        var credentials = uri.getRawUserInfo() == null ? "postgres" : uri.getRawUserInfo();
        int colon = credentials.indexOf(':');
        var path = uri.getRawPath();
        return new PostgresUrl(
                decode(colon < 0 ? credentials : credentials.substring(0, colon)),
                colon < 0 ? "" : decode(credentials.substring(colon + 1)),
                uri.getHost(),
                uri.getPort() < 0 ? 5432 : uri.getPort(),
                path.length() < 2 ? "postgres" : decode(path.substring(1)),
                uri.getRawQuery() == null ? "" : uri.getRawQuery());
    }

    PostgresUrl withDatabase(String other) {
        return new PostgresUrl(user, password, host, port, other, parameters);
    }

    PostgresUrl withUser(String otherUser, String otherPassword) {
        return new PostgresUrl(otherUser, otherPassword, host, port, database, parameters);
    }

    /**
     * For the test's own eyes: values print in one way, whatever the server's defaults and the time zone of this JVM.
     * What Seedbank does has to hold under the server's defaults, so they are set for this connection only.
     */
    Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        var query = parameters.isEmpty() ? "" : "?" + parameters;
        var connection = DriverManager.getConnection(
                "jdbc:postgresql://" + host + ":" + port + "/" + encode(database) + query, properties);
        try (var statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'; set intervalstyle = postgres; set bytea_output = hex");
        }
        return connection;
    }

    @Override
    public String toString() {
        var query = parameters.isEmpty() ? "" : "?" + parameters;
        return "postgresql://" + encode(user) + ":" + encode(password) + "@" + host + ":" + port + "/"
                + encode(database) + query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
