package dev.seedbank.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pooler that this machine has installed, in front of one database: a session keeps a connection for one transaction only. */
public final class PgBouncer implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private final ServerProcess process;
    private final PostgresUrl url;

    private PgBouncer(ServerProcess process, PostgresUrl url) {
        this.process = process;
        this.url = url;
    }

    /** Empty, and told at the end of the run, where it is not installed. */
    public static Optional<PgBouncer> before(Database db) {
        if (!Files.isExecutable(PROGRAM)) {
            Skips.notHere("PgBouncer", "not installed: nothing runs through a pooler");
            return Optional.empty();
        }
        try {
            return Optional.of(start(PostgresUrl.parse(db.url())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PgBouncer start(PostgresUrl target) throws IOException {
        int port = FreePort.take();
        var folder = Folders.temporary("seedbank-pgbouncer");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=%s port=%d user=%s password='%s'
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = 4
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                target.host(), target.port(), target.user(), target.password().replace("'", "''"), port));
        var command = new ArrayList<>(List.of(PROGRAM.toString(), settings.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(1, List.of("-u", "postgres"));
        }
        var url = new PostgresUrl(target.user(), target.password(), "127.0.0.1", port, target.database(), "");
        var process = ServerProcess.start(command, folder, "kill $server", Map.of());
        process.awaitReady(
                "PgBouncer", Duration.ofSeconds(30), () -> url.connect().close());
        Skips.used("PgBouncer", "in transaction mode");
        return new PgBouncer(process, url);
    }

    public String url() {
        return url.toString();
    }

    @Override
    public void close() {
        process.stop(false);
    }
}
