package dev.seedbank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Measures Seedbank and its peers side by side and prints tables in Markdown; with {@code -Dbench.write=true} also into
 * docs/performance.md. {@code -Dbench.rows} is the size of the table, {@code -Dbench.rounds} how often each is measured,
 * {@code -Dbench.only} names the parts to run, such as {@code postgres,shapes}; all of them without it.
 */
public final class Bench {
    private static final Path PAGE = Path.of("docs", "performance.md");
    private static final String BEGIN = "<!-- bench: begin -->";
    private static final String END = "<!-- bench: end -->";

    private Bench() {}

    public static void main(String... arguments) throws Exception {
        int rows = Integer.getInteger("bench.rows", 5_000_000);
        int rounds = Integer.getInteger("bench.rounds", 3);
        var folder = Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
        var only = System.getProperty("bench.only", "");
        var text = new ArrayList<String>();
        text.add(
                "%s, JDK %s, %d processors. Medians of %d alternating rounds; each time is a whole process from start to end."
                        .formatted(
                                LocalDate.now(ZoneOffset.UTC),
                                Runtime.version().feature(),
                                Runtime.getRuntime().availableProcessors(),
                                rounds));
        for (var part : parts(folder, rows, rounds).entrySet()) {
            if (only.isEmpty() || List.of(only.split(",", -1)).contains(part.getKey())) {
                var lines = part.getValue().call();
                System.out.println("\n" + String.join("\n", lines) + "\n"); // not lost if a later one fails
                text.add("");
                text.addAll(lines);
            }
        }
        var page = String.join("\n", text);
        System.out.println("\n" + page);
        if (Boolean.getBoolean("bench.write")) {
            if (!only.isEmpty()) {
                throw new IllegalStateException("not written: -Dbench.only leaves out other tables of the page");
            }
            write(page);
        }
        System.exit(0); // servers end with the JVM
    }

    private static Map<String, Callable<List<String>>> parts(Path folder, int rows, int rounds) {
        var parts = new LinkedHashMap<String, Callable<List<String>>>();
        parts.put("start", () -> new StartBench(folder).run());
        parts.put("postgres", () -> new PostgresBench(folder, rows).run(rounds));
        parts.put("shapes", () -> new ShapeBench(folder, rows).run(rounds));
        parts.put("mongo", () -> new MongoBench(folder, rows / 10).run(rounds));
        parts.put("seed", () -> new SeedBench(folder, rows / 5).run(rounds));
        return parts;
    }

    private static void write(String text) throws IOException {
        var page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(PAGE + " has no " + BEGIN + " and " + END);
        }
        Files.writeString(PAGE, page.substring(0, begin) + BEGIN + "\n" + text + "\n" + page.substring(end));
    }
}
