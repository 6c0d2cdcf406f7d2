package dev.seedbank.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL to test on. Those of {@link #all()} start when first asked for a database, once for the whole run, and stop
 * with it; each test makes a database of its own:
 *
 * <pre>{@code
 * @ParameterizedTest
 * @MethodSource("dev.seedbank.testing.PostgresServer#all")
 * void empties_a_table(PostgresServer server) {
 *     try (var db = server.createDatabase()) {
 *         db.run("create table t (id int primary key)", "insert into t values (1)");
 *         ...
 *     }
 * }
 * }</pre>
 */
public final class PostgresServer {
    /** Where it comes from. */
    public enum Kind {
        /** Out of the test dependencies; the newest version. */
        EMBEDDED,
        /** What the machine has installed. */
        MACHINE,
        /** {@code SEEDBANK_TEST_POSTGRES_URL}. */
        URL,
        /** A Docker image: those of {@code SEEDBANK_TEST_POSTGRES_IMAGES}, else {@code postgres:14}. */
        CONTAINER
    }

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final List<PostgresServer> ALL = find();

    private final Kind kind;
    private final String label;
    private final java.util.function.Supplier<PostgresProcess> maker;
    private @Nullable PostgresProcess process;
    private @Nullable PostgresUrl url;

    private PostgresServer(Kind kind, String label, java.util.function.Supplier<PostgresProcess> maker) {
        this.kind = kind;
        this.label = label;
        this.maker = maker;
    }

    /** Every one that this machine can offer, for {@code @MethodSource}. */
    public static List<PostgresServer> all() {
        return ALL;
    }

    /** One's own if there is one, else the embedded one. */
    public static PostgresServer any() {
        return ALL.stream()
                .filter(server -> server.kind == Kind.URL)
                .findFirst()
                .orElse(ALL.getFirst());
    }

    /** The one out of the test dependencies. */
    public static PostgresServer embedded() {
        return ALL.getFirst();
    }

    /** The machine's own, which is nearest to what people run, else the embedded one. */
    public static PostgresServer forBench() {
        return ALL.stream()
                .filter(server -> server.kind == Kind.MACHINE)
                .findFirst()
                .orElse(embedded());
    }

    /** One for this test alone, started, for faults: see {@link #stop()}. */
    public static PostgresServer privateServer() {
        var machine = MachinePostgres.findBinaries();
        var server = machine.isPresent()
                ? new PostgresServer(Kind.MACHINE, "private", () -> MachinePostgres.create(machine.get()))
                : new PostgresServer(Kind.EMBEDDED, "private", EmbeddedPostgresServer::new);
        server.start();
        return server;
    }

    private static List<PostgresServer> find() {
        var found = new ArrayList<PostgresServer>();
        found.add(new PostgresServer(Kind.EMBEDDED, "embedded", EmbeddedPostgresServer::new));
        MachinePostgres.findBinaries()
                .ifPresentOrElse(
                        binaries -> found.add(new PostgresServer(
                                Kind.MACHINE,
                                "machine " + MachinePostgres.major(binaries.getParent()),
                                () -> MachinePostgres.create(binaries))),
                        () -> Skips.notHere("PostgreSQL of the machine", "none is installed that can run here"));
        Optional.ofNullable(System.getenv("SEEDBANK_TEST_POSTGRES_URL"))
                .filter(given -> !given.isBlank())
                .map(given -> new PostgresServer(Kind.URL, "url", () -> PostgresProcess.of(PostgresUrl.parse(given))))
                .ifPresent(found::add);
        if (Docker.answers()) {
            var images = System.getenv().getOrDefault("SEEDBANK_TEST_POSTGRES_IMAGES", "postgres:14");
            for (var image : images.strip().split("[ ,]+", -1)) {
                found.add(new PostgresServer(Kind.CONTAINER, image, () -> container(image)));
            }
        }
        return List.copyOf(found);
    }

    @SuppressWarnings("resource") // Testcontainers removes it when this JVM ends
    private static PostgresProcess container(String image) {
        var container = new PostgreSQLContainer(image);
        container.start();
        var port = container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
        return PostgresProcess.of(new PostgresUrl(
                container.getUsername(),
                container.getPassword(),
                container.getHost(),
                port,
                container.getDatabaseName(),
                ""));
    }

    public Kind kind() {
        return kind;
    }

    /** The major version: 18. */
    public int major() {
        try (var connection = start().connect()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An empty one in UTF-8, named by nobody else. {@link Database#close()} drops it. */
    public Database createDatabase() {
        return createDatabase("test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet());
    }

    /** An empty one by this name, whatever characters it has. */
    public Database createDatabase(String name) {
        var administration = new Database(start(), start());
        administration.run("create database " + Database.quote(name) + " encoding 'UTF8' template template0");
        return new Database(start().withDatabase(name), start());
    }

    /** Starts it if it does not run; after {@link #stop()} on the same port with the same data. */
    public synchronized PostgresUrl start() {
        var running = url;
        if (running == null) {
            if (process == null) {
                process = maker.get();
            }
            running = process.start();
            url = running;
            try (var connection = running.connect()) {
                Skips.used("PostgreSQL, " + label, connection.getMetaData().getDatabaseProductVersion());
            } catch (SQLException e) {
                throw new IllegalStateException(label + " does not answer", e);
            }
        }
        return running;
    }

    /** For a {@link #privateServer()}: at once, as a crash would. Its data stays for {@link #start()}. */
    public synchronized void stop() {
        if (!label.equals("private")) {
            throw new IllegalStateException("other tests use this server; stop a privateServer()");
        }
        if (process != null) {
            process.stop();
        }
        url = null;
    }

    @Override
    public String toString() {
        return "PostgreSQL, " + label;
    }
}
