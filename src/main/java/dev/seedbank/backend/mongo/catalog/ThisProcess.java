package dev.seedbank.backend.mongo.catalog;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.bson.Document;

/**
 * Who we are, so that a lock of a process that was killed need not be waited for. Two processes can know of each other
 * only within one boot of one Linux kernel and one process namespace: containers often have equal host names and ids.
 */
public final class ThisProcess {
    private ThisProcess() {}

    public static Document document() {
        return document(ProcessHandle.current());
    }

    /** Of a process that this one has started. */
    public static Document document(ProcessHandle process) {
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
        return lock.get("process") instanceof Document holder && isKnown(holder) && !runs(holder);
    }

    /** Whether a process certainly runs, on this machine. */
    public static boolean isAlive(Document process) {
        return isKnown(process) && runs(process);
    }

    private static boolean isKnown(Document process) {
        return process.get("pid") instanceof Long
                && where().filter(here -> here.equals(process.get("where"))).isPresent();
    }

    private static boolean runs(Document process) {
        long pid = process.getLong("pid");
        return ProcessHandle.of(pid)
                .flatMap(ThisProcess::started)
                .filter(it -> it.equals(process.get("started")) && !isZombie(pid))
                .isPresent();
    }

    /** Ended, but still in the list of processes: in a container it may stay there for ever. */
    private static boolean isZombie(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (NoSuchFileException e) {
            return true; // it has ended in between
        } catch (IOException e) {
            return false;
        }
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
