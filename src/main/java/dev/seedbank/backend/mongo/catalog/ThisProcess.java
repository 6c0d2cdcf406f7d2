package dev.seedbank.backend.mongo.catalog;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;

/**
 * Who we are, so that a lock of a process that was killed need not be waited for. Two processes can know of each other
 * only within one boot of one Linux kernel and one process namespace: containers often have equal host names and ids.
 */
public final class ThisProcess {
    private ThisProcess() {}

    public static Document document() {
        var process = ProcessHandle.current();
        return new Document("where", where().orElse(""))
                .append("pid", process.pid())
                .append("started", started(process).orElse(0L));
    }

    /** For people: {@code ada@build-7, process 4711}. */
    public static String shown() {
        return "%s@%s, process %d"
                .formatted(
                        System.getProperty("user.name", "?"),
                        host(),
                        ProcessHandle.current().pid());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "?";
        }
    }

    /** Whether the holder of a lock certainly runs no more. */
    public static boolean isDead(Document lock) {
        if (!(lock.get("process") instanceof Document holder)
                || !(holder.get("pid") instanceof Long pid)
                || !where().filter(here -> here.equals(holder.get("where"))).isPresent()) {
            return false;
        }
        var running = ProcessHandle.of(pid);
        return running.isEmpty() || !Objects.equals(started(running.get()).orElse(null), holder.get("started"));
    }

    private static Optional<String> where() {
        try {
            var boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return Optional.of(boot + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid")));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty(); // not Linux: the lease alone decides
        }
    }

    private static Optional<Long> started(ProcessHandle process) {
        return process.info().startInstant().map(java.time.Instant::toEpochMilli);
    }
}
