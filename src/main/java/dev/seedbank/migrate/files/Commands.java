package dev.seedbank.migrate.files;

import java.util.List;
import java.util.stream.Collectors;

/** The server's own commands, of an engine without SQL, as a migration in YAML. */
public final class Commands {
    private Commands() {}

    /** @param commands as JSON */
    public static String script(List<String> commands) {
        return commands.stream().map(it -> "  - " + step(it) + "\n").collect(Collectors.joining("", "up:\n", ""));
    }

    /** One step, without its dash. */
    public static String step(String command) {
        return "runCommand: " + command;
    }
}
