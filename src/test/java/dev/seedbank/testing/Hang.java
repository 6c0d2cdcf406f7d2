package dev.seedbank.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a process that does not end is doing: what each of its threads waits for, and whom its sockets lead to. Linux; elsewhere nothing. */
final class Hang {
    private Hang() {}

    /** Its threads by name, with the kernel's function and the system call that each is in; then its sockets. */
    static String of(long pid) {
        var process = Path.of("/proc", Long.toString(pid));
        var lines = new ArrayList<String>();
        list(process.resolve("task"))
                .forEach(task -> lines.add("  thread %s: %s in %s, system call %s"
                        .formatted(
                                task.getFileName(), text(task, "comm"), text(task, "wchan"), text(task, "syscall"))));
        var sockets = list(process.resolve("fd")).stream().flatMap(Hang::socket).toList();
        Stream.of("net/tcp", "net/tcp6")
                .flatMap(file -> text(process, file).lines())
                .filter(line -> sockets.stream().anyMatch(inode -> line.contains(" " + inode + " ")))
                .map(Hang::connection)
                .forEach(lines::add);
        return lines.isEmpty() ? "" : "\nWhat it was doing:\n" + String.join("\n", lines);
    }

    private static List<Path> list(Path folder) {
        try (var paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String text(Path folder, String file) {
        try {
            return Files.readString(folder.resolve(file)).strip();
        } catch (IOException e) {
            return "?";
        }
    }

    /** The inode of {@code socket:[4711]}. */
    private static Stream<String> socket(Path descriptor) {
        try {
            var target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:[")
                    ? Stream.of(target.substring("socket:[".length(), target.length() - 1))
                    : Stream.empty();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** Of {@code sl local_address rem_address st tx_queue:rx_queue …}: ports, state and queues. */
    private static String connection(String line) {
        var words = line.strip().split(" +", -1);
        return "  socket %d to %d, state %s, queues %s"
                .formatted(port(words[1]), port(words[2]), words[3].toLowerCase(Locale.ROOT), words[4]);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }
}
