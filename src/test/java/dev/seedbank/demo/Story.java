package dev.seedbank.demo;

import dev.seedbank.testing.CliRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One example from an empty database to a compared one: each command, how long it took, and the lines that sum up what it did. */
abstract class Story implements AutoCloseable {
    /** Of a command's output; keeps both stories together within 60. */
    private static final int LINES = 2;

    private final String name;
    private final CliRunner seedbank;
    private int commands;
    private Duration spent = Duration.ZERO;

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

    /** To be put behind a verdict. */
    final String timing() {
        return String.format(Locale.ROOT, "  (%d commands in %.1f s)", commands, seconds(spent));
    }

    static void title(String text) {
        System.out.println();
        System.out.println("── " + text + " " + "─".repeat(Math.max(0, 76 - text.length())));
    }

    static void remark(String text) {
        System.out.println("# " + text);
    }

    /** The way of all projects, from seeded data on. */
    final String backUpWipeRestoreUndo() {
        run("backup", "--name", "before-migration");
        var before = digest();
        run("clean", "--confirm");
        expect(!digest().equals(before), "clean left everything as it was");
        run("restore", "before-migration", "--confirm");
        var restored = digest();
        remark(restored.equals(before) ? "All data is back, compared row by row." : "NOT all data is back.");
        run("clean", "--confirm", "--quiet");
        run("undo", "--confirm");
        var undone = digest();
        remark(undone.equals(before) ? "So it is after undo." : "NOT all data is back after undo.");
        var verdict = difference(before, restored);
        return verdict.equals("equal") ? difference(before, undone) : verdict;
    }

    /** Runs it, shows what it did, and stops the story if it failed. */
    final void run(String... arguments) {
        var result = seedbank.run(arguments);
        commands++;
        spent = spent.plus(result.duration());
        var command = "$ seedbank " + String.join(" ", arguments);
        System.out.printf(Locale.ROOT, "%-72s %4.1f s%n", command, seconds(result.duration()));
        if (result.exitCode() != 0) {
            System.out.println(result.out() + result.err());
        }
        expect(result.exitCode() == 0, "seedbank " + arguments[0] + " exits with " + result.exitCode());
        var lines = result.out().lines().filter(Story::sumsUp).toList();
        lines.subList(Math.max(0, lines.size() - LINES), lines.size()).forEach(line -> System.out.println("  " + line));
    }

    /** Not a collection's own line, which is indented, nor where it was done and what to do next. */
    private static boolean sumsUp(String line) {
        return !line.isBlank() && !line.matches("(\\s|On |To ).*") && !line.contains("Name a key in");
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    static void expect(boolean held, String otherwise) {
        if (!held) {
            throw new WentWrong(otherwise);
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
