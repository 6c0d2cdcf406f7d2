package dev.seedbank.cli;

import dev.seedbank.config.Project;
import dev.seedbank.failure.UsageFailure;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The options that every command takes, before or behind its name. There is one bean of it in a run, which commands have injected;
 * {@link Filling} gives it what picocli has put into the top command's mixin (a pseudo-scope, because its fields are set, not those of a
 * proxy).
 */
@Singleton
public class GlobalOptions {
    @Option(
            names = {"-p", "--profile"},
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Settings to use; default: SEEDBANK_PROFILE, else dev.")
    @Nullable
    String profile;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Settings file; default: seedbank.yaml here or, in a Git repository, in a parent folder.")
    @Nullable
    Path config;

    @Option(
            names = {"-s", "--store"},
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Only this store; repeatable; default: every store of the project.")
    List<String> stores = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "text|json",
            scope = ScopeType.INHERIT,
            description = "Output format; default: text.")
    OutputFormat format = OutputFormat.text;

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            description = "Print only the name of the result, and errors.")
    boolean quiet;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show what servers are told, and the details behind an error.")
    boolean verbose;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "No colors; the variable NO_COLOR does the same.")
    boolean noColor;

    private static final Pattern JSON = Pattern.compile("(?m)^(--output|-o)(=|\n)?json$");

    private static final String LOG = "SEEDBANK_LOG";

    private final Terminal terminal;
    private @Nullable Project project;
    private @Nullable Output output;

    GlobalOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    /** How results are written. The names are what a user types. */
    @SuppressWarnings("MemberName")
    enum OutputFormat {
        text,
        json
    }

    /** The project in force; read from its file when first asked for. */
    public Project project() {
        if (project == null) {
            project = Project.read(
                    Path.of("").toAbsolutePath(),
                    Optional.ofNullable(config),
                    Optional.ofNullable(profile),
                    terminal.environment());
        }
        return project;
    }

    /** Names given with {@code --store}; empty for all. */
    public List<String> stores() {
        return stores;
    }

    /** Where this run's results and messages go. */
    public Output output() {
        if (output == null) {
            var mode = new Output.Mode(format == OutputFormat.json, quiet(), !noColor, verbose());
            output = new Output(
                    terminal,
                    mode,
                    new ProjectOptions(Optional.ofNullable(profile), Optional.ofNullable(config), stores));
        }
        return output;
    }

    /** Looks at a command line that could not be understood as a whole: who asked for JSON gets it all the same. */
    void expectFormat(String... arguments) {
        var words = String.join("\n", arguments).toLowerCase(Locale.ROOT);
        if (JSON.matcher(words).find()) {
            format = OutputFormat.json;
        }
    }

    /** Whether what goes to standard output has colours. */
    public boolean colours() {
        return !noColor && terminal.showsColours();
    }

    /** Options win over the variable. */
    public boolean verbose() {
        return verbose || (!quiet && log() == Log.DEBUG);
    }

    private boolean quiet() {
        return quiet || (!verbose && log() == Log.QUIET);
    }

    /** What {@code SEEDBANK_LOG} may say. */
    private enum Log {
        QUIET,
        INFO,
        DEBUG
    }

    private Log log() {
        var word = terminal.environment().getOrDefault(LOG, "");
        return Stream.of(Log.values())
                .filter(it -> it.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(Log.INFO);
    }

    /** @throws UsageFailure if {@code SEEDBANK_LOG} says something else */
    void checkLog() {
        var word = terminal.environment().getOrDefault(LOG, "");
        if (!word.isEmpty() && !word.equalsIgnoreCase(log().name())) {
            throw new UsageFailure(
                    "SEEDBANK_LOG: '%s' is none of quiet, info and debug".formatted(word),
                    "quiet does what --quiet does, debug what --verbose does; info, or no such variable, neither.");
        }
    }
}
