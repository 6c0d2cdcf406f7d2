package dev.seedbank.testing;

import dev.seedbank.SeedbankCommands;
import dev.seedbank.cli.UsefulOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * An option of one command, or of all.
 *
 * @param command its name without {@code seedbank}, such as {@code backup delete}; empty for an option of all commands
 */
public record CommandOption(String command, OptionSpec option) {
    /** Every one that the help shows, as {@link OptionTest} names it; those of all commands once. */
    public static List<String> all() {
        var found = new TreeSet<String>();
        collect(SeedbankCommands.description(), found);
        return List.copyOf(found);
    }

    private static void collect(CommandLine command, Set<String> found) {
        var spec = command.getCommandSpec();
        if (!spec.usageMessage().hidden()) {
            for (var option : UsefulOptions.of(spec)) {
                found.add(new CommandOption(isOfAll(option) ? "" : name(spec), option).toString());
            }
            command.getSubcommands().values().forEach(sub -> collect(sub, found));
        }
    }

    private static boolean isOfAll(OptionSpec option) {
        return option.inherited()
                || option.scopeType() == ScopeType.INHERIT
                || option.usageHelp()
                || option.versionHelp();
    }

    /** @param text as {@link #toString} writes it; hidden options exist, too */
    static CommandOption of(String text) {
        int space = text.lastIndexOf(' ');
        var command = SeedbankCommands.description();
        for (var word : text.substring(0, Math.max(0, space)).split(" ", -1)) {
            command = word.isEmpty() ? command : command.getSubcommands().get(word);
            if (command == null) {
                throw new IllegalArgumentException("no command " + text);
            }
        }
        var option = command.getCommandSpec().findOption(text.substring(space + 1));
        if (option == null) {
            throw new IllegalArgumentException("no option " + text);
        }
        return new CommandOption(name(command.getCommandSpec()), option);
    }

    /** These arguments without it and its value, wherever and under whichever of its names; the same if they are another command's. */
    List<String> leftOutOf(List<String> arguments) {
        var kept = new ArrayList<String>();
        var program = SeedbankCommands.description();
        for (int at = 0; at < arguments.size(); at++) {
            var word = arguments.get(at);
            var found = found(program, word);
            if (found == null) {
                program = program.getSubcommands().getOrDefault(word, program);
                kept.add(word);
                continue;
            }
            int end = takesNext(found, word) ? Math.min(at + 2, arguments.size()) : at + 1;
            if (!found.longestName().equals(option.longestName())) {
                kept.addAll(arguments.subList(at, end));
            }
            at = end - 1;
        }
        return command.isEmpty() || command.equals(name(program.getCommandSpec())) ? kept : arguments;
    }

    private static @Nullable OptionSpec found(CommandLine command, String word) {
        return word.startsWith("-") ? command.getCommandSpec().findOption(word.replaceFirst("=.*", "")) : null;
    }

    private static boolean takesNext(OptionSpec option, String word) {
        return option.arity().min() > 0 && !word.contains("=");
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName().replaceFirst("^\\S+ ?", "");
    }

    @Override
    public String toString() {
        return (command + " " + option.longestName()).strip();
    }
}
