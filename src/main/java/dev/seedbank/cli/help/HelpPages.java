package dev.seedbank.cli.help;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Finished answers to the questions that need neither settings nor a database: {@code --help} of every command and
 * {@code completion SHELL}. Kept in a static field they are made when the binary is built, so that it only prints them.
 */
public final class HelpPages {
    private static final Set<String> HELP = Set.of("--help", "-h");
    private static final String COMPLETION = "completion";

    private final Map<List<String>, String> plain = new HashMap<>();
    private final Map<List<String>, String> coloured = new HashMap<>();

    private HelpPages() {}

    /** All pages of a program with these commands. */
    public static HelpPages of(CommandLine top) {
        var pages = new HelpPages();
        pages.addHelp(top);
        for (var shell : Shell.values()) {
            pages.plain.put(List.of(COMPLETION, shell.name()), shell.script(top));
        }
        return pages;
    }

    /** Whether {@link #answer} may know one; costs nothing. */
    public static boolean asked(String... arguments) {
        return arguments.length > 0
                && (HELP.contains(arguments[arguments.length - 1])
                        || (arguments.length == 2 && arguments[0].equals(COMPLETION)));
    }

    /**
     * The answer to a whole command line, with its last line break. Empty for a command line with anything more in it, such as a
     * further option: that is picocli's to understand.
     */
    public Optional<String> answer(boolean colours, String... arguments) {
        var words = List.of(arguments);
        var page = colours ? coloured.get(words) : null;
        return Optional.ofNullable(page == null ? plain.get(words) : page);
    }

    private void addHelp(CommandLine command) {
        var path = CommandPath.of(command);
        for (var option : HELP) {
            var words = new ArrayList<>(path);
            words.add(option);
            plain.put(List.copyOf(words), command.getUsageMessage(Ansi.OFF));
            coloured.put(List.copyOf(words), command.getUsageMessage(Ansi.ON));
        }
        command.getSubcommands().values().forEach(this::addHelp);
    }
}
