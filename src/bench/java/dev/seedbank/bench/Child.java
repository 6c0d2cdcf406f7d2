package dev.seedbank.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program that is run, timed, and watched for the memory that it takes. */
record Child(List<String> command, Path folder, Map<String, String> environment) {
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    Child {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    static Child of(String... command) {
        return new Child(List.of(command), Path.of("").toAbsolutePath(), Map.of());
    }

    static Child psql(String url, String... arguments) {
        var command = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url));
        command.addAll(List.of(arguments));
        return of(command.toArray(new String[0]));
    }

    /** The packaged program, in as little heap as it promises to need. */
    static Child seedbank(Path project, String variable, String url, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var jar = Path.of("target", "quarkus-app", "quarkus-run.jar")
                .toAbsolutePath()
                .toString();
        var command = new ArrayList<>(List.of(java, "-Xmx96m", "-jar", jar));
        command.addAll(List.of(arguments));
        return new Child(command, project, Map.of(variable, url, "HOME", project.toString(), "LC_ALL", "C.UTF-8"));
    }

    /** The native binary as it is, if it was built: {@code ./mvnw package -Dnative}. */
    static Optional<Child> binary(Path project, String variable, String url, String... arguments) {
        var binary = Path.of("target", "seedbank").toAbsolutePath();
        if (!Files.isExecutable(binary)) {
            return Optional.empty();
        }
        var command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(List.of(arguments));
        return Optional.of(
                new Child(command, project, Map.of(variable, url, "HOME", project.toString(), "LC_ALL", "C.UTF-8")));
    }

    /** Whether there is such a program on the {@code PATH}. */
    static boolean exists(String program) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs it to its end; what it writes to standard output goes nowhere, as to {@code /dev/null}. */
    Sample run() throws IOException, InterruptedException {
        var errors = Files.createTempFile("seedbank-bench", ".err");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.contains("AGENT"));
        if (!environment.isEmpty()) {
            builder.environment().clear();
            builder.environment().putAll(environment);
        }
        long begin = System.nanoTime();
        var process = builder.start();
        process.getOutputStream().close();
        long peak = 0;
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        var said = Files.readString(errors);
        Files.delete(errors);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    command.getFirst() + " exits with " + process.exitValue() + ": " + said.strip());
        }
        return new Sample(seconds, peak);
    }

    /** In MiB; the high-water mark that Linux keeps for each process, 0 elsewhere. */
    private static long peak(long pid) {
        try {
            return Optional.of(PEAK.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status"))))
                    .filter(java.util.regex.Matcher::find)
                    .map(matcher -> Long.parseLong(matcher.group(1)) / 1024)
                    .orElse(0L);
        } catch (IOException e) {
            return 0; // ended between two looks
        }
    }

    /** What one run took; {@code peak} in MiB. */
    record Sample(double seconds, long peak) {}
}
