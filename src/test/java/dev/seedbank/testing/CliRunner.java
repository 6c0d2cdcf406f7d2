package dev.seedbank.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The real command line as a child process: the packaged program, or the binary that the system property
 * {@code seedbank.binary} or the variable {@code SEEDBANK_BINARY} names. The child's environment is built from nothing, so
 * that what it does never depends on who started the tests. Each method returns a new runner; none changes this one.
 *
 * <pre>{@code
 * var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
 * assertThat(seedbank.run("clean", "--confirm")).exits(0).prints("users");
 * }</pre>
 *
 * @param input what the child reads from its standard input, which then ends
 * @param jvm options of the child's JVM; a binary takes those that it knows, too
 */
public record CliRunner(
        Path project, Map<String, String> environment, String input, List<String> jvm, Duration timeout) {
    public CliRunner {
        environment = Map.copyOf(environment);
        jvm = List.copyOf(jvm);
    }

    /** With the folder {@code project} as the current one, UTC, UTF-8, a home of its own, no input and a minute's time. */
    public static CliRunner in(Path project) {
        var home = Program.home().toString();
        var environment = Map.of(
                "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
                "HOME", home,
                "LANG", "C.UTF-8",
                "LC_ALL", "C.UTF-8",
                "TZ", "UTC");
        return new CliRunner(project, environment, "", List.of("-Duser.home=" + home), Duration.ofMinutes(1));
    }

    /** Whether it is the native binary. */
    public static boolean isBinary() {
        return Program.isBinary();
    }

    public CliRunner env(String name, String value) {
        var more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new CliRunner(project, more, input, jvm, timeout);
    }

    public CliRunner without(String name) {
        var fewer = new LinkedHashMap<>(environment);
        fewer.remove(name);
        return new CliRunner(project, fewer, input, jvm, timeout);
    }

    /** The child's own time zone and language, {@code "Pacific/Apia", "tr", "TR"}, whether the machine has that locale or not. */
    public CliRunner at(String timeZone, String language, String country) {
        return env("TZ", timeZone).jvm("-Duser.language=" + language, "-Duser.country=" + country);
    }

    public CliRunner input(String text) {
        return new CliRunner(project, environment, text, jvm, timeout);
    }

    /** Such as {@code -Xmx96m}. */
    public CliRunner jvm(String... options) {
        var more = new ArrayList<>(jvm);
        more.addAll(List.of(options));
        return new CliRunner(project, environment, input, more, timeout);
    }

    /** How long the child may take; then it is killed and the test fails with what it had said. */
    public CliRunner timeout(Duration limit) {
        return new CliRunner(project, environment, input, jvm, limit);
    }

    /** Runs it to its end. A document in JSON that it prints is checked against its schema. */
    public CliResult run(String... arguments) {
        var run = start(arguments);
        run.type(input).endInput();
        var result = run.await();
        OutputSchemas.check(List.of(arguments), result.out());
        return result;
    }

    /** Starts it and returns at once, its standard input open: for what has to happen while it works. */
    public CliRun start(String... arguments) {
        return launch(Program.command(jvm, arguments), environment);
    }

    /**
     * Starts it on a terminal of its own, where it may ask; answer with {@link CliRun#type}. What it writes arrives in
     * {@code out}, with what was typed. Needs {@code script} of util-linux.
     */
    public CliRun onTerminal(String... arguments) {
        var words =
                Program.command(jvm, arguments).stream().map(CliRunner::quoted).toList();
        var terminal = new LinkedHashMap<>(environment);
        terminal.putIfAbsent("TERM", "xterm-256color");
        return launch(List.of("script", "-qec", String.join(" ", words), "/dev/null"), terminal);
    }

    /** The same on a terminal of that size. */
    public CliRun onSmallTerminal(int rows, int columns, String... arguments) {
        var words =
                Program.command(jvm, arguments).stream().map(CliRunner::quoted).toList();
        var terminal = new LinkedHashMap<>(environment);
        terminal.putIfAbsent("TERM", "xterm-256color");
        var command = "stty rows %d cols %d && exec %s".formatted(rows, columns, String.join(" ", words));
        return launch(List.of("script", "-qec", command, "/dev/null"), terminal);
    }

    /** Runs a shell script, line by line as a document shows it, in which {@code seedbank} is this program; stops at what fails. */
    public CliResult shell(String script) {
        var words = Program.command(jvm).stream().map(CliRunner::quoted).toList();
        var folder = Folders.temporary("seedbank-shell");
        try {
            var wrapper = folder.resolve("seedbank");
            Files.writeString(wrapper, "#!/bin/sh\nexec " + String.join(" ", words) + " \"$@\"\n");
            wrapper.toFile().setExecutable(true);
            var variables = new LinkedHashMap<>(environment);
            variables.merge("PATH", folder + ":", (path, first) -> first + path);
            return launch(List.of("sh", "-euxc", script), variables).endInput().await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Folders.delete(folder);
        }
    }

    private CliRun launch(List<String> command, Map<String, String> variables) {
        var words = new ArrayList<>(Program.hearingInterrupts());
        words.addAll(command);
        var builder = new ProcessBuilder(words).directory(project.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        try {
            return new CliRun(builder.start(), timeout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Writes a file of the project, making its folders, and returns this runner. */
    public CliRunner file(String name, String content) {
        try {
            var path = project.resolve(name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content, StandardCharsets.UTF_8);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
