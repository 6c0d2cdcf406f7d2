package dev.seedbank.config;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A database's URL, secrets and all. {@link #toString()} leaves the secrets out, so that one which ends up in a message
 * does no harm; {@link #secret()} is for drivers only.
 */
public final class ConnectionUrl {
    private static final String MASK = "***";
    private static final String SEPARATOR = "://";
    private static final String JDBC = "jdbc:";

    /** Everything up to the last {@code @}, because passwords in the wild hold unescaped ones, and slashes and question marks. */
    private static final Pattern USER = Pattern.compile("([^:/?#@]*)(:?).*", Pattern.DOTALL);

    private static final Pattern HOST = Pattern.compile("(?:\\[[0-9A-Fa-f:.%]*]|[^:\\[\\]]*)(?::[0-9]{0,5})?");
    private static final Pattern HARMLESS_VALUE = Pattern.compile("[A-Za-z0-9_.,:/%+*-]*");

    /** Parameters whose values are shown; those of any other name may be secret. In lower case. */
    private static final Set<String> HARMLESS = Set.of(
            "appname",
            "application_name",
            "authmechanism",
            "authsource",
            "binary_parameters",
            "channel_binding",
            "compressors",
            "connect_timeout",
            "connection_limit",
            "connecttimeoutms",
            "currentschema",
            "dbname",
            "directconnection",
            "gssencmode",
            "heartbeatfrequencyms",
            "host",
            "hostaddr",
            "journal",
            "keepalives",
            "loadbalanced",
            "localthresholdms",
            "maxidletimems",
            "maxpoolsize",
            "maxstalenessseconds",
            "minpoolsize",
            "pgbouncer",
            "pool_timeout",
            "port",
            "prepared_statements",
            "readconcernlevel",
            "readpreference",
            "readpreferencetags",
            "replicaset",
            "require_auth",
            "retryreads",
            "retrywrites",
            "schema",
            "search_path",
            "serverselectiontimeoutms",
            "servermonitoringmode",
            "sockettimeoutms",
            "srvmaxhosts",
            "srvservicename",
            "ssl",
            "sslcert",
            "sslcrl",
            "sslinvalidhostnameallowed",
            "sslkey",
            "sslmode",
            "sslnegotiation",
            "sslrootcert",
            "statement_cache_size",
            "statement_timeout",
            "target_session_attrs",
            "targetservertype",
            "timeoutms",
            "tls",
            "tlsallowinvalidcertificates",
            "tlsallowinvalidhostnames",
            "tlscafile",
            "tlscertificatekeyfile",
            "tlsinsecure",
            "user",
            "uuidrepresentation",
            "w",
            "waitqueuetimeoutms",
            "wtimeoutms",
            "zlibcompressionlevel");

    private final String text;
    private final String scheme;

    private ConnectionUrl(String text, String scheme) {
        this.text = text;
        this.scheme = scheme;
    }

    /** @throws UsageFailure if there is no scheme; {@code where} says which setting it is */
    public static ConnectionUrl of(String text, String where) {
        var trimmed = text.strip();
        int colon = trimmed.indexOf(SEPARATOR);
        if (colon < 1) {
            throw new UsageFailure(
                    ErrorCode.SETTINGS,
                    where + " is not a database URL",
                    "Write it as postgresql://user:password@host:5432/database or mongodb://host:27017/database.",
                    null);
        }
        var scheme = trimmed.substring(0, colon).toLowerCase(Locale.ROOT);
        return new ConnectionUrl(trimmed, scheme.equals(JDBC + "postgresql") ? "postgresql" : scheme);
    }

    /** A text that ought to be no URL, without what may be secret if it is one all the same. */
    static String cut(String text) {
        int colon = text.indexOf(SEPARATOR);
        return colon < 0 ? text : text.substring(0, colon) + SEPARATOR + MASK;
    }

    /** In lower case; {@code postgresql} also for {@code jdbc:postgresql}, which Java programs have. */
    public String scheme() {
        return scheme;
    }

    /** The whole URL with its password, for the driver. Never shown, logged or stored. */
    public String secret() {
        return text;
    }

    /** The URL with {@code ***} for passwords and other secrets. */
    @Override
    public String toString() {
        return masked(text);
    }

    /** A text that may be a URL, whole or broken, with {@code ***} for what may be secret in it. */
    static String masked(String text) {
        int separator = text.indexOf(SEPARATOR);
        if (separator < 0) {
            return text;
        }
        var scheme = text.substring(0, separator + SEPARATOR.length());
        var rest = text.substring(scheme.length());
        int at = rest.lastIndexOf('@');
        var login = at < 0 ? "" : login(rest.substring(0, at)) + "@";
        int parameters = rest.indexOf('?');
        if (parameters >= 0 && parameters < at && rest.substring(parameters, at).contains("=")) {
            return scheme + login + MASK; // the @ may as well stand in a parameter, and what follows it, too
        }
        var place = rest.substring(at + 1);
        int query = place.indexOf('?');
        return query < 0
                ? scheme + login + hosts(place)
                : scheme + login + hosts(place.substring(0, query)) + "?" + parameters(place.substring(query + 1));
    }

    private static String login(String login) {
        var user = USER.matcher(login);
        user.matches();
        if (!user.group(2).isEmpty()) {
            return user.group(1) + ":" + MASK;
        }
        return user.group(1).length() == login.length() ? login : MASK;
    }

    /** Where the {@code @} was forgotten, a password stands for the port. */
    private static String hosts(String place) {
        int slash = place.indexOf('/');
        var authority = slash < 0 ? place : place.substring(0, slash);
        for (var host : authority.split(",", -1)) {
            if (!HOST.matcher(host).matches()) {
                int colon = authority.indexOf(':');
                return (colon < 0 ? "" : authority.substring(0, colon + 1)) + MASK;
            }
        }
        int fragment = place.indexOf('#');
        return fragment < 0 ? place : place.substring(0, fragment + 1) + MASK;
    }

    private static String parameters(String query) {
        var shown = new StringBuilder();
        for (var parameter : query.split("[&;]", -1)) {
            int equals = parameter.indexOf('=');
            var name = equals < 0 ? "" : parameter.substring(0, equals);
            boolean harmless = HARMLESS.contains(name.toLowerCase(Locale.ROOT))
                    && HARMLESS_VALUE.matcher(parameter.substring(equals + 1)).matches();
            shown.append(shown.isEmpty() ? "" : "&");
            shown.append(harmless || parameter.isEmpty() ? parameter : parameterName(name) + MASK);
        }
        return shown.toString();
    }

    private static String parameterName(String name) {
        return name.matches("[A-Za-z0-9_.-]+") ? name + "=" : "";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectionUrl that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
