package dev.seedbank.backend.mongo.connection;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import dev.seedbank.backend.mongo.bson.Scalars;
import dev.seedbank.config.ProgramVersion;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.UsageFailure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A store's URL, with those of its options that the driver does not know, or cannot do in the binary: {@code tlsCAFile},
 * {@code tlsCertificateKeyFile}, {@code tlsCertificateKeyFilePassword}, and of {@code compressors} all but zlib.
 *
 * @param parsed what the driver is given
 */
public record MongoUrl(
        ConnectionString parsed, Optional<Path> authorities, Optional<Path> certificate, Optional<String> password) {
    private static final String COMPRESSORS = "compressors";
    private static final String ZLIB = "zlib";

    /**
     * @throws UsageFailure if the URL is none, or asks for what cannot be
     * @throws MongoException of {@code mongodb+srv}, which asks the DNS while it is read
     */
    public static MongoUrl of(StoreSettings settings) {
        var url = new Options(settings.name(), settings.administrationUrl().secret());
        var parsed = parse(settings, url.withoutCompressorsButZlib());
        var options = new MongoUrl(
                parsed,
                url.value("tlsCAFile").map(path -> url.path("tlsCAFile", path)),
                url.value("tlsCertificateKeyFile").map(path -> url.path("tlsCertificateKeyFile", path)),
                url.value("tlsCertificateKeyFilePassword").map(Options::decoded));
        options.refuseContradictions(settings.name());
        return options;
    }

    private static ConnectionString parse(StoreSettings settings, String url) {
        try {
            return new ConnectionString(url);
        } catch (IllegalArgumentException e) {
            // Without the cause: the driver's words may quote the URL.
            throw new UsageFailure(
                    "Store '%s': the URL %s is not a valid MongoDB URL"
                            .formatted(settings.name(), settings.administrationUrl()),
                    "Write it as mongodb://user:password@host:27017/database, with %40 for an @ in a password and so on.");
        }
    }

    private void refuseContradictions(String store) {
        boolean files = authorities.isPresent() || certificate.isPresent();
        if (files && Boolean.FALSE.equals(parsed.getSslEnabled())) {
            throw new UsageFailure(
                    "Store '%s': the URL has %s, and tls=false"
                            .formatted(store, authorities.isPresent() ? "tlsCAFile" : "tlsCertificateKeyFile"),
                    "Remove one of the two.");
        }
        var credential = parsed.getCredential();
        if (credential != null && "MONGODB-X509".equals(credential.getMechanism()) && certificate.isEmpty()) {
            throw new UsageFailure(
                    "Store '%s': the URL has authMechanism=MONGODB-X509, and no certificate to log in with"
                            .formatted(store),
                    "Add tlsCertificateKeyFile=FILE, a PEM file with the certificate and its private key.");
        }
    }

    /** What stands behind the question mark, as it stands there. */
    private record Options(String store, String url) {
        Optional<String> value(String name) {
            return all().stream()
                    .map(option -> option.split("=", 2))
                    .filter(option -> option.length == 2 && option[0].equalsIgnoreCase(name))
                    .map(option -> option[1])
                    .findFirst();
        }

        private List<String> all() {
            int query = url.indexOf('?');
            return query < 0 ? List.of() : List.of(url.substring(query + 1).split("[&;]", -1));
        }

        /** The others need libraries in C that are not in the program. The server takes the first that both sides have. */
        String withoutCompressorsButZlib() {
            var wanted = value(COMPRESSORS)
                    .map(names -> names.toLowerCase(Locale.ROOT))
                    .orElse("");
            if (wanted.isEmpty() || (wanted.equals(ZLIB) && !ProgramVersion.isNative())) {
                return url;
            }
            if (ProgramVersion.isNative()) {
                throw new UsageFailure(
                        "Store '%s': compressors=%s is not available: this binary does not compress"
                                .formatted(store, Scalars.shortened(wanted)),
                        "Remove it from the URL, or run Seedbank on a Java virtual machine, which has zlib.");
            }
            if (!List.of(wanted.split(",", -1)).contains(ZLIB)) {
                throw new UsageFailure(
                        "Store '%s': compressors=%s is not available; Seedbank compresses with zlib only"
                                .formatted(store, Scalars.shortened(wanted)),
                        "Write compressors=zlib, or remove it from the URL.");
            }
            var kept = new ArrayList<String>();
            for (var option : all()) {
                boolean names = option.toLowerCase(Locale.ROOT).startsWith(COMPRESSORS + "=");
                kept.add(names ? COMPRESSORS + "=" + ZLIB : option);
            }
            return url.substring(0, url.indexOf('?') + 1) + String.join("&", kept);
        }

        Path path(String option, String encoded) {
            try {
                return Path.of(decoded(encoded));
            } catch (IllegalArgumentException e) {
                throw new UsageFailure(
                        "Store '%s': %s is not a path: %s".formatted(store, option, encoded),
                        "Percent-encode what a URL cannot hold.",
                        e);
            }
        }

        /** Percent signs only: in these URLs a plus is a plus. */
        static String decoded(String encoded) {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }
}
