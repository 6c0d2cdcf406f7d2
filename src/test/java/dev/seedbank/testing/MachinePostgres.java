package dev.seedbank.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL that this machine has installed, on a cluster of its own. Its defaults are unusual on purpose (time zone,
 * date order, how values print): what is backed up must not depend on them.
 */
final class MachinePostgres implements PostgresProcess {
    private static final String PASSWORD = "a p@ss:word/%";
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=off",
            "shared_buffers=64MB",
            "max_connections=60",
            "max_prepared_transactions=10",
            "timezone=Asia/Kathmandu",
            "datestyle=SQL, DMY",
            "intervalstyle=sql_standard",
            "bytea_output=escape",
            "extra_float_digits=-3",
            "lc_messages=C");

    private final Path binaries;
    private final Path folder;
    private final int port = FreePort.take();
    private @Nullable ServerProcess process;

    private MachinePostgres(Path binaries, Path folder) {
        this.binaries = binaries;
        this.folder = folder;
    }

    /** The newest of them; empty where there is none or where it cannot be run (as root, without a user for it). */
    static Optional<Path> findBinaries() {
        if (isRoot() && !succeeds(List.of("id", "-u", "postgres"))) {
            return Optional.empty();
        }
        var folders = new ArrayList<Path>();
        for (var root : List.of("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr")) {
            folders.addAll(children(Path.of(root)));
        }
        return folders.stream()
                .filter(candidate -> candidate.getFileName().toString().matches("(postgresql@|pgsql-)?\\d+"))
                .sorted(Comparator.comparingInt(MachinePostgres::major).reversed())
                .map(candidate -> candidate.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .findFirst();
    }

    static int major(Path versionFolder) {
        return Integer.parseInt(versionFolder.getFileName().toString().replaceAll("\\D", ""));
    }

    static MachinePostgres create(Path binaries) {
        try {
            var folder = Folders.temporary("seedbank-postgres");
            var password = Files.writeString(folder.resolve("password"), PASSWORD);
            if (isRoot()) {
                var owner =
                        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
                Files.setOwner(folder, owner);
                Files.setOwner(password, owner);
            }
            var server = new MachinePostgres(binaries, folder);
            Runtime.getRuntime().addShutdownHook(new Thread(server::deleteIfStopped));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public PostgresUrl start() {
        if (!Files.exists(folder.resolve("data/PG_VERSION"))) {
            initialise();
        }
        var command = asItsUser("postgres", "-D", data(), "-p", Integer.toString(port));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        var url = PostgresUrl.local(port, "postgres", PASSWORD);
        var started = ServerProcess.start(command, folder, QUIT.formatted(data()), Map.of());
        started.awaitReady(
                "PostgreSQL of " + binaries,
                Duration.ofSeconds(60),
                () -> url.connect().close());
        process = started;
        return url;
    }

    /** Immediately, as a crash would: clients see their connection cut, and the next start recovers. */
    @Override
    public void stop() {
        var running = process;
        if (running != null) {
            running.stop(true);
            process = null;
        }
    }

    /** The folder of a running one is its guard's to delete. */
    private void deleteIfStopped() {
        if (process == null) {
            Folders.delete(folder);
        }
    }

    private void initialise() {
        var command = asItsUser("initdb", "--no-sync", "-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8");
        command.addAll(
                List.of("--locale=C", "--pwfile", folder.resolve("password").toString(), "-D", data()));
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            var initdb = builder.start();
            initdb.getOutputStream().close();
            var said = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (initdb.waitFor() != 0) {
                throw new IllegalStateException("initdb failed: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** PostgreSQL refuses to run as root. */
    private List<String> asItsUser(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<Path> children(Path folder) {
        try (var list = Files.list(folder)) {
            return list.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
