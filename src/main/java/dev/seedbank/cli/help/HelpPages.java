package dev.seedbank.cli.help;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import picocli.CommandLine;

/**
 * Finished answers to the questions that need neither settings nor a database: the program alone, {@code --help} of every
 * command and {@code help COMMAND}. Kept in a static field they are made when the binary is built, so
 * that it only lays them out for the terminal and prints them.
 */
public final class HelpPages {
    private static final Set<String> OPTIONS = Set.of("--help", "-h");
    private static final String COMMAND = "help";

    private final Map<List<String>, HelpPage> pages = new HashMap<>();

    private HelpPages() {}

    /** All pages of a program with these commands. */
    public static HelpPages of(CommandLine top) {
        var pages = new HelpPages();
        pages.addHelp(top);
        return pages;
    }

    /** The page of one command, as {@link #answer} has it. */
    public static String page(CommandLine command, int width, boolean colours) {
        return HelpLayout.of(HelpPage.of(command), width, colours);
    }

    /** Whether {@link #answer} may know one; costs nothing. */
    public static boolean asked(String... arguments) {
        return arguments.length == 0
                || arguments[0].equals(COMMAND)
                || OPTIONS.contains(arguments[arguments.length - 1]);
    }

    /**
     * The answer to a whole command line, with its last line break. Empty for a command line with anything more in it, such as a
     * further option: that is picocli's to understand.
     *
     * @param width asked for only if it matters
     */
    public Optional<String> answer(IntSupplier width, boolean colours, String... arguments) {
        var words = new ArrayList<>(List.of(arguments));
        if (!words.isEmpty()) {
            if (words.getFirst().equals(COMMAND) && words.size() > 1 && !OPTIONS.contains(words.getLast())) {
                words.removeFirst();
            } else if (OPTIONS.contains(words.getLast())) {
                words.removeLast();
            } else if (words.equals(List.of(COMMAND))) {
                words.clear();
            }
        }
        return Optional.ofNullable(pages.get(words)).map(page -> HelpLayout.of(page, width.getAsInt(), colours));
    }

    private void addHelp(CommandLine command) {
        pages.put(List.copyOf(CommandPath.of(command)), HelpPage.of(command));
        command.getSubcommands().values().forEach(this::addHelp);
    }
}
