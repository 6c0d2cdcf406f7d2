package dev.seedbank.testing;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ServerMonitoringMode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A MongoDB, or a server that speaks as one, to test on. They start when first asked for a URL, once for the whole run, and
 * stop with it; each test takes a database name of its own. None of them can do all that MongoDB can: a test asks with
 * {@link #has} or {@link #assumes} and what it leaves out is listed when the run ends.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @MethodSource("dev.seedbank.testing.MongoServer#all")
 * void keeps_validators(MongoServer server) {
 *     server.assumes(Capability.VALIDATORS);
 *     var url = server.url(server.database());
 *     ...
 * }
 * }</pre>
 */
public final class MongoServer {
    /** Where it comes from, the most trusted first. */
    public enum Kind {
        /** {@code SEEDBANK_TEST_MONGODB_URI}. */
        URI,
        /** A Docker image: those of {@code SEEDBANK_TEST_MONGODB_IMAGES}, else {@code mongo:8}. */
        CONTAINER,
        /** SecantusDB of {@code ../shared/test-servers}. */
        SECANTUS,
        /** FerretDB: {@code SEEDBANK_TEST_FERRETDB_URI}, or started from there where {@code SEEDBANK_TEST_FERRETDB} is true. */
        FERRET,
        /** In this JVM, out of the test dependencies: plain reading and writing only. */
        JAVA
    }

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final List<MongoServer> ALL = MongoServers.find();

    private final Kind kind;
    private final String label;
    private final Supplier<String> starter;
    private final Map<Capability, Optional<String>> lacks = new EnumMap<>(Capability.class);
    private @Nullable ConnectionString address;
    private @Nullable MongoClient client;

    MongoServer(Kind kind, String label, Supplier<String> starter) {
        this.kind = kind;
        this.label = label;
        this.starter = starter;
    }

    /** Every one that this machine can offer, for {@code @MethodSource}. */
    public static List<MongoServer> all() {
        return ALL;
    }

    /** Those of them that can do all of {@code wanted}; the others are noted as skipped. */
    public static Stream<MongoServer> allWith(Capability... wanted) {
        return ALL.stream().filter(server -> Arrays.stream(wanted).allMatch(server::has));
    }

    /** The most trusted one. */
    public static MongoServer any() {
        return ALL.getFirst();
    }

    /** The best of those that start here and end with this run, whatever the environment names. */
    public static MongoServer embedded() {
        return ALL.stream()
                .filter(server -> server.kind == Kind.SECANTUS || server.kind == Kind.JAVA)
                .findFirst()
                .orElseThrow();
    }

    public Kind kind() {
        return kind;
    }

    /** A database name that nobody else has; the database is dropped when the run ends. */
    public String database() {
        return database("test");
    }

    /** Likewise, with a name that begins so: for families of databases. */
    public String database(String prefix) {
        var name = prefix + "_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        if (kind == Kind.URI || kind == Kind.FERRET) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(name)));
        }
        return name;
    }

    /** The URL of this database, with all that the server's own URL has. */
    public String url(String database) {
        var server = start().getConnectionString();
        int query = server.indexOf('?');
        var base = query < 0 ? server : server.substring(0, query);
        int path = base.indexOf('/', base.indexOf("://") + 3);
        return (path < 0 ? base : base.substring(0, path)) + "/" + database
                + (query < 0 ? "" : server.substring(query));
    }

    /** A client of the whole server, shared: do not close it. */
    public synchronized MongoClient client() {
        var open = client;
        if (open == null) {
            open = connect(start());
            client = open;
        }
        return open;
    }

    public MongoDatabase open(String database) {
        return client().getDatabase(database);
    }

    public void drop(String database) {
        open(database).drop();
    }

    /** Whether it can, found by trying, once; if not, the skip is noted with what it said. */
    public boolean has(Capability capability) {
        var lack = lack(capability);
        lack.ifPresent(why -> Skips.skipped(toString(), capability.label(), why));
        return lack.isEmpty();
    }

    /** Likewise, and nobody leaves anything out for it. */
    boolean can(Capability capability) {
        return lack(capability).isEmpty();
    }

    /** Skips the test on a server that lacks one of them, with the reason. */
    public void assumes(Capability... wanted) {
        for (var capability : wanted) {
            Assumptions.assumeTrue(has(capability), () -> this + " has no " + capability.label());
        }
    }

    /** Notes what a test leaves out because this server refuses it. */
    public void refuses(String what, RuntimeException why) {
        Skips.skipped(
                toString(),
                what,
                String.valueOf(why.getMessage()).lines().findFirst().orElse(""));
    }

    private synchronized Optional<String> lack(Capability capability) {
        var known = lacks.get(capability);
        if (known == null) {
            var name = database("probe");
            known = capability.lackOf(client(), open(name));
            try {
                drop(name);
            } catch (MongoException e) {
                known = Optional.of("a database with it cannot be dropped");
            }
            lacks.put(capability, known);
        }
        return known;
    }

    private synchronized ConnectionString start() {
        var running = address;
        if (running == null) {
            running = new ConnectionString(starter.get());
            address = running;
            var build = client().getDatabase("admin").runCommand(new Document("buildInfo", 1));
            Skips.used(toString(), "speaks as MongoDB " + build.getString("version"));
        }
        return running;
    }

    static MongoClient connect(ConnectionString url) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(url)
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(20, TimeUnit.SECONDS))
                // SecantusDB mixes up the answers that it streams, once in many hours.
                .applyToServerSettings(settings -> settings.serverMonitoringMode(ServerMonitoringMode.POLL))
                .build());
    }

    @Override
    public String toString() {
        return label;
    }
}
