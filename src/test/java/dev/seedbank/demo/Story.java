package dev.seedbank.demo;

import dev.seedbank.testing.CliRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/** One example from an empty database to a compared one, told as a terminal would show it. */
abstract class Story implements AutoCloseable {
    private final String name;
    private final CliRunner seedbank;

    Story(String name, CliRunner seedbank) {
        this.name = name;
        this.seedbank = seedbank;
    }

    /** A command failed, or did not do what it should have. */
    static final class WentWrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        WentWrong(String message) {
            super(message);
        }
    }

    final String name() {
        return name;
    }

    final CliRunner seedbank() {
        return seedbank;
    }

    /** @return {@code equal}, or what differs */
    abstract String tell() throws IOException;

    /** What the databases hold, to compare. */
    abstract Map<String, String> digest();

    @Override
    public abstract void close();

    static void title(String text) {
        System.out.println();
        System.out.println("── " + text + " " + "─".repeat(Math.max(0, 96 - text.length())));
        System.out.println();
    }

    static void remark(String text) {
        System.out.println("# " + text);
        System.out.println();
    }

    /** The way of all projects, from seeded data on. */
    final String backUpWipeRestoreUndo() throws IOException {
        run("backup", "--name", "before-migration");
        var before = digest();
        run("clean", "--confirm");
        var wiped = digest();
        expect(!wiped.equals(before), "clean left everything as it was");
        run("restore", backup(), "--confirm");
        var restored = digest();
        remark(restored.equals(before) ? "All data is back, compared row by row." : "NOT all data is back.");
        run("clean", "--confirm", "--quiet");
        run("undo", "--confirm");
        var undone = digest();
        remark(undone.equals(before) ? "And so it is after undo." : "NOT all data is back after undo.");
        run("status");
        var verdict = difference(before, restored);
        return verdict.equals("equal") ? difference(before, undone) : verdict;
    }

    /** Runs it, prints what it said, and stops the story if it failed. */
    final void run(String... arguments) {
        System.out.println("$ seedbank " + String.join(" ", arguments));
        var result = seedbank.run(arguments);
        System.out.print(result.out());
        System.out.print(result.err());
        System.out.println();
        expect(result.exitCode() == 0, "seedbank " + arguments[0] + " exits with " + result.exitCode());
    }

    static void expect(boolean held, String otherwise) {
        if (!held) {
            throw new WentWrong(otherwise);
        }
    }

    private String backup() throws IOException {
        try (var backups = Files.list(seedbank.project().resolve("backups"))) {
            return backups.map(it -> it.getFileName().toString())
                    .filter(it -> it.startsWith("before-migration-"))
                    .findFirst()
                    .orElseThrow(() -> new WentWrong("there is no backup"));
        }
    }

    private static String difference(Map<String, String> before, Map<String, String> after) {
        if (before.equals(after)) {
            return "equal";
        }
        var text = new StringBuilder("NOT EQUAL");
        var all = new TreeMap<>(before);
        all.putAll(after);
        for (var what : all.keySet()) {
            var was = before.getOrDefault(what, "not there");
            var is = after.getOrDefault(what, "not there");
            if (!was.equals(is)) {
                text.append("\n  ")
                        .append(what)
                        .append("\n    was ")
                        .append(was)
                        .append("\n    is  ")
                        .append(is);
            }
        }
        return text.toString();
    }
}
