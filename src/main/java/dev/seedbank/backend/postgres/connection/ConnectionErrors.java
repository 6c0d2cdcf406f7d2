package dev.seedbank.backend.postgres.connection;

import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.Failure;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;

/** Why there is no connection: each reason that a user can act on has words of its own, without any secret. */
final class ConnectionErrors {
    /** As Java puts it before the message of a cause. */
    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z0-9]+\\.)+[A-Z]\\w*: ");

    private ConnectionErrors() {}

    static Failure translate(SQLException e, String store, PostgresUrl url) {
        var words = words(e, url);
        var what = "Store '%s': %s".formatted(store, words.what);
        return words.passing
                ? ConnectionFailed.passing(what, words.advice, e)
                : new ConnectionFailed(what, words.advice, e);
    }

    /** {@code passing}: as {@link ConnectionFailed#passing()} has it. */
    private record Words(String what, String advice, boolean passing) {
        Words(String what, String advice) {
            this(what, advice, false);
        }
    }

    private static Words words(SQLException e, PostgresUrl url) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        var message = firstLine(e);
        var encryption = encryption(message, url);
        if (encryption != null) {
            return encryption;
        }
        return switch (state) {
            case "28P01" -> wrongPassword(url);
            case "28000" ->
                new Words(
                        "the server %s does not let the user '%s' in: %s".formatted(url.server(), url.user(), message),
                        "Check the user in the URL, and the server's pg_hba.conf.");
            case "08004" ->
                url.hasPassword()
                        ? new Words(
                                "the server %s refused the connection: %s".formatted(url.server(), message),
                                "Check the URL.")
                        : new Words(
                                "the server %s asks for a password and the URL has none".formatted(url.server()),
                                "Write it as postgresql://user:password@host:5432/database, or keep it in ~/.pgpass.");
            case "3D000" ->
                new Words(
                        "there is no database '%s' on the server %s".formatted(url.database(), url.server()),
                        "Check the name in the URL, or create it: createdb %s".formatted(url.database()));
            case "53300" ->
                new Words(
                        "the server %s has no connection to spare: %s".formatted(url.server(), message),
                        "Close other connections, or raise max_connections, or the CONNECTION LIMIT of the role or the database.",
                        true);
            case "57P03" ->
                new Words(
                        "the server %s is starting up or shutting down".formatted(url.server()),
                        "Try again in a moment.",
                        true);
            default -> unreachable(e, url, message);
        };
    }

    private static Words wrongPassword(PostgresUrl url) {
        return new Words(
                "wrong password for the user '%s' on the server %s".formatted(url.user(), url.server()),
                "Check user and password in the URL; percent-encode characters such as @ : / in them.");
    }

    private static Words unreachable(SQLException e, PostgresUrl url, String message) {
        if (cause(e, UnknownHostException.class) != null) {
            return new Words("there is no host %s".formatted(url.server()), "Check the host's name in the URL.", true);
        }
        if (cause(e, SocketTimeoutException.class) != null) {
            return new Words(
                    "the server %s does not answer in time".formatted(url.server()),
                    "Check address and firewall, or allow more time with ?connect_timeout=60.",
                    true);
        }
        if (cause(e, ConnectException.class) != null || cause(e, NoRouteToHostException.class) != null) {
            return new Words(
                    "no PostgreSQL server listens at %s".formatted(url.server()),
                    "Start it, or check host and port in the URL.",
                    true);
        }
        // A proxy in front of a server that is not up yet accepts and closes.
        boolean cut = cause(e, EOFException.class) != null || cause(e, SocketException.class) != null;
        return new Words(
                "cannot connect to %s: %s".formatted(url.server(), message), "Check the URL and the server.", cut);
    }

    /** The server's and the driver's words differ by version and provider; what they have in common is looked for. */
    private static @Nullable Words encryption(String message, PostgresUrl url) {
        var lower = message.toLowerCase(Locale.ROOT);
        boolean plain = lower.contains("no encryption") || lower.contains("ssl off") || lower.contains("is insecure");
        if (plain) {
            return new Words(
                    "the server %s does not let the user '%s' in without encryption"
                            .formatted(url.server(), url.user()),
                    "Add ?sslmode=require to the URL, or check the server's pg_hba.conf.");
        }
        // The driver says this one, in the language of the process.
        if (lower.contains("does not support ssl") || message.contains(GT.tr("The server does not support SSL."))) {
            return new Words(
                    "the server %s has no TLS, and the URL asks for it".formatted(url.server()),
                    "Use sslmode=disable in the URL, or turn on TLS in the server.");
        }
        return null;
    }

    private static String firstLine(SQLException e) {
        var server = e instanceof PSQLException known ? known.getServerErrorMessage() : null;
        var text = server != null && server.getMessage() != null ? server.getMessage() : e.getMessage();
        var tls = cause(e, SSLException.class);
        var line = (text == null ? "" : text).lines().findFirst().orElse("no reason given");
        if (tls == null || tls.getMessage() == null) {
            return line;
        }
        return "TLS: " + CLASS_NAME.matcher(tls.getMessage()).replaceAll("");
    }

    private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
