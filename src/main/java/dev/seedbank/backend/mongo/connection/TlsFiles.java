package dev.seedbank.backend.mongo.connection;

import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The PEM files that a URL names: whom to trust, and the certificate that says who we are. */
public final class TlsFiles {
    private static final char[] NO_PASSWORD = {};

    private TlsFiles() {}

    /**
     * What trusts the certificates in the authorities' file and no other, and shows the client's certificate; empty if the
     * URL names neither file.
     *
     * @throws UsageFailure if a file is not there, or does not hold what it should
     */
    public static Optional<SSLContext> context(MongoUrl url) {
        if (url.authorities().isEmpty() && url.certificate().isEmpty()) {
            return Optional.empty();
        }
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(identity(url), url.authorities().map(TlsFiles::trust).orElse(null), null);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustManager[] trust(Path file) {
        var certificates = certificates("tlsCAFile", file);
        try {
            var store = emptyStore();
            for (var certificate : certificates) {
                store.setCertificateEntry("authority " + store.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyManager @Nullable [] identity(MongoUrl url) {
        if (url.certificate().isEmpty()) {
            return null; // the system's default: none
        }
        var file = url.certificate().get();
        var chain = certificates("tlsCertificateKeyFile", file).toArray(Certificate[]::new);
        var key = PemKey.read(file, url.password());
        try {
            var store = emptyStore();
            store.setKeyEntry("client", key, NO_PASSWORD, chain);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            return keys.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new UsageFailure(
                    "tlsCertificateKeyFile %s: the key does not belong to the certificate".formatted(file),
                    "Put the client's certificate first, and its own private key into the same file.",
                    e);
        }
    }

    private static List<Certificate> certificates(String option, Path file) {
        try {
            var text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
            var found = new ArrayList<Certificate>();
            for (var block : PemBlock.in(text)) {
                if (block.label().endsWith("CERTIFICATE")) {
                    found.add(CertificateFactory.getInstance("X.509").generateCertificate(block.stream()));
                }
            }
            if (found.isEmpty()) {
                throw new UsageFailure(
                        "%s %s holds no certificate".formatted(option, file), "Give a certificate in PEM.");
            }
            return found;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new UsageFailure(
                    "%s %s cannot be read as certificates".formatted(option, file),
                    "Check the path, its permissions, and that it is a certificate in PEM.",
                    e);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
