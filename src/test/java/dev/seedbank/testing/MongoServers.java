package dev.seedbank.testing;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.testcontainers.mongodb.MongoDBContainer;

/** Looks for what there is to test on, and knows how each is started. A server that should be there and does not start fails. */
final class MongoServers {
    /** Beside a checkout of the project; not part of it. */
    static final Path SHARED = Path.of("..", "shared", "test-servers");

    private MongoServers() {}

    static List<MongoServer> find() {
        var found = new ArrayList<MongoServer>();
        given("SEEDBANK_TEST_MONGODB_URI")
                .ifPresent(uri -> found.add(new MongoServer(MongoServer.Kind.URI, "MongoDB by URI", () -> uri)));
        if (Docker.answers()) {
            for (var image :
                    given("SEEDBANK_TEST_MONGODB_IMAGES").orElse("mongo:8").split("[ ,]+", -1)) {
                found.add(new MongoServer(MongoServer.Kind.CONTAINER, image, () -> container(image)));
            }
        }
        if (Files.isExecutable(SHARED.resolve("secantus"))) {
            found.add(new MongoServer(MongoServer.Kind.SECANTUS, "SecantusDB", MongoServers::secantus));
        } else {
            Skips.notHere("SecantusDB", "no " + SHARED + " beside the project");
        }
        ferret().ifPresentOrElse(
                        found::add,
                        () -> Skips.notHere("FerretDB", "neither SEEDBANK_TEST_FERRETDB nor its _URI is set"));
        found.add(new MongoServer(MongoServer.Kind.JAVA, "mongo-java-server", MongoServers::inProcess));
        return List.copyOf(found);
    }

    private static Optional<MongoServer> ferret() {
        var uri = given("SEEDBANK_TEST_FERRETDB_URI");
        if (uri.isPresent()) {
            return uri.map(url -> new MongoServer(MongoServer.Kind.FERRET, "FerretDB", () -> url));
        }
        return given("SEEDBANK_TEST_FERRETDB")
                .filter("true"::equals)
                .map(wanted -> new MongoServer(MongoServer.Kind.FERRET, "FerretDB", MongoServers::startFerret));
    }

    private static String secantus() {
        var folder = Folders.temporary("seedbank-secantus");
        int port = FreePort.take();
        var command = List.of(SHARED.resolve("secantus").toAbsolutePath().toString(), Integer.toString(port));
        var store = Map.of("STORE", folder.resolve("store").toString());
        return started(
                ServerProcess.start(command, folder, "kill -TERM $server", store),
                "SecantusDB",
                port,
                Duration.ofSeconds(30));
    }

    /** Minutes when it has to be installed first. */
    private static String startFerret() {
        int port = FreePort.take();
        var command = List.of(
                SHARED.resolve("ferretdb2").toAbsolutePath().toString(),
                Integer.toString(port),
                Integer.toString(FreePort.take()));
        var folder = Folders.temporary("seedbank-ferretdb");
        return started(
                ServerProcess.start(command, folder, "kill -TERM $server", Map.of()),
                "FerretDB",
                port,
                Duration.ofMinutes(6));
    }

    private static String started(ServerProcess process, String name, int port, Duration limit) {
        var url = "mongodb://127.0.0.1:" + port + "/?directConnection=true";
        var settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(url))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(500, TimeUnit.MILLISECONDS))
                .build();
        process.awaitReady(name, limit, () -> {
            try (var client = MongoClients.create(settings)) {
                client.getDatabase("admin").runCommand(new Document("ping", 1));
            }
        });
        return url;
    }

    @SuppressWarnings("resource") // Testcontainers removes it when this JVM ends
    private static String container(String image) {
        var container = new MongoDBContainer(image).withReplicaSet();
        container.start();
        return container.getConnectionString() + "/?directConnection=true";
    }

    private static String inProcess() {
        var server = new de.bwaldvogel.mongo.MongoServer(new MemoryBackend());
        var address = server.bind();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        return "mongodb://127.0.0.1:" + address.getPort() + "/";
    }

    private static Optional<String> given(String variable) {
        return Optional.ofNullable(System.getenv(variable)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
