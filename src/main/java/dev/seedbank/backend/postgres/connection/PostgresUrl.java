package dev.seedbank.backend.postgres.connection;

import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * A libpq URL, {@code postgresql://user:password@host:port,host2/database?sslmode=require}, as the JDBC driver wants it.
 * Defaults are libpq's: the operating system's user, a database of the user's name, {@code localhost:5432}. Parameters of
 * other clients (Prisma's {@code schema}, {@code pgbouncer} …) are left out, because the same URL serves the application.
 *
 * @param named whether the URL says which database it is, so that it is not just the user's
 */
public record PostgresUrl(List<String> hosts, String database, boolean named, Properties properties) {
    private static final int CONNECT_SECONDS = 10;

    private static final Set<String> SERVERS_OWN =
            Set.of("template0", "template1", "rdsadmin", "cloudsqladmin", "azure_maintenance", "azure_sys");

    /** libpq's names for what the driver calls otherwise; all others of the URL are left out. */
    private static final Map<String, PGProperty> PARAMETERS = Map.ofEntries(
            Map.entry("user", PGProperty.USER),
            Map.entry("password", PGProperty.PASSWORD),
            Map.entry("sslmode", PGProperty.SSL_MODE),
            Map.entry("sslrootcert", PGProperty.SSL_ROOT_CERT),
            Map.entry("sslcert", PGProperty.SSL_CERT),
            Map.entry("sslkey", PGProperty.SSL_KEY),
            Map.entry("sslpassword", PGProperty.SSL_PASSWORD),
            Map.entry("sslnegotiation", PGProperty.SSL_NEGOTIATION),
            Map.entry("connect_timeout", PGProperty.CONNECT_TIMEOUT),
            Map.entry("application_name", PGProperty.APPLICATION_NAME),
            Map.entry("options", PGProperty.OPTIONS),
            Map.entry("channel_binding", PGProperty.CHANNEL_BINDING),
            Map.entry("gssencmode", PGProperty.GSS_ENC_MODE),
            Map.entry("krbsrvname", PGProperty.KERBEROS_SERVER_NAME),
            Map.entry("gsslib", PGProperty.GSS_LIB));

    private static final Map<String, String> SESSION_TARGETS = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    /** @throws UsageFailure naming the store, if the URL is none */
    public static PostgresUrl of(StoreSettings settings) {
        try {
            return parse(settings.administrationUrl().secret());
        } catch (UsageFailure e) {
            var what = String.valueOf(e.getMessage()).replaceFirst("^The", "the");
            throw Where.at(Where.Key.STORE, settings.name())
                    .of(new UsageFailure(
                            ErrorCode.SETTINGS, "Store '%s': %s".formatted(settings.name(), what), e.advice(), null));
        }
    }

    static PostgresUrl parse(String url) {
        var rest = url.substring(url.indexOf("://") + 3);
        var query = parameters(after(rest, '?'));
        rest = before(rest, '?');
        var path = after(rest, '/');
        var authority = before(rest, '/');
        // The last @, because passwords in the wild hold unescaped ones.
        int at = authority.lastIndexOf('@');
        boolean cutShort = path.contains("@") || before(after(url, '?'), '=').contains("@");
        if (at < 0 && cutShort && authority.contains(":")) {
            throw new UsageFailure(
                    "The database URL has a special character in its password, such as / or ?",
                    "Write / as %2F, ? as %3F, # as %23 and @ as %40 in it.");
        }
        var login = at < 0 ? "" : authority.substring(0, at);
        var properties = new Properties();
        set(properties, PGProperty.USER, decode(before(login, ':')));
        set(properties, PGProperty.PASSWORD, decode(after(login, ':')));
        apply(query, properties);
        if (url.startsWith("jdbc:") && !query.containsKey("sslmode") && isOn(query.get("ssl"))) {
            PGProperty.SSL_MODE.set(properties, "verify-full"); // what it means to the JDBC driver
        }
        if (PGProperty.USER.getOrDefault(properties) == null) {
            PGProperty.USER.set(properties, System.getProperty("user.name"));
        }
        var database = decode(path).isEmpty() ? query.getOrDefault("dbname", "") : decode(path);
        boolean named = !database.isEmpty();
        if (!named) {
            database = properties.getProperty(PGProperty.USER.getName());
        }
        return new PostgresUrl(hosts(authority.substring(at + 1), query), database, named, properties);
    }

    private static boolean isOn(@Nullable String flag) {
        return flag != null && (flag.isEmpty() || flag.equals("true"));
    }

    /** For the driver; user, password and everything else are in {@link #properties()}. */
    String jdbc() {
        return "jdbc:postgresql://" + String.join(",", hosts) + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Whether a database is the server's own, or of the service that runs it. {@code postgres} is, too, unless this URL names
     * it: some projects have nothing else.
     */
    public boolean isServersOwn(String connected) {
        boolean onPurpose = named && database.equals(connected);
        return SERVERS_OWN.contains(connected) || (connected.equals("postgres") && !onPurpose);
    }

    /** For messages: where we tried to go, without who. */
    String server() {
        return String.join(", ", hosts);
    }

    String user() {
        return properties.getProperty(PGProperty.USER.getName(), "");
    }

    boolean hasPassword() {
        return properties.containsKey(PGProperty.PASSWORD.getName());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return server() + "/" + database;
    }

    private static void apply(Map<String, String> query, Properties properties) {
        PGProperty.APPLICATION_NAME.set(properties, "seedbank");
        // Without it the driver sets the name by a statement of its own, in case the server is older than that.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        // A transaction pooler may give each transaction another server, which does not know our prepared statements.
        PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        query.forEach((name, value) -> {
            var property = PARAMETERS.get(name);
            if (property != null && !value.isEmpty()) {
                set(properties, property, value);
            }
        });
        if (query.getOrDefault("sslrootcert", "").equals("system")) {
            properties.remove(PGProperty.SSL_ROOT_CERT.getName());
            PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.DefaultJavaSSLFactory");
            PGProperty.SSL_MODE.set(properties, "verify-full");
        }
        var target = SESSION_TARGETS.get(query.getOrDefault("target_session_attrs", ""));
        if (target != null) {
            PGProperty.TARGET_SERVER_TYPE.set(properties, target);
        }
    }

    private static List<String> hosts(String authority, Map<String, String> query) {
        var named = decode(authority).isEmpty() ? query.getOrDefault("host", "localhost") : authority;
        var port = query.getOrDefault("port", "5432");
        var hosts = new ArrayList<String>();
        for (var part : named.split(",", -1)) {
            var host = decode(part);
            if (host.startsWith("/")) {
                throw new UsageFailure(
                        "The database URL names a Unix socket, which Seedbank does not support",
                        "Use the server's TCP address, such as postgresql://user@localhost:5432/database.");
            }
            hosts.add(withPort(host.isEmpty() ? "localhost" : host, port));
        }
        return List.copyOf(hosts);
    }

    private static String withPort(String host, String port) {
        boolean bareIpv6 = !host.startsWith("[") && host.indexOf(':') != host.lastIndexOf(':');
        var bracketed = bareIpv6 ? '[' + host + ']' : host;
        int colon = bracketed.indexOf(':', bracketed.indexOf(']') + 1);
        if (colon < 0) {
            return checked(bracketed, port);
        }
        var own = bracketed.substring(colon + 1);
        return checked(bracketed.substring(0, colon), own.isEmpty() ? port : own);
    }

    private static String checked(String host, String port) {
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
            throw new UsageFailure(
                    "The database URL has no valid port for the host " + host,
                    "Write it as postgresql://user:password@host:5432/database; percent-encode special characters.");
        }
        return host + ":" + port;
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var part : query.split("&", -1)) {
            if (!part.isEmpty()) {
                parameters.put(decode(before(part, '=')), decode(after(part, '=')));
            }
        }
        return parameters;
    }

    private static void set(Properties properties, PGProperty property, String value) {
        if (!value.isEmpty()) {
            properties.setProperty(property.getName(), value);
        }
    }

    /** Percent signs only: in a URL of libpq a plus is a plus. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UsageFailure(
                    "The database URL has a percent sign that does not start a percent-encoded character",
                    "Write a percent sign itself as %25."); // without the cause, which quotes it
        }
    }

    private static String before(String text, char separator) {
        int at = text.indexOf(separator);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String after(String text, char separator) {
        int at = text.indexOf(separator);
        return at < 0 ? "" : text.substring(at + 1);
    }
}
