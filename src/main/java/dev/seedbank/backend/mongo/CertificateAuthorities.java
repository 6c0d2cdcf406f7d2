package dev.seedbank.backend.mongo;

import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The option {@code tlsCAFile} of MongoDB's URLs, which the Java driver does not know: whom to trust besides nobody. */
final class CertificateAuthorities {
    private static final String OPTION = "tlsCAFile";

    private CertificateAuthorities() {}

    /**
     * What trusts the certificates in the URL's file, in PEM, and no other; empty if the URL names none.
     *
     * @throws UsageFailure if there is no such file, or no certificate in it
     */
    static Optional<SSLContext> of(String url) {
        return file(url).map(CertificateAuthorities::trusting);
    }

    private static Optional<Path> file(String url) {
        int query = url.indexOf('?');
        return query < 0
                ? Optional.empty()
                : Stream.of(url.substring(query + 1).split("[&;]", -1))
                        .map(option -> option.split("=", 2))
                        .filter(option -> option.length == 2 && option[0].equalsIgnoreCase(OPTION))
                        .map(option -> path(option[1]))
                        .findFirst();
    }

    private static Path path(String encoded) {
        try { // percent signs only: in these URLs a plus is a plus
            return Path.of(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new UsageFailure(
                    "%s is no path: %s".formatted(OPTION, encoded), "Percent-encode what a URL cannot hold.", e);
        }
    }

    private static SSLContext trusting(Path file) {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            try (var in = Files.newInputStream(file)) {
                for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    store.setCertificateEntry("authority " + store.size(), certificate);
                }
            }
            if (store.size() == 0) {
                throw new UsageFailure(
                        "%s %s holds no certificate".formatted(OPTION, file),
                        "Give the authority's certificate in PEM.");
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new UsageFailure(
                    "%s %s cannot be read as certificates".formatted(OPTION, file),
                    "Check the path, its permissions, and that it is the authority's certificate in PEM.",
                    e);
        }
    }
}
