package dev.seedbank.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Which servers a run had, and what was not tested on which of them and why: nothing is skipped in silence. Printed when
 * the run ends, one list for each JVM that it had, and kept in {@code target/servers/} for whoever counts.
 */
public final class Skips implements LauncherSessionListener {
    private static final Map<String, String> SERVERS = new ConcurrentSkipListMap<>();
    private static final Map<String, AtomicInteger> SKIPPED = new ConcurrentSkipListMap<>();
    private static final Map<String, String> NOT_HERE = new ConcurrentSkipListMap<>();

    /** A server answered and tests ran on it. */
    static void used(String server, String version) {
        SERVERS.put(server, version);
    }

    /** A test, or a part of one, left out on a server that is there. */
    static void skipped(String server, String what, String why) {
        SKIPPED.computeIfAbsent(server + ": " + what + ": " + why, key -> new AtomicInteger())
                .incrementAndGet();
    }

    /** A kind of server that this machine does not have. */
    static void notHere(String what, String why) {
        NOT_HERE.put(what, why);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        var lines = new ArrayList<String>();
        new TreeMap<>(SERVERS).forEach((server, version) -> lines.add("ran on   " + server + " (" + version + ")"));
        SKIPPED.forEach((what, times) -> lines.add("skipped  " + what + " (" + times + " times)"));
        NOT_HERE.forEach((what, why) -> lines.add("not here " + what + ": " + why));
        if (lines.isEmpty()) {
            return;
        }
        System.out.println(String.join("\n", lines));
        try {
            var folder = Files.createDirectories(Path.of("target", "servers"));
            Files.write(folder.resolve(ProcessHandle.current().pid() + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
