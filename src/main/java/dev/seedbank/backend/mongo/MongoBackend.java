package dev.seedbank.backend.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ServerMonitoringMode;
import dev.seedbank.backend.Backend;
import dev.seedbank.backend.StatementLog;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.CommandTimes;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.connection.MongoUrl;
import dev.seedbank.backend.mongo.connection.ServerWatch;
import dev.seedbank.backend.mongo.connection.TlsFiles;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
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
    private static final int CONTACT_MILLIS = 8_000;
    private static final int ELECTION_SECONDS = 30;
    private static final int CONFIRMATION_SECONDS = 60;
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
    public void check(StoreSettings settings) {
        refuseSchemas(settings);
        if (settings.administrationUrl().scheme().equals("mongodb+srv")) {
            return; // to read it is to ask the DNS
        }
        var url = parse(settings);
        var _ = TlsFiles.context(url);
        if (!settings.isFamily()) {
            var _ = databaseOf(settings, url.parsed());
        }
    }

    private static void refuseSchemas(StoreSettings settings) {
        if (!settings.schemas().isEmpty()) {
            throw new UsageFailure(
                    ErrorCode.SETTINGS,
                    "Store '%s': 'schemas' is for PostgreSQL".formatted(settings.name()),
                    "Remove it; MongoDB has no schemas.",
                    null);
        }
    }

    @Override
    public Store open(StoreSettings settings) {
        refuseSchemas(settings);
        var url = parse(settings);
        var name = settings.databases().orElseGet(() -> databaseOf(settings, url.parsed()));
        return open(settings, url, name, settings.isFamily());
    }

    /** Another database of the server. Whether the user has rights in it shows later. */
    MongoStore open(StoreSettings settings, String database) {
        return open(settings, parse(settings), database, false);
    }

    private MongoStore open(StoreSettings settings, MongoUrl url, String name, boolean family) {
        var hosts = String.join(", ", url.parsed().getHosts());
        var watch = new ServerWatch(Optional.ofNullable(url.parsed().getRequiredReplicaSetName()));
        var clientSettings = clientSettings(url.parsed(), TlsFiles.context(url), watch);
        var namespaces = new Namespaces(() -> MongoClients.create(clientSettings), name, family, watch::isReachable);
        try {
            watch.awaitContact(contactLimit(url.parsed()));
            watch.onSilence(() -> namespaces.hangUp(hosts));
            var version = namespaces
                    .database("admin")
                    .runCommand(new BsonDocument("buildInfo", new BsonInt32(1)))
                    .getString("version");
            return new MongoStore(
                    this, settings, namespaces, Objects.requireNonNullElse(version, "unknown"), address(url.parsed()));
        } catch (ServerWatch.WrongReplicaSet e) {
            namespaces.close();
            throw new ConnectionFailed(
                    "Store '%s': the server at %s %s".formatted(settings.name(), hosts, e.getMessage()),
                    "Correct replicaSet in the store's URL.",
                    e);
        } catch (MongoException | IllegalStateException e) {
            namespaces.close();
            boolean tls = clientSettings.getSslSettings().isEnabled();
            throw MongoErrors.opening(settings.name(), new MongoErrors.Hosts(hosts, tls), e);
        }
    }

    /** In an order of its own, because members of a replica set are named in any. */
    private static String address(ConnectionString url) {
        return url.getHosts().stream()
                .map(host -> url.isSrvProtocol() ? host : new ServerAddress(host).toString())
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static MongoUrl parse(StoreSettings settings) {
        try {
            return MongoUrl.of(settings);
        } catch (MongoException e) { // mongodb+srv asks the DNS while it is read
            throw MongoErrors.opening(
                    settings.name(),
                    new MongoErrors.Hosts(settings.administrationUrl().toString(), false),
                    e);
        }
    }

    private static String databaseOf(StoreSettings settings, ConnectionString url) {
        if (url.getDatabase() == null) {
            throw new UsageFailure(
                    "Store '%s': the URL names no database".formatted(settings.name()),
                    "Add it: mongodb://host:27017/DATABASE; or set 'databases' to a pattern for a family of them.");
        }
        return url.getDatabase();
    }

    private static Duration contactLimit(ConnectionString url) {
        return Duration.ofMillis(
                Math.min(CONTACT_MILLIS, Objects.requireNonNullElse(url.getServerSelectionTimeout(), CONTACT_MILLIS)));
    }

    /**
     * The URL decides; what it leaves open is chosen for a program that runs once: few connections, and for a primary the
     * time that an election takes.
     */
    private static MongoClientSettings clientSettings(
            ConnectionString url, Optional<SSLContext> context, ServerWatch watch) {
        var builder = MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(ELECTION_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(CONNECTIONS).addConnectionPoolListener(watch))
                .applyToServerSettings(server -> server.serverMonitoringMode(ServerMonitoringMode.POLL)
                        .addServerListener(watch)
                        .addServerMonitorListener(watch))
                .applicationName("seedbank");
        // The driver asks for the name of an address, and would take a certificate of the name that the DNS gives back.
        builder.inetAddressResolver(MongoBackend::addresses);
        builder.applyConnectionString(url);
        builder.applyToClusterSettings(cluster -> cluster.addClusterListener(watch));
        builder.writeConcern(writeConcern(url));
        if (StatementLog.isOn()) {
            builder.addCommandListener(new CommandTimes());
        }
        // As other clients have it: who names an authority or a certificate wants encryption.
        context.ifPresent(
                tls -> builder.applyToSslSettings(ssl -> ssl.enabled(true).context(tls)));
        return builder.build();
    }

    /** Every write is confirmed, whatever the application that the URL is of wants, and none waits without end. */
    private static WriteConcern writeConcern(ConnectionString url) {
        var wanted = url.getWriteConcern();
        var concern = wanted == null || !wanted.isAcknowledged() ? WriteConcern.MAJORITY : wanted;
        return concern.getWTimeout(TimeUnit.MILLISECONDS) == null
                ? concern.withWTimeout(CONFIRMATION_SECONDS, TimeUnit.SECONDS)
                : concern;
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
