package dev.seedbank.backend.postgres.migrate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Who runs migrations.
 *
 * @param id of this run
 * @param place for people: {@code ada@build-7, process 4711}
 * @param process so that another on this machine can tell whether it is dead; empty if nobody can
 */
record Runner(String id, String place, String process) {
    static Runner here() {
        var process = ProcessHandle.current();
        return new Runner(
                UUID.randomUUID().toString(),
                "%s@%s, process %d".formatted(System.getProperty("user.name", "?"), host(), process.pid()),
                identity(process).orElse(""));
    }

    /** The server shows it for each of the run's sessions; 63 bytes at most. */
    String application() {
        return "seedbank migrate " + id;
    }

    /** Whether the process certainly runs no more. Two processes know of each other only within one boot and one process namespace. */
    static boolean isDead(String process) {
        var parts = process.split(" ", -1);
        if (parts.length != 4) {
            return false;
        }
        var known = ProcessHandle.of(Long.parseLong(parts[2]));
        var now = known.flatMap(Runner::identity);
        return machine().equals(Optional.of(parts[0] + " " + parts[1])) && !now.equals(Optional.of(process));
    }

    private static Optional<String> identity(ProcessHandle process) {
        return machine()
                .map(machine -> "%s %d %d"
                        .formatted(
                                machine,
                                process.pid(),
                                process.info()
                                        .startInstant()
                                        .map(it -> it.toEpochMilli())
                                        .orElse(0L)));
    }

    private static Optional<String> machine() {
        try {
            var boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return Optional.of(boot + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid")));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "?";
        }
    }
}
