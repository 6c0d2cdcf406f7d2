package dev.seedbank.bench;

import dev.seedbank.bench.Child.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ways to do one thing, measured in turn, round by round, so that what slows the machine slows all of them. */
final class Contest {
    private final String what;
    private final double megabytes;
    private final Map<String, Attempt> ways = new LinkedHashMap<>();
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    /** Of what has no size that would tell a speed. */
    Contest(String what) {
        this(what, 0);
    }

    /** @param megabytes how much goes through, to tell speeds */
    Contest(String what, double megabytes) {
        this.what = what;
        this.megabytes = megabytes;
    }

    /** One run. */
    interface Attempt {
        Sample run() throws Exception;
    }

    /** The first one added is what the others are compared with. */
    Contest way(String name, Attempt attempt) {
        ways.put(name, attempt);
        return this;
    }

    List<String> run(int rounds) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            for (var way : ways.entrySet()) {
                var sample = way.getValue().run();
                samples.computeIfAbsent(way.getKey(), name -> new ArrayList<>()).add(sample);
                System.out.printf(
                        Locale.ROOT,
                        "%s, round %d: %s: %.2f s, %d MiB%n",
                        what,
                        round,
                        way.getKey(),
                        sample.seconds(),
                        sample.peak());
            }
        }
        return table();
    }

    private List<String> table() {
        var lines = new ArrayList<String>();
        boolean sized = megabytes > 0;
        lines.add("| %s | seconds |%s ratio | peak memory, MiB |".formatted(what, sized ? " MB/s |" : ""));
        lines.add("| --- | ---: |%s ---: | ---: |".formatted(sized ? " ---: |" : ""));
        double first = seconds(samples.values().iterator().next());
        samples.forEach((name, all) -> lines.add(String.format(
                Locale.ROOT,
                "| %s | %.2f |%s %.2f | %s |",
                name,
                seconds(all),
                sized ? " %.0f |".formatted(megabytes / seconds(all)) : "",
                seconds(all) / first,
                peak(all))));
        return lines;
    }

    private static double seconds(List<Sample> samples) {
        var sorted = samples.stream().mapToDouble(Sample::seconds).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String peak(List<Sample> samples) {
        long peak = samples.stream().mapToLong(Sample::peak).max().orElse(0);
        return peak == 0 ? "–" : Long.toString(peak);
    }
}
