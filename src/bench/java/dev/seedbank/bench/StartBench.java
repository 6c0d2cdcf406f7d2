package dev.seedbank.bench;

import dev.seedbank.testing.Database;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** How long the native binary takes to say something, beside its peers: whole processes, from the fork to the end. */
final class StartBench {
    private static final Path BINARY = Path.of("target", "seedbank").toAbsolutePath();
    /** In one sample, started by a shell one after the other: the JVM's own way to start a process takes as long as what is measured. */
    private static final int RUNS = 20;

    private static final int SAMPLES = 15;
    private static final Pattern PEAK = Pattern.compile("peak (\\d+)");

    private final Path folder;

    StartBench(Path folder) {
        this.folder = folder;
    }

    /** One command line and what it took. */
    private record Way(String name, String command, Map<String, String> environment, List<Double> millis) {
        Way(String name, String command, Map<String, String> environment) {
            this(name, command, environment, new ArrayList<>());
        }

        double median() {
            var sorted =
                    millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    List<String> run() throws Exception {
        if (!Files.isExecutable(BINARY)) {
            return List.of("The native binary is left out: there is no target/seedbank (./mvnw package -Dnative).");
        }
        var project = Files.createDirectories(folder.resolve("start/db/migrations"))
                .getParent()
                .getParent();
        var lines = new ArrayList<String>();
        lines.add("Binary: %.1f MiB. Medians of %d alternating samples of %d starts each."
                .formatted(Files.size(BINARY) / 1048576.0, SAMPLES, RUNS));
        lines.add("");
        lines.addAll(contest("without a database", withoutDatabase(), project));
        try (var database = PostgresServer.all().getLast().createDatabase("start")) {
            database.run("create table users (id int primary key)", "create table items (id int primary key)");
            lines.add("");
            lines.addAll(contest("one question to PostgreSQL", onPostgres(database), project));
        }
        var mongo = MongoServer.any();
        var url = mongo.url(mongo.database());
        lines.add("");
        lines.addAll(contest("one question to MongoDB (" + mongo + ")", onMongo(url), project));
        Scratch.delete(project);
        return lines;
    }

    private static List<Way> withoutDatabase() {
        var ways = new ArrayList<Way>();
        peer(ways, "dbmate --version", Map.of());
        peer(ways, "psql --version", Map.of());
        peer(ways, "mongodump --version", Map.of());
        for (var arguments : List.of("--version", "--help", "backup --help", "completion bash")) {
            ways.add(new Way("`seedbank " + arguments + "`", BINARY + " " + arguments, Map.of()));
        }
        return ways;
    }

    private static List<Way> onPostgres(Database database) {
        var ways = new ArrayList<Way>();
        var url = database.url() + "?sslmode=disable";
        peer(ways, "dbmate status", Map.of("DATABASE_URL", url.replace("postgresql:", "postgres:")));
        peer(ways, "psql -X -c 'select 1' " + url, Map.of());
        ways.add(new Way("`seedbank status`", BINARY + " status", Map.of("DATABASE_URL", url)));
        return ways;
    }

    private static List<Way> onMongo(String url) {
        var ways = new ArrayList<Way>();
        peer(ways, "mongodump --version", Map.of());
        ways.add(new Way("`seedbank status`", BINARY + " status", Map.of("DATABASE_URI", url)));
        return ways;
    }

    /** The first one that is there is what the others are compared with. */
    private static void peer(List<Way> ways, String command, Map<String, String> environment) {
        var program = command.split(" ", 2)[0];
        if (Child.exists(program)) {
            ways.add(new Way("`" + command.replaceAll(" postgresql:.*", "") + "`", command, environment));
        }
    }

    private static List<String> contest(String what, List<Way> ways, Path project) throws Exception {
        for (int sample = 0; sample <= SAMPLES; sample++) {
            for (var way : ways) {
                double millis = sample(way, project);
                if (sample > 0) { // the first fills caches
                    way.millis().add(millis);
                }
            }
        }
        var lines = new ArrayList<String>();
        lines.add("| %s | milliseconds | ratio | peak memory, MiB |".formatted(what));
        lines.add("| --- | ---: | ---: | ---: |");
        for (var way : ways) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.2f | %s |",
                    way.name(),
                    way.median(),
                    way.median() / ways.getFirst().median(),
                    peak(way, project)));
        }
        lines.forEach(System.out::println);
        return lines;
    }

    private static double sample(Way way, Path project) throws Exception {
        var loop = "i=0; while [ $i -lt %d ]; do %s >/dev/null 2>&1 || exit 1; i=$((i+1)); done"
                .formatted(RUNS, way.command());
        var process = start(way, project, "sh", "-c", loop);
        long begin = System.nanoTime();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(way.name() + " failed");
        }
        return (System.nanoTime() - begin) / 1e6 / RUNS;
    }

    /** In MiB, as GNU time tells it; a dash where there is none. */
    private static String peak(Way way, Path project) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/time"))) {
            return "–";
        }
        var process =
                start(way, project, "sh", "-c", "/usr/bin/time -f 'peak %M' " + way.command() + " 2>&1 >/dev/null");
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var matcher = PEAK.matcher(said);
        return matcher.find() ? String.format(Locale.ROOT, "%.0f", Long.parseLong(matcher.group(1)) / 1024.0) : "–";
    }

    private static Process start(Way way, Path project, String... command) throws IOException {
        var builder = new ProcessBuilder(Arrays.asList(command))
                .directory(project.toFile())
                .redirectErrorStream(true);
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("HOME", project.toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.putAll(way.environment());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }
}
