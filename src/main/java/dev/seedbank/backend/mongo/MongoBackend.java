package dev.seedbank.backend.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ServerMonitoringMode;
import dev.seedbank.backend.Backend;
import dev.seedbank.backend.Store;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.UsageFailure;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/** MongoDB and what speaks its protocol. */
// mongodb+srv: the driver asks JNDI for DNS records, and JNDI finds its provider by this name.
@RegisterForReflection(classNames = "com.sun.jndi.dns.DnsContextFactory")
@ApplicationScoped
public class MongoBackend implements Backend {
    private static final int SELECTION_SECONDS = 8;
    private static final int CONNECT_SECONDS = 5;
    private static final int CONNECTIONS = 4;

    @Override
    public String engine() {
        return "MongoDB";
    }

    @Override
    public Set<String> schemes() {
        return Set.of("mongodb", "mongodb+srv");
    }

    @Override
    public Store open(StoreSettings settings) {
        var url = parse(settings);
        var name = settings.databases().orElseGet(() -> databaseOf(settings, url));
        var hosts = String.join(", ", url.getHosts());
        var clientSettings = clientSettings(url, trust(settings, url));
        var namespaces = new Namespaces(() -> MongoClients.create(clientSettings), name, settings.isFamily());
        try {
            var version = namespaces
                    .database("admin")
                    .runCommand(new BsonDocument("buildInfo", new BsonInt32(1)))
                    .getString("version");
            namespaces.checkAccess();
            return new MongoStore(settings, namespaces, Objects.requireNonNullElse(version, "unknown"), address(url));
        } catch (MongoException e) {
            namespaces.close();
            throw MongoErrors.opening(settings.name(), hosts, e);
        }
    }

    /** In an order of its own, because members of a replica set are named in any. */
    private static String address(ConnectionString url) {
        return url.getHosts().stream()
                .map(host -> url.isSrvProtocol() ? host : new ServerAddress(host).toString())
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static ConnectionString parse(StoreSettings settings) {
        try {
            return new ConnectionString(settings.administrationUrl().secret());
        } catch (IllegalArgumentException e) {
            // Without the cause: the driver's words may quote the URL.
            throw new UsageFailure(
                    "Store '%s': the URL %s is not a valid MongoDB URL"
                            .formatted(settings.name(), settings.administrationUrl()),
                    "Write it as mongodb://user:password@host:27017/database, with %40 for an @ in a password and so on.");
        } catch (MongoException e) { // mongodb+srv asks the DNS while it is read
            throw MongoErrors.opening(
                    settings.name(), settings.administrationUrl().toString(), e);
        }
    }

    private static Optional<SSLContext> trust(StoreSettings settings, ConnectionString url) {
        var trust = CertificateAuthorities.of(settings.administrationUrl().secret());
        if (trust.isPresent() && Boolean.FALSE.equals(url.getSslEnabled())) {
            throw new UsageFailure(
                    "Store '%s': the URL has tlsCAFile, and tls=false".formatted(settings.name()),
                    "Take one of the two out of it.");
        }
        return trust;
    }

    private static String databaseOf(StoreSettings settings, ConnectionString url) {
        if (url.getDatabase() == null) {
            throw new UsageFailure(
                    "Store '%s': the URL names no database".formatted(settings.name()),
                    "Add it: mongodb://host:27017/DATABASE; or set 'databases' to a pattern for a family of them.");
        }
        return url.getDatabase();
    }

    /** The URL decides; what it leaves open is chosen for a program that runs once: few connections, and soon an answer. */
    private static MongoClientSettings clientSettings(ConnectionString url, Optional<SSLContext> trust) {
        var builder = MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(CONNECTIONS))
                .applyToServerSettings(server -> server.serverMonitoringMode(ServerMonitoringMode.POLL))
                .writeConcern(WriteConcern.MAJORITY)
                .applicationName("seedbank");
        // The driver asks for the name of an address, and would take a certificate of the name that the DNS gives back.
        builder.inetAddressResolver(MongoBackend::addresses);
        builder.applyConnectionString(url);
        // As other clients have it: who names an authority wants encryption.
        trust.ifPresent(
                context -> builder.applyToSslSettings(tls -> tls.enabled(true).context(context)));
        return builder.build();
    }

    /** Those of a host, which keep for their name what stands in the URL. */
    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        var named = new ArrayList<InetAddress>();
        for (var address : InetAddress.getAllByName(host)) {
            named.add(InetAddress.getByAddress(host, address.getAddress()));
        }
        return named;
    }
}
