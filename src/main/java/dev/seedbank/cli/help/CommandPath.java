package dev.seedbank.cli.help;

import java.util.List;
import picocli.CommandLine;

/** The words between the program's name and a command's own arguments: {@code [backup, list]}. */
final class CommandPath {
    private CommandPath() {}

    static List<String> of(CommandLine command) {
        var words = List.of(command.getCommandSpec().qualifiedName().split(" ", -1));
        return words.subList(1, words.size());
    }
}
