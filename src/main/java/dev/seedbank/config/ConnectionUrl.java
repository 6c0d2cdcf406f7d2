package dev.seedbank.config;

import dev.seedbank.failure.UsageFailure;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A database's URL, secrets and all. {@link #toString()} leaves the secrets out, so that one which ends up in a message
 * does no harm; {@link #secret()} is for drivers only.
 */
public final class ConnectionUrl {
    /** Greedy up to the last {@code @} before the path, because a password in the wild may hold an unescaped one. */
    private static final Pattern PASSWORD = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://[^:/?#@]*):[^/?#]*@");

    private static final Pattern PASSWORD_LOOSE = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://[^:/?#@]*):.*@");
    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "(?i)([?&](?:[a-z_]*password|[a-z]*secret[a-z]*|[a-z]*token|authMechanismProperties)=)[^&]*");

    private final String text;
    private final String scheme;

    private ConnectionUrl(String text, String scheme) {
        this.text = text;
        this.scheme = scheme;
    }

    /** @throws UsageFailure if there is no scheme; {@code where} says which setting it is */
    public static ConnectionUrl of(String text, String where) {
        var trimmed = text.strip();
        int colon = trimmed.indexOf("://");
        if (colon < 1) {
            throw new UsageFailure(
                    where + " is not a database URL",
                    "Write it as postgresql://user:password@host:5432/database or mongodb://host:27017/database.");
        }
        return new ConnectionUrl(trimmed, trimmed.substring(0, colon).toLowerCase(Locale.ROOT));
    }

    /** A text that ought to be no URL, without what may be secret if it is one all the same. */
    static String cut(String text) {
        int colon = text.indexOf("://");
        return colon < 0 ? text : text.substring(0, colon) + "://***";
    }

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
        var masked = PASSWORD.matcher(text).replaceFirst("$1:***@");
        if (masked.equals(text)) {
            masked = PASSWORD_LOOSE.matcher(text).replaceFirst("$1:***@");
        }
        return SECRET_PARAMETER.matcher(masked).replaceAll("$1***");
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
