package dev.seedbank.completion;

import dev.seedbank.backup.Backups;
import dev.seedbank.cli.help.CommandTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers the completion scripts: {@code seedbank __complete SHELL WORD…}. Never fails; what cannot be known is not offered. */
public final class Completion {
    private static final String COMMAND = "__complete";

    private Completion() {}

    /** Whether a command line is a script's question. */
    public static boolean asked(String... arguments) {
        return arguments.length > 1 && arguments[0].equals(COMMAND);
    }

    /**
     * The answer with its last line break: {@code files} or {@code names}, then the candidates.
     *
     * @param backups got only where a question is about them
     */
    public static String answer(
            CommandTree commands, Map<String, String> environment, Supplier<Backups> backups, String... arguments) {
        var words = List.of(arguments).subList(2, arguments.length);
        var shell = Shell.named(arguments[1]);
        if (shell.isEmpty() || words.isEmpty()) {
            return "names\n";
        }
        var joined = shell.get().words(words);
        var names = new ProjectNames(Path.of("").toAbsolutePath(), environment, backups);
        var candidates = Completer.complete(commands, joined, names);
        var lines = new ArrayList<String>();
        lines.add(candidates.files() ? "files" : "names");
        candidates.list().stream()
                .filter(candidate -> candidate.text().chars().noneMatch(Character::isISOControl))
                .map(candidate -> shell.get().line(candidate, joined.getLast()))
                .forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }
}
